import DatasafeFormats
import Testing

@Suite struct BtrfsTests {
    // btrfs-progs 6.2 on Linux 6.1.
    static let stats = """
        {"__header":{"version":"1"},"device-stats":[{"device":"/dev/mapper/data","devid":"1","write_io_errs":"0",
        "read_io_errs":"0","flush_io_errs":"0","corruption_errs":"0","generation_errs":"0"}]}
        """

    @Test func `real counters`() throws {
        let stats = try BtrfsDeviceStats.read(json: Array(Self.stats.utf8))
        #expect(stats.count == 1 && stats[0].device == 1 && stats[0].corruptionErrors == 0)
    }

    @Test func `counters as numbers`() throws {
        let json = Self.stats.replacing(#""corruption_errs":"0""#, with: #""corruption_errs":12"#)
        #expect(try BtrfsDeviceStats.read(json: Array(json.utf8))[0].corruptionErrors == 12)
    }

    @Test(arguments: [
        ("", FormatError.Code.truncated), ("{}", .missing), (#"{"device-stats":[]}"#, .tooMany),
        (#"{"device-stats":[{"devid":"1"}]}"#, .missing),
        (stats.replacing(#""read_io_errs":"0""#, with: #""read_io_errs":"-1""#), .badValue),
        (stats.replacing(#""read_io_errs":"0""#, with: #""read_io_errs":null"#), .badValue),
    ])
    func `anything else is refused`(json: String, code: FormatError.Code) {
        let error = #expect(throws: FormatError.self) { try BtrfsDeviceStats.read(json: Array(json.utf8)) }
        #expect(error?.code == code)
    }

    @Test func `counts at the edge add up`() throws {
        let json = Self.stats.replacing("\"0\"", with: "\"9223372036854775807\"")
        let stats = try BtrfsDeviceStats.read(json: Array(json.utf8))
        #expect(stats.reduce(0) { $0 + $1.corruptionErrors + $1.generationErrors } == 2 * BtrfsDeviceStats.limit)
    }

    @Test func `sizes at the edge are a percentage`() throws {
        let full = Self.usage.replacing("33554432", with: "9223372036854775807")
        #expect(try BtrfsUsage(text: full).metadataPercent == 0)
        let more = full.replacing("163840", with: "9223372036854775807")
        #expect(try BtrfsUsage(text: more).metadataPercent == 100)
    }

    static let usage = """
        Overall:
            Device size:\t\t         130023424
            Device allocated:\t\t         121634816
            Device unallocated:\t\t           8388608
            Device missing:\t\t                 0
            Device slack:\t\t                 0
            Used:\t\t\t          21331968
            Free (estimated):\t\t          16777216\t(min: 16777216)
            Free (statfs, df):\t\t          24117248
            Data ratio:\t\t\t              1.00
            Metadata ratio:\t\t              2.00
            Global reserve:\t\t           5767168\t(used: 0)
            Multiple profiles:\t\t                no

        Data,single: Size:37748736, Used:20971520 (55.56%)
           /dev/mapper/data\t  37748736

        Metadata,DUP: Size:33554432, Used:163840 (0.49%)
           /dev/mapper/data\t  67108864

        Unallocated:
           /dev/mapper/data\t   8388608
        """

    @Test func `real usage`() throws {
        let usage = try BtrfsUsage(text: Self.usage)
        #expect(usage.deviceSize == 130_023_424 && usage.unallocated == 8_388_608 && usage.used == 21_331_968)
        #expect(usage.freeMinimum == 16_777_216 && usage.data.used == 20_971_520)
        #expect(usage.metadata.size == 33_554_432 && usage.metadataPercent == 0)
    }

    @Test(arguments: ["Device size:", "Device unallocated:", "Used:", "Data,single", "Metadata,DUP"])
    func `a missing line is an error, never zero`(label: String) {
        let text = Self.usage.split(separator: "\n").filter { !$0.contains(label) }.joined(separator: "\n")
        #expect(throws: FormatError.self) { try BtrfsUsage(text: text) }
    }
}
