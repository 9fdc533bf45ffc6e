import DatasafeTexts
public import Markup

/// The log-in form, on the start page and on its own.
public enum LogInForm {
    /// The form; `next` is where to go then, `user` what was typed before a refusal.
    public static func html(_ visit: Visit, next: String = "/", user: String = "") -> HTML {
        visit.form(
            "/login", id: "login",
            """
            \(visit.hidden("next", Visit.local(next)))\
            \(visit.field(Field("user", .userName, value: user, attributes: userAttributes)))\
            \(visit.field(Field("password", .password, type: "password", attributes: passwordAttributes)))\
            <div class="actions">\(visit.button(.logIn, .person, id: "login-button"))</div>
            """)
    }

    private static let userAttributes: HTML =
        " required maxlength=\"100\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" autofocus"
    private static let passwordAttributes: HTML = " required maxlength=\"500\" autocomplete=\"current-password\""
}
