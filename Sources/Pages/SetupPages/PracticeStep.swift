import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Name of the practice, first administrator, and the vendor's monitoring if it is wanted.
struct PracticeStep {
    let visit: Visit
    let typed: FormFields?

    var html: HTML {
        let long = " required maxlength=\"100\"" as HTML
        let user = Field(
            "user", .userName, value: text("user"), hint: .userNameHint,
            attributes:
                " required maxlength=\"32\" autocapitalize=\"none\" spellcheck=\"false\" autocomplete=\"username\"")
        let hub = Field(
            "hub", .hubAddress, type: "url", value: text("hub"),
            attributes: " maxlength=\"300\" placeholder=\"https://\" pattern=\"https://.+\"")
        let hubCode = Field(
            "hubCode", .hubCode, value: text("hubCode"), attributes: " maxlength=\"300\" autocomplete=\"off\"")
        let content = visit.form(
            "/setup/practice", id: "practice-form",
            """
            \(visit.field(Field("practice", .practiceName, value: text("practice"), attributes: long + " autofocus")))\
            <fieldset><legend class="fs-5">\(visit[.firstAdministrator])</legend>\
            <p class="muted">\(visit[.firstAdministratorHint])</p>\
            \(visit.field(Field("fullName", .fullName, value: text("fullName"), attributes: long)))\
            \(visit.field(user))\(NewPassword.fields(visit, label: .password))</fieldset>\
            <details class="mb-3"\(HTML.flag("open", !text("hub").isEmpty))><summary>\(visit[.hubTitle])</summary>\
            <p class="muted">\(visit[.hubHint])</p>\(visit.field(hub))\(visit.field(hubCode))</details>\
            \(visit.button(.next, .check))
            """)
        return """
            <div class="narrow">\(visit.card(.setupPracticeTitle, .people, id: "name-practice", content))\
            \(visit.hint(.history, .setupInstead))</div>
            """
    }

    private func text(_ name: String) -> String { typed?.text(name) ?? "" }
}
