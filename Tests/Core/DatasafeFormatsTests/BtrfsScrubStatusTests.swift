import DatasafeFormats
import Testing

/// Texts of btrfs-progs 6.2.
@Suite struct BtrfsScrubStatusTests {
    private static let head = "UUID:             f5a56e96-fbef-43f7-ba73-c5fdf7ace561\n"

    @Test func `how far it is`() {
        let status = BtrfsScrubStatus(
            text: Self.head + """
                Scrub started:    Sat Nov 21 18:10:25 2026
                Status:           running
                Duration:         0:00:02
                Total to scrub:   946126848
                Bytes scrubbed:   63209472  (6.68%)
                Rate:             31604736/s
                Error summary:    no errors found
                """)
        #expect(status.percent == 6 && !status.isFinished && status.uncorrectable == nil)
    }

    @Test(arguments: [("finished", true), ("aborted", false), ("interrupted", false), ("running", false)])
    func `how it ended`(word: String, isFinished: Bool) {
        let status = BtrfsScrubStatus(
            text: Self.head + """
                Scrub resumed:    Sat Nov 21 18:10:28 2026
                Status:           \(word)
                Duration:         0:00:11
                \tdata_extents_scrubbed: 15272
                \tcsum_errors: 2
                \tuncorrectable_errors: 2
                \tcorrected_errors: 0
                """)
        #expect(status.isFinished == isFinished && status.uncorrectable == 2 && status.percent == nil)
    }

    @Test(arguments: [
        "", "no stats available", "Status:", "Bytes scrubbed:", "Bytes scrubbed: 1 (999999999999999999999%)",
        "uncorrectable_errors: x", String(repeating: "Status: finished ", count: 5000),
    ])
    func `whatever it says instead is no percent and no count`(text: String) {
        let status = BtrfsScrubStatus(text: text)
        #expect(status.percent == nil && status.uncorrectable == nil)
    }
}
