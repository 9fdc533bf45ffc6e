/// The figures as they come in, and why one did not.
public struct BenchRecord: Sendable, Equatable {
    private var ours: [BenchItem: Double] = [:]
    private var theirs: [BenchItem: Double] = [:]
    private var reasons: [BenchItem: String] = [:]
    private var theirReasons: [BenchItem: String] = [:]
    private var remarks: [BenchItem: String] = [:]

    /// Nothing measured yet.
    public init() {}

    /// What Datasafe did.
    public mutating func note(_ item: BenchItem, _ figure: Double) {
        ours[item] = figure
    }

    /// What the neighbour did.
    public mutating func note(beside item: BenchItem, _ figure: Double) {
        theirs[item] = figure
    }

    /// A word about how it was measured, after those before.
    public mutating func remark(_ item: BenchItem, _ words: String) {
        remarks[item] = remarks[item].map { "\($0); \(words)" } ?? words
    }

    /// Why there is no figure; the first reason is the true one. A figure that is there stays.
    public mutating func miss(_ items: [BenchItem], _ reason: String) {
        for item in items where reasons[item] == nil { reasons[item] = reason }
    }

    /// Why the neighbour has none.
    public mutating func miss(beside items: [BenchItem], _ reason: String) {
        for item in items where theirReasons[item] == nil { theirReasons[item] = reason }
    }

    /// One row for each item, measured or not. `isEmulated`: the box ran on an emulated processor.
    public func table(_ load: BenchLoad, isEmulated: Bool) -> BenchTable {
        BenchTable(
            rows: load.items.map { item in
                var words = [item.instead, remarks[item]].compactMap { $0 }
                if let limit = item.limit {
                    let isOver = ours[item].map { $0 > limit } ?? false
                    words.append("\(isOver ? "OVER the limit of" : "limit") \(BenchTable.text(limit)) \(item.unit)")
                }
                if item.isBesideHost, isEmulated { words.append("box emulated (TCG), host not: not a fair comparison") }
                return BenchRow(
                    id: item.rawValue, name: item.name(load), unit: item.unit,
                    ours: figure(ours[item], reasons[item]),
                    instead: item.instead == nil ? nil : figure(theirs[item], theirReasons[item]),
                    remark: words.joined(separator: "; "))
            })
    }

    private func figure(_ value: Double?, _ reason: String?) -> BenchFigure {
        value.map { .measured($0) } ?? .missed(reason ?? "nobody looked")
    }
}

/// A figure, or why there is none.
public enum BenchFigure: Sendable, Equatable {
    /// In the unit of its row.
    case measured(Double)
    /// In one sentence.
    case missed(String)

    /// The figure if there is one.
    public var value: Double? {
        if case .measured(let value) = self { value } else { nil }
    }
}

/// One row of the table.
public struct BenchRow: Sendable, Equatable {
    /// Stays the same over releases.
    public var id: String
    /// What is measured.
    public var name: String
    /// Unit of both figures.
    public var unit: String
    /// Datasafe.
    public var ours: BenchFigure
    /// What a user would take instead; nil: nothing to set beside it.
    public var instead: BenchFigure?
    /// What stands beside it, how it was measured, what was promised.
    public var remark: String

    /// A row; see the properties.
    public init(
        id: String, name: String, unit: String, ours: BenchFigure, instead: BenchFigure?, remark: String
    ) {
        self.id = id
        self.name = name
        self.unit = unit
        self.ours = ours
        self.instead = instead
        self.remark = remark
    }

    /// Datasafe divided by the neighbour; nil without both, or with a neighbour of zero.
    public var ratio: Double? {
        guard let mine = ours.value, let other = instead?.value, other != 0 else { return nil }
        return mine / other
    }

    /// True if nothing is missing.
    public var isWhole: Bool { ours.value != nil && (instead == nil || instead?.value != nil) }
}
