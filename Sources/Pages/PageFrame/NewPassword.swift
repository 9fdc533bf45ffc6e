public import DatasafeCore
public import DatasafeTexts
import Hummingbird
public import Markup

/// The two fields of a new password with the meter beside them. The judgement is Core's; the page only shows it.
public enum NewPassword {
    /// Both fields and the meter. `id` keeps several of them on one page apart.
    public static func fields(_ visit: Visit, id: String = "new", required: Bool = true, label: Text? = nil) -> HTML {
        let asks: HTML = """
            \(HTML.flag("required", required)) maxlength="256" autocomplete="new-password" hx-post="/fragment/strength" \
            hx-trigger="input changed delay:250ms" hx-target="#\(id)-strength" hx-include="closest form"
            """
        let repeated: HTML = "\(HTML.flag("required", required)) maxlength=\"256\" autocomplete=\"new-password\""
        let first = Field(
            "password", label ?? .newPassword, id: "\(id)-password", type: "password", hint: .passwordHint,
            attributes: asks)
        let second = Field(
            "repeated", .repeatPassword, id: "\(id)-repeated", type: "password", attributes: repeated)
        return """
            \(visit.field(first))<div id="\(id)-strength" class="mb-3" aria-live="polite"></div>\(visit.field(second))
            """
    }

    /// The password of a form, or why it is refused: two entries that differ, or Core's rule.
    public static func read(_ form: FormFields) throws(Refusal) -> Secret {
        let password = form["password"] ?? ""
        guard password == form["repeated"] ?? "" else { throw .of(.passwordsDiffer) }
        if let code = PasswordRule.refusal(password, hints: hints(form)) {
            throw Refusal(code: code.code, subject: "\(PasswordRule.minimum)")
        }
        return Secret(text: password)
    }

    /// Registers the meter. Set-up uses it before anybody can log in.
    public static func register(_ routes: PageRoutes) {
        routes.post("/fragment/strength", need: .nobody) { visit, form in
            visit.fragment(meter(visit, password: form["password"] ?? "", hints: hints(form)))
        }
    }

    private static func hints(_ form: FormFields) -> [String] {
        ["user", "fullName", "practice"].map { form.text($0) }.filter { !$0.isEmpty }
    }

    private static func meter(_ visit: Visit, password: String, hints: [String]) -> HTML {
        guard !password.isEmpty, password.utf8.count <= 4096 else { return .empty }
        let refusal = PasswordRule.refusal(password, hints: hints)
        let score = PasswordStrength.score(password, hints: hints)
        let level: Level = refusal != nil || score < 2 ? .crit : score < PasswordStrength.green ? .warn : .ok
        let words: [Text] = [.strength0, .strength1, .strength2, .strength3, .strength4]
        let sentence =
            refusal.map {
                visit.advice(for: Refusal(code: $0.code, subject: "\(PasswordRule.minimum)")).sentence[visit.language]
            } ?? visit[words[min(max(score, 0), 4)]]
        return """
            <div class="strength level-\(level.rawValue)" data-level="\(level.rawValue)" data-score="\(score)">\
            <progress max="5" value="\(score + 1)">\(score + 1)/5</progress>\
            <p>\(level.icon.html) \(sentence)</p></div>
            """
    }
}
