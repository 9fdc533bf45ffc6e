import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// A change of the disks that is under way: from the array's own record, so that it is seen after a power cut as well.
enum ChangePicture {
    /// What happens, how far it is, what to leave alone. `hasTails` = the serials' ends may be shown: not to everybody.
    static func html(_ visit: Visit, hasTails: Bool = true) -> HTML {
        guard let array = visit.sight.storage?.array, let change = array.change else { return .empty }
        let (sentence, why) = words(change)
        let level: Level = change.isWaiting ? .warn : .busy
        var bar: HTML = .empty
        if !change.isWaiting {
            let isKnown = ["recover", "reshape", "resync"].contains(array.action)
            bar = (isKnown ? array.progress : nil).map { visit.progress($0) } ?? "<progress></progress>"
        }
        let places = places(visit, change, hasTails: hasTails)
        return """
            <div id="change" class="notice level-\(level.rawValue)" role="status" data-level="\(level.rawValue)" \
            data-kind="\(change.kind)" data-number="\(change.number)" \
            data-waiting="\(change.isWaiting ? "yes" : "no")">\(level.icon.html)<div class="w-100">\
            <p class="sentence">\(visit.say(sentence, places))</p>\(bar)<p>\(visit[why])</p>\
            <p class="muted">\(visit[.changeSurvives])</p></div></div>
            """
    }

    /// The way to give it up, with what is lost by that; nothing where it is too late.
    static func callOff(_ visit: Visit) -> HTML {
        guard let change = visit.sight.storage?.array?.change, visit.may(.changeBox), mayCallOff(change) else {
            return .empty
        }
        let places = places(visit, change, hasTails: true)
        var sentences: [String] = [visit.say(change.kind == "take-out" ? .callOffTakeOut : .callOffNew, places)]
        if change.kind == "replace", !change.oldAnswers { sentences.append(visit.say(.callOffLost, places)) }
        return """
            <details id="call-off" class="mb-3"><summary>\(visit[.callOff])</summary>\(visit.form(
                "/box/call-off", id: "call-off-form",
                """
                <div class="loses">\(sentences.map { "<p>\($0)</p>" as HTML })</div>\
                <div class="actions">\(visit.button(.callOffGo, style: "outline-danger", id: "call-off-go"))</div>
                """))</details>
            """
    }

    /// Changes when another change begins or this one comes to another phase.
    static func mark(_ array: ArrayFact?) -> String {
        guard let change = array?.change else { return "" }
        return "\(change.kind)\(change.number)\(change.isWaiting)\(change.oldAnswers)\(change.newSerialTail.isEmpty)"
    }

    /// A replacement whose new disk holds everything is as good as done.
    private static func mayCallOff(_ change: ArrayChangeFact) -> Bool {
        change.kind != "replace" || change.isWaiting || !change.newSerialTail.isEmpty
    }

    private static func words(_ change: ArrayChangeFact) -> (Text, Text) {
        if change.isWaiting { return (.changeWaits, .changeWaitsWhy) }
        switch change.kind {
        case "add": return (.changeAdd, .changeAddWhy)
        case "take-out": return (.changeTakeOut, .changeTakeOutWhy)
        default:
            guard mayCallOff(change) else { return (.changeReplaceEnd, .changeTakeOutWhy) }
            return (.changeReplace, change.oldAnswers ? .changeReplaceOld : .changeReplaceLost)
        }
    }

    private static func places(_ visit: Visit, _ change: ArrayChangeFact, hasTails: Bool) -> [String: String] {
        [
            "number": "\(change.number)",
            "new": hasTails ? Protection.tail(visit, change.newSerialTail) : "",
            "old": hasTails ? Protection.tail(visit, change.oldSerialTail) : "",
        ]
    }
}
