import DatasafeCore
import DatasafeFormats
import FoundationEssentials
import Testing

/// Recorded reports of real disks with the verdict that a correct judge must reach. They are not part of the repository:
/// the folder named by DATASAFE_DATA, or `shared/data` beside it.
enum RecordedDisks {
    struct Row: Sendable, CustomTestStringConvertible {
        let file: String
        let verdict: String
        let why: String
        var testDescription: String { file }
    }

    static let folder: String = {
        if let set = ProcessInfo.processInfo.environment["DATASAFE_DATA"] { return set }
        let package = #filePath.split(separator: "/").dropLast(4)
        return "/" + (package.dropLast() + ["shared", "data"]).joined(separator: "/")
    }()

    static let isHere = FileManager.default.fileExists(atPath: folder + "/smart/INDEX.md")

    static let rows: [Row] = {
        guard let data = FileManager.default.contents(atPath: folder + "/smart/INDEX.md") else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard cells.count >= 8, cells[1].hasSuffix(".json") else { return nil }
            return Row(file: cells[1], verdict: cells[6], why: cells[7])
        }
    }()

    static func bytes(_ file: String) -> [UInt8] {
        FileManager.default.contents(atPath: folder + "/smart/" + file).map { [UInt8]($0) } ?? []
    }
}

@Suite(.enabled(if: RecordedDisks.isHere, "not run: no recorded disks here, set DATASAFE_DATA to their folder"))
struct SmartRecordedTests {
    static func verdict(_ file: String) -> SmartVerdict {
        var watch = SmartWatch()
        let report = SmartReport(json: RecordedDisks.bytes(file), exitStatus: nil)
        return watch.judge(report.values, at: Instant(seconds: 1_795_000_000))
    }

    @Test func `there are enough of each kind`() {
        let kinds = Dictionary(grouping: RecordedDisks.rows, by: \.verdict).mapValues(\.count)
        #expect(RecordedDisks.rows.count >= 100 && kinds["CRIT", default: 0] >= 3 && kinds["WARN", default: 0] >= 6)
        #expect(kinds["UNKNOWN", default: 0] >= 5 && kinds["SCAN", default: 0] >= 6)
    }

    @Test(arguments: RecordedDisks.rows) func `each recorded disk gets its verdict`(row: RecordedDisks.Row) {
        let wanted: Judgement? = ["CRIT": .crit, "WARN": .warn, "OK": .ok, "UNKNOWN": .unknown, "SCAN": .unknown][
            row.verdict]
        let verdict = Self.verdict(row.file)
        #expect(verdict.level == wanted, "\(row.why): \(verdict.reasons.map(\.code.rawValue))")
    }

    @Test(arguments: RecordedDisks.rows) func `a cut report is never OK`(row: RecordedDisks.Row) {
        let whole = RecordedDisks.bytes(row.file)
        for part in [0, 1, whole.count / 3, whole.count / 2, whole.count - 3] where part < whole.count {
            var watch = SmartWatch()
            let report = SmartReport(json: Array(whole[..<part]), exitStatus: 0)
            #expect(watch.judge(report.values, at: Instant(seconds: 1)).level == .unknown)
        }
    }
}
