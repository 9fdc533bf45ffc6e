/// One line QEMU says on its control socket.
///
/// Source: QEMU "Machine Protocol Specification" (docs/interop/qmp-spec).
public enum QMPMessage: Equatable, Sendable {
    /// First line of each connection; the version as "7.2.22".
    case greeting(version: String)
    /// Command `id` worked and answered this.
    case answer(id: Int, JSON)
    /// Command `id` (nil if QEMU could not even read it) failed: class and sentence.
    case refusal(id: Int?, kind: String, sentence: String)
    /// Something happened by itself.
    case event(QMPEvent)

    /// Reads one line without its line end. Throws `.malformed` for anything that is none of the four.
    public init(line: some Sequence<UInt8>) throws {
        let value: JSON
        do {
            value = try JSON(line)
        } catch {
            throw GuestError(.malformed, "QMP line", "\(error)")
        }
        let id = value["id"]?.whole.map { Int($0) }
        if let greeting = value["QMP"] {
            let number = ["major", "minor", "micro"].map { key in
                greeting.at("version", "qemu", key)?.whole.map { String($0) } ?? "?"
            }
            self = .greeting(version: number.joined(separator: "."))
        } else if let answer = value["return"], let id {
            self = .answer(id: id, answer)
        } else if let error = value["error"] {
            self = .refusal(id: id, kind: error["class"]?.text ?? "", sentence: error["desc"]?.text ?? "")
        } else if let name = value["event"]?.text {
            self = .event(QMPEvent(name: name, data: value["data"] ?? [:]))
        } else {
            throw GuestError(.malformed, "QMP line", "neither answer nor event")
        }
    }
}

/// Something QEMU reports by itself: `DEVICE_DELETED`, `SHUTDOWN`, `RESET` ...
public struct QMPEvent: Equatable, Sendable {
    /// The event's name in capitals.
    public var name: String
    /// Its data, `{}` if it has none.
    public var data: JSON

    /// An event as read from a line.
    public init(name: String, data: JSON) {
        self.name = name
        self.data = data
    }
}
