/// Which documents the nightly drill brings back.
public enum DrillChoice {
    /// Documents of a drill.
    public static let documents = 50

    /// `count` of `names`, each as likely as another, in no order; all when there are fewer.
    public static func choose(
        _ count: Int, of names: [String], using generator: inout some RandomNumberGenerator
    ) -> [String] {
        guard names.count > count else { return names }
        var pool = names
        // The first `count` steps of a Fisher-Yates shuffle.
        for index in 0..<count {
            pool.swapAt(index, Int.random(in: index..<pool.count, using: &generator))
        }
        return Array(pool.prefix(count))
    }
}
