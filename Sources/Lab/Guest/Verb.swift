/// What a person may do to the box from another shell.
public enum Verb: Sendable, Equatable {
    /// Put a stick or disk in.
    case plug(String)
    /// Take a stick or backup disk out.
    case unplug(String)
    /// Pull a disk out of its bay.
    case pull(String)
    /// Press the power button of a box that is off.
    case powerOn
    /// Press the power button of a box that is on.
    case powerOff
    /// Pull the mains plug.
    case cut
    /// Photograph the screen.
    case photograph
    /// End box and hub.
    case end

    /// As it travels to the owner of the box.
    var line: JSON {
        switch self {
        case .plug(let name): ["verb": "plug", "part": .string(name)]
        case .unplug(let name): ["verb": "unplug", "part": .string(name)]
        case .pull(let name): ["verb": "pull", "part": .string(name)]
        case .powerOn: ["verb": "poweron"]
        case .powerOff: ["verb": "poweroff"]
        case .cut: ["verb": "cut"]
        case .photograph: ["verb": "photograph"]
        case .end: ["verb": "end"]
        }
    }

    /// Reads what travelled. Throws `.malformed`.
    init(line: JSON) throws {
        let part = line["part"]?.text
        switch (line["verb"]?.text, part) {
        case ("plug", .some(let part)): self = .plug(part)
        case ("unplug", .some(let part)): self = .unplug(part)
        case ("pull", .some(let part)): self = .pull(part)
        case ("poweron", _): self = .powerOn
        case ("poweroff", _): self = .powerOff
        case ("cut", _): self = .cut
        case ("photograph", _): self = .photograph
        case ("end", _): self = .end
        default: throw GuestError(.malformed, "verb", line["verb"]?.text ?? "none")
        }
    }
}
