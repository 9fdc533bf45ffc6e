/// Something the box had answered for and does not hold, or holds wrongly.
enum Harm: Sendable, Equatable, CustomStringConvertible {
    /// A document, or its newest version.
    case documentLost(String)
    /// A folder.
    case folderLost(String)
    /// A line of the audit log.
    case lineLost(AuditKey)
    /// A document that comes back with other bytes.
    case wrongBytes(String)
    /// A document that was never acknowledged and is there in part.
    case torn(String)
    /// Something nobody stored.
    case strange(String)
    /// The audit log has a hole or a double after this number.
    case gap(after: Int)
    /// The box itself says that something is damaged: check and code.
    case check(String, String)
    /// The box did not open, or did not get as far as it had to.
    case stuck(String)

    /// True: acknowledged and gone. False: there and wrong.
    var isLoss: Bool {
        switch self {
        case .documentLost, .folderLost, .lineLost: true
        case .wrongBytes, .torn, .strange, .gap, .check, .stuck: false
        }
    }

    var description: String {
        switch self {
        case .documentLost(let name): "document \(name) is lost"
        case .folderLost(let name): "folder \(name) is lost"
        case .lineLost(let key): "audit line \(key.action) \(key.subject) is lost"
        case .wrongBytes(let name): "document \(name) has other bytes"
        case .torn(let name): "document \(name) is there in part"
        case .strange(let name): "\(name) was never stored"
        case .gap(let line): "the audit log has a hole after line \(line)"
        case .check(let check, let code): "the box says \(check): \(code)"
        case .stuck(let what): "the box got no further: \(what)"
        }
    }
}
