import Story

/// What an audit line says, without when.
struct AuditKey: Sendable, Hashable {
    /// Login name.
    var user: String
    /// "document.file".
    var action: String
    /// "document:17/1".
    var subject: String
    /// "done" or a code.
    var outcome = "done"
}

/// One line of the audit log as its page shows it.
struct AuditEntry: Sendable, Equatable {
    var number: Int
    var key: AuditKey

    /// A line.
    init(number: Int, key: AuditKey) {
        self.number = number
        self.key = key
    }

    /// Reads the lines of a page, newest first.
    static func of(_ page: HTMLPage) throws -> [AuditEntry] {
        try page.elements(with: "data-seq").filter { $0["data-outcome"] != nil }.map { row in
            let cells = page.elements("td", in: row)
            // The subject stands behind the name the thing has now, or alone.
            guard let number = row["data-seq"].flatMap({ Int($0) }), cells.count >= 5, let action = row["data-action"],
                let subject = page.elements("span", in: cells[4]).last.map({ page.text(in: $0) })
            else { throw StoryError(.page, "an audit line that cannot be read: \(page.text(in: row))") }
            return AuditEntry(
                number: number,
                key: AuditKey(
                    user: page.text(in: cells[2]), action: action, subject: subject, outcome: row["data-outcome"] ?? "")
            )
        }
    }
}
