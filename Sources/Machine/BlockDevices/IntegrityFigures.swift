public import DatasafeFormats
import Spawn

/// What dm-integrity counts, through dmsetup(8): blocks whose tag did not fit, and how far tags are calculated.
public enum IntegrityFigures {
    /// By name of the mapping, all open ones. A mapping whose line cannot be read is left out.
    public static func read() async throws(BlockDevicesError) -> [String: IntegrityStatus] {
        let text = try await Tool.run("/usr/sbin/dmsetup", ["status", "--target", "integrity"]).text
        var figures: [String: IntegrityStatus] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":"), let status = try? IntegrityStatus(line: String(line)) else {
                continue
            }
            figures[String(line[..<colon])] = status
        }
        return figures
    }
}
