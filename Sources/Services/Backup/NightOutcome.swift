import DatasafeCore

/// What a good night left.
struct NightOutcome<Target: Sendable>: Sendable {
    var target: Target
    var files: Int
    var bytes: Int64
    /// Wrong bytes were found, and are no more.
    var isHealed = false
    /// Files, or whole nights, of before that are gone.
    var lost: Int
    /// What the nightly drill brought back and compared.
    var drilled: Drill.Report
    /// All nights there now.
    var nights: [Night]
}
