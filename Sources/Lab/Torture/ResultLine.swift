package import Guest

/// The last line of a run, and the same for programs.
package struct ResultLine: Sendable {
    /// Names and figures in their order.
    let figures: [(String, String)]
    /// What went wrong, in words; the line has their number only.
    let faults: [String]

    /// A line of these; `faults` is a figure as well.
    package init(_ figures: [(String, String)], faults: [String]) {
        self.figures = figures
        self.faults = faults
    }

    /// "RESULT seed=1 cuts=100 ...".
    package var line: String { "RESULT " + figures.map { "\($0.0)=\($0.1)" }.joined(separator: " ") }

    /// Numbers and yes or no as what they are, the faults in words.
    package var json: JSON {
        var members: [String: JSON] = ["faults": .array(faults.map { .string($0) })]
        for (name, value) in figures where name != "faults" {
            members[name] =
                Int64(value).map { .integer($0) }
                ?? (["yes", "no"].contains(value) ? .bool(value == "yes") : .string(value))
        }
        return .object(members)
    }
}
