import DatasafeCore

// What several pages ask of the same fact.

extension StorageFact {
    /// Whether a deed of one of these names goes on.
    func isDoing(_ names: Set<String>) -> Bool {
        deeds.contains { names.contains($0.name) && $0.outcome == nil && $0.refusal == nil }
    }

    /// Changes when a deed of one of these names begins or ends: part of what a polled piece showed last.
    func mark(of names: Set<String>) -> String {
        deeds.filter { names.contains($0.name) }
            .map { "\($0.deed.prefix(8))\($0.outcome ?? "")\($0.refusal?.code ?? "")" }.joined(separator: ",")
    }
}

extension ArrayFact {
    /// Members that hold nothing and are not being filled either.
    var lost: [MemberFact] { members.filter { $0.state != "insync" && $0.state != "rebuilding" } }
}
