import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// When disks get their night and how long nights stay: read by everybody, chosen by administrators.
enum BackupPlanCard {
    static func register(_ routes: PageRoutes) {
        routes.post("/backup/plan", need: .may(.changeBox)) { visit, form in
            guard let minute = form.number("minute"), let keep = BackupKeep(rawValue: form.text("keep")) else {
                return visit.refused(.of(.form))
            }
            let deed = BackupDeeds.ChoosePlan(
                deed: visit.newDeed(), minute: minute, keep: keep, user: visit.userName)
            _ = try await visit.begin(deed)
            await visit.frame.wait { $0.backup?.plan == BackupPlan(minute: minute, keep: keep) }
            return visit.redirect(to: "/backup", note: .saved)
        }
    }

    static func html(_ visit: Visit) -> HTML {
        guard let fact = visit.sight.backup, !fact.disks.isEmpty else { return .empty }
        let plan = fact.plan
        guard visit.may(.changeBox) else {
            return visit.card(
                .planTitle, .list, id: "plan",
                """
                <dl class="facts"><dt>\(visit[.planTime])</dt><dd>\(visit.say(.planDaily, ["time": plan.hourMinute]))</dd>\
                <dt>\(visit[.planKeep])</dt><dd>\(words(plan.keep, visit))</dd></dl>\
                <p class="muted mt-2">\(visit[.planKeepWhat])</p>
                """)
        }
        return visit.card(
            .planTitle, .list, id: "plan",
            visit.form(
                "/backup/plan", css: "short-form",
                """
                <div class="mb-3"><label class="form-label" for="plan-time">\(visit[.planTime])</label>\
                <select class="form-select" name="minute" id="plan-time">\
                \(times(chosen: plan.minute, visit))</select></div>\
                <div class="mb-3"><label class="form-label" for="plan-keep">\(visit[.planKeep])</label>\
                <select class="form-select" name="keep" id="plan-keep">\
                \(keeps(chosen: plan.keep, visit))</select>\
                <p class="form-text">\(visit[.planKeepWhat]) \(visit[.planKeepHint])</p></div>\
                \(visit.button(.save, .check, id: "plan-save"))
                """))
    }

    /// The times a person can choose.
    static func times(chosen: Int, _ visit: Visit) -> [HTML] {
        BackupPlan.times.map { minute in
            """
            <option value="\(minute)"\(HTML.flag("selected", minute == chosen))>\
            \(visit.say(.planDaily, ["time": BackupPlan.hourMinute(minute)]))</option>
            """
        }
    }

    /// How long nights can stay.
    static func keeps(chosen: BackupKeep, _ visit: Visit) -> [HTML] {
        BackupKeep.allCases.map { keep in
            """
            <option value="\(keep.rawValue)"\(HTML.flag("selected", keep == chosen))>\(words(keep, visit))</option>
            """
        }
    }

    private static func words(_ keep: BackupKeep, _ visit: Visit) -> String {
        switch keep {
        case .short: visit[.planShort]
        case .usual: visit[.planUsual]
        case .long: visit[.planLong]
        }
    }
}
