import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// USB devices that were plugged in and not let in: a calm note, for nothing has happened.
enum RefusedDevices {
    /// How long the start page mentions one, seconds.
    private static let recent: Int64 = 15 * 60

    /// All of this start, newest first; nothing if there are none.
    static func card(_ visit: Visit) -> HTML {
        let devices = (visit.sight.storage?.refusedUSB ?? []).sorted { $0.at > $1.at }.prefix(8)
        guard !devices.isEmpty else { return .empty }
        let rows: [HTML] = devices.map { device in
            let name: HTML = device.name.isEmpty ? .empty : "<br><span class=\"muted\"><bdi>\(device.name)</bdi></span>"
            return """
                <tr data-kind="\(device.kind)"><td>\(visit[word(device.kind)])\(name)</td>\
                <td class="number">\(visit.wording.moment(device.at))</td></tr>
                """
        }
        return visit.card(
            .usbCard, .plug, id: "refused-usb",
            "<table class=\"list\"><tbody>\(rows)</tbody></table><p class=\"muted mt-2\">\(visit[.usbWhy])</p>")
    }

    /// The newest one while whoever plugged it in may still stand there. Without its name, which is foreign text.
    static func note(_ visit: Visit) -> HTML {
        guard let device = newest(visit.sight, now: visit.frame.now()) else { return .empty }
        return """
            <div id="refused-usb-note" data-kind="\(device.kind)"><div class="notice level-busy" role="status">\
            \(Icon.plug.html)<div><p class="sentence">\(visit[word(device.kind)])</p><p>\(visit[.usbWhy])</p></div></div></div>
            """
    }

    /// Changes with the note.
    static func mark(_ visit: Visit) -> String {
        newest(visit.sight, now: visit.frame.now()).map { "\($0.kind)\($0.at.seconds)" } ?? ""
    }

    private static func newest(_ sight: BoxSight, now: Instant) -> RefusedUSBFact? {
        sight.storage?.refusedUSB.filter { (0..<recent).contains(now.seconds(since: $0.at)) }.max { $0.at < $1.at }
    }

    private static func word(_ kind: String) -> Text {
        switch kind {
        case "keyboard": .usbKeyboard
        case "network": .usbNetwork
        case "composite": .usbComposite
        case "media": .usbMedia
        case "serial": .usbSerial
        case "hub": .usbHub
        default: .usbOther
        }
    }
}
