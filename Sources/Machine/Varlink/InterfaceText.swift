public import DatasafeCore

/// The interface in Varlink's own notation, made from Core/Deeds so that text and code cannot differ.
/// Source: varlink.org, "Interface Definition".
public func interfaceText(_ deeds: [any Deed.Type]) -> String {
    guard let first = deeds.first else { return "" }
    var lines = ["interface \(first.interface)", ""]
    for deed in deeds.sorted(by: { $0.name < $1.name }) {
        let fields = deed.fields.map { "\($0.name): \($0.type)" }.joined(separator: ", ")
        lines.append("# Asked by: \(deed.askers.map(\.rawValue).sorted().joined(separator: ", "))")
        lines.append("method \(deed.name)(\(fields)) -> (outcome: object)")
        lines.append("")
    }
    lines.append("# The service says no: a code with a sentence and one action, and what it is about.")
    lines.append("error Refused (code: string, subject: string)")
    return lines.joined(separator: "\n") + "\n"
}
