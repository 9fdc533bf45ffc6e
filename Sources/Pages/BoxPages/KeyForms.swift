import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Issue a key, revoke one: what it needs, what it does, what it cannot do.
struct KeyForms {
    let visit: Visit
    let sight: KeySight

    /// Both forms for an administrator while nothing runs.
    var html: HTML {
        guard visit.may(.changeBox) else { return "<p class=\"muted\">\(visit[.administratorsOnly])</p>" }
        guard !sight.isBusy else { return .empty }
        return "\(presence)\(issue)\(revoke)"
    }

    /// Whether a good key is there, as it is now.
    private var presence: HTML {
        guard let number = sight.plugged.first else {
            return """
                <div id="good-key" data-number="">\(visit.notice(
                    .warn, visit[.goodKeyMissing], visit[.goodKeyMissingWhy]))</div>
                """
        }
        return """
            <div id="good-key" data-number="\(number)">\(visit.notice(
                .ok, visit.say(.goodKeyThere, ["number": "\(number)"]), visit[.goodKeyThereWhy]))</div>
            """
    }

    // MARK: Issue

    private var issue: HTML {
        var content: HTML
        if sight.silver.count >= KeyChangeRule.mostKeys {
            content = "<p>\(visit.say(.issueFull, ["count": "\(sight.silver.count)"]))</p>"
        } else {
            content = "<p>\(visit[.issueWhat])</p>"
            content +=
                sight.usable.isEmpty
                ? "<div id=\"no-stick\">\(visit.notice(.busy, visit[.issueStick]))</div>"
                : sight.usable.enumerated().map { choice($1, index: $0) }.joined()
        }
        return visit.card(.issueTitle, .plus, id: "issue", content)
    }

    private func choice(_ stick: StickFact, index: Int) -> HTML {
        // A key is replaced only in the presence of another one.
        let options: [HTML] = sight.silver.filter { sight.mayRevoke($0.number) }.map { key in
            "<option value=\"\(key.number)\">\(visit.say(.issueReplacesOne, ["number": "\(key.number)"]))</option>"
        }
        return visit.form(
            "/box/keys/issue", css: "choice key-form issue",
            """
            \(Icon.plug.html)<div>\(StickFacts.html(visit, stick))\
            \(visit.hidden("stick", stick.id))<div class="my-3"><label class="form-label" for="replaces-\(index)">\
            \(visit[.issueReplaces])</label><select class="form-select" name="replaces" id="replaces-\(index)">\
            <option value="0">\(visit[.issueReplacesNone])</option>\(options)</select></div>\
            \(StickFacts.loss(visit, stick, id: "confirm-stick-\(index)"))\
            <div class="actions">\(visit.button(
                .issueGo, .key, attributes: HTML.flag("disabled", sight.plugged.isEmpty)))</div></div>
            """)
    }

    /// A key being issued: where it stands, what to do with the hands, the way to give it up. Everybody sees it.
    var running: HTML {
        guard let change = sight.change else { return .empty }
        let steps: [(word: String, text: Text)] = [
            ("write-key", .issueStepWrite), ("pull-and-plug", .issueStepPull), ("enrol", .issueStepEnrol),
            ("revoke", .issueStepRevoke), ("copy-header", .issueStepCopy),
        ].filter { $0.word != "revoke" || change.replaces > 0 }
        let replaces: HTML =
            change.replaces > 0 ? "<p>\(visit.say(.issueReplacing, ["number": "\(change.replaces)"]))</p>" : .empty
        let hands: HTML =
            change.step == "pull-and-plug"
            ? """
            <div id="replug">\(visit.notice(
                .warn, visit[.issuePull], "\(visit[.keyReplugWhy]) \(visit.say(.issueMark, ["number": "\(change.number)"]))"))</div>
            """ : .empty
        return visit.card(
            Text.issueRunning.filling(["number": "\(change.number)"]), .hourglass, id: "key-change",
            """
            \(hands)\(replaces)\(StepList.html(visit, steps, current: change.step))\
            <p class="muted">\(visit[.issueSurvives])</p>\(cancel(change))
            """)
    }

    /// As long as the hands are needed: a moment before it is being written, a moment after it is enrolled.
    private func cancel(_ change: KeyChangeFact) -> HTML {
        guard visit.may(.changeBox), change.step == "pull-and-plug" else { return .empty }
        return """
            <details id="cancel-issue"><summary>\(visit[.issueCancel])</summary>\(visit.form(
                "/box/keys/cancel", id: "cancel-form",
                """
                <p>\(visit[.issueCancelWhat])</p>\(visit.button(.callOffGo, style: "outline-danger", id: "cancel-go"))
                """))</details>
            """
    }

    // MARK: Revoke

    private var revoke: HTML {
        guard sight.silver.count > 1 else {
            return visit.card(.revokeTitle, .shield, id: "revoke", "<p class=\"muted\">\(visit[.revokeLast])</p>")
        }
        let forms: [HTML] = sight.silver.map { key in
            """
            <details class="mt-2" id="revoke-\(key.number)"><summary>\(visit.say(
                .revokeOne, ["number": "\(key.number)"]))</summary>\(form(key.number))</details>
            """
        }
        return visit.card(
            .revokeTitle, .shield, id: "revoke",
            """
            <p>\(visit[.revokeWhat])</p>\(visit.notice(.unknown, visit[.revokeLimit], visit[.revokeLimitWhy]))\(forms)
            """)
    }

    private func form(_ number: Int) -> HTML {
        let isReady = sight.mayRevoke(number)
        let needs: HTML = isReady ? .empty : "<p>\(visit.badge(.warn, visit[.revokeNeeds]))</p>"
        let field = Field(
            "confirm", .revokeConfirm, id: "confirm-revoke-\(number)",
            attributes: " required maxlength=\"3\" inputmode=\"numeric\" autocomplete=\"off\"")
        return visit.form(
            "/box/keys/revoke", css: "revoke",
            """
            \(needs)\(visit.hidden("number", "\(number)"))<div class="loses"><div class="short-field">\
            \(visit.field(field))</div></div><div class="actions">\(visit.button(
                .revokeGo, .shield, style: "outline-danger", attributes: HTML.flag("disabled", !isReady)))</div>
            """)
    }
}
