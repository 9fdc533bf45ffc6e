import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Before a change of the lock: when it is needed, what it does and costs, the sticks, the second person.
struct LockForm {
    let visit: Visit
    let sight: LockSight

    var html: HTML {
        """
        \(danger)\(visit.card(.lockWhen, .question, id: "lock-when", when))\
        \(visit.card(.lockWhat, .shield, id: "lock-what", what))\
        \(visit.card(.lockBegin, .key, id: "lock-begin", begin))
        """
    }

    /// Without a key that opens, the power must stay on: said first and in red.
    private var danger: HTML {
        guard let number = sight.oldKey else {
            return """
                <div id="stay-on">\(visit.notice(.crit, visit[.lockStayOn], visit[.lockStayOnWhy]))</div>
                """
        }
        return """
            <div id="old-key">\(visit.notice(
                .ok, visit.say(.lockHasOld, ["number": "\(number)"]), visit[.lockHasOldWhy]))</div>
            """
    }

    private var when: HTML {
        """
        <ul><li><strong>\(visit[.lockBothLost])</strong> \(visit[.lockBothLostWhy])</li>\
        <li><strong>\(visit[.lockStolen])</strong> \(visit[.lockStolenWhy])</li></ul>
        """
    }

    private var what: HTML {
        let cut: Text = sight.oldKey == nil ? .lockCutWithout : .lockCutWith
        let items: [HTML] = [.lockDoesKeys, .lockDoesMove, .lockDoesSingle, cut].map { "<li>\(visit[$0])</li>" }
        return "<ul>\(items)</ul>"
    }

    private var begin: HTML {
        if let obstacle = sight.obstacle {
            return "<div id=\"lock-not-now\">\(visit.notice(obstacle, level: .warn))</div>"
        }
        guard sight.sticks.count >= 2 else {
            return """
                \(backup)<div id="no-sticks">\(visit.notice(
                    .busy, visit.say(.lockNeedsSticks, ["count": "\(sight.sticks.count)"])))</div>
                """
        }
        let sticks: [HTML] = sight.sticks.enumerated().map { choice($1, index: $0) }
        let attributes: HTML = " required maxlength=\"100\" autocomplete=\"off\" autocapitalize=\"none\""
        return visit.form(
            LockPage.path, id: "lock-form",
            """
            \(backup)\(withoutBackup)<h3>\(visit[.lockSticks])</h3>\(sticks)<h3>\(visit[.lockSecond])</h3>\
            <div class="short-form">\(visit.field(Field("second", .lockSecondUser, attributes: attributes)))\
            \(visit.field(Field(
                "secondPassword", .lockSecondPassword, type: "password",
                attributes: " required maxlength=\"500\" autocomplete=\"off\"")))</div>\
            <div class="actions">\(visit.button(.lockGo, .shield, style: "danger", id: "lock-go"))</div>
            """)
    }

    private var backup: HTML {
        guard let last = sight.lastBackup else {
            return visit.notice(.warn, visit[.lockBackupNone], visit[.lockBackupOldWhy])
        }
        let time = ["time": visit.wording.moment(last)]
        return sight.hasFreshBackup
            ? visit.notice(.ok, visit.say(.lockBackupFresh, time))
            : visit.notice(.warn, visit.say(.lockBackupOld, time), visit[.lockBackupOldWhy])
    }

    private var withoutBackup: HTML {
        guard !sight.hasFreshBackup else { return .empty }
        return """
            <div class="form-check mb-3"><input class="form-check-input" type="checkbox" name="withoutBackup" \
            id="without-backup"><label class="form-check-label" for="without-backup">\(visit[.lockWithoutBackup])\
            </label></div>
            """
    }

    private func choice(_ stick: StickFact, index: Int) -> HTML {
        // Not required by the browser: whoever leaves this stick out types nothing.
        let confirm = StickFacts.loss(
            visit, stick, id: "confirm-lock-\(index)", name: "confirm-\(index)", isRequired: false)
        let isChosen = StickFacts.isFree(stick) && sight.sticks.count == 2
        return """
            <div class="form-check mb-3"><input class="form-check-input" type="checkbox" name="stick-\(index)" \
            value="\(stick.id)" id="lock-stick-\(index)"\(HTML.flag("checked", isChosen))>\
            <label class="form-check-label" for="lock-stick-\(index)">\(StickFacts.html(visit, stick))\
            </label>\(confirm)</div>
            """
    }
}
