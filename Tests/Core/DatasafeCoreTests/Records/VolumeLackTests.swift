import DatasafeCore
import Testing

@Suite struct VolumeLackTests {
    private static let gib: Int64 = 1 << 30

    private struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var lack: VolumeLack?
        var change: @Sendable (inout VolumeFact) -> Void
        init(_ name: String, _ lack: VolumeLack?, _ change: @escaping @Sendable (inout VolumeFact) -> Void) {
            testDescription = name
            self.lack = lack
            self.change = change
        }
    }

    /// A volume of 1 TiB with nothing in it.
    private static var roomy: VolumeFact {
        var volume = VolumeFact()
        volume.bytes = 1024 * gib
        volume.unallocated = 900 * gib
        volume.metadataPercent = 40
        return volume
    }

    private static let cases: [Case] = [
        Case("empty", nil) { _ in },
        Case("84 %", nil) { $0.used = $0.bytes * 84 / 100 },
        Case("86 %", .filling) { $0.used = $0.bytes * 86 / 100 },
        Case("down to the reserve", .full) { $0.used = $0.bytes - 9 * gib },
        Case("the file system gives nothing more", .full) { $0.free = 0 },
        Case("bookkeeping full, room to spread", nil) { $0.metadataPercent = 99 },
        Case("nothing to spread, bookkeeping empty", nil) { $0.unallocated = 0 },
        Case("bookkeeping full", .bookkeeping) { ($0.unallocated, $0.metadataPercent) = (0, 95) },
        Case("bookkeeping nearly full", nil) { ($0.unallocated, $0.metadataPercent) = (0, 94) },
        Case("read-only", .readOnly) { $0.readOnly = true },
        Case("read-only and full: nothing else matters", .readOnly) { ($0.readOnly, $0.free) = (true, 0) },
    ]

    @Test(arguments: cases)
    private func `the worst that is so`(given: Case) {
        var volume = Self.roomy
        given.change(&volume)
        #expect(VolumeLack(volume) == given.lack)
    }

    @Test(arguments: [
        (VolumeLack.readOnly, DocumentCode.readOnly as DocumentCode?), (.full, .full), (.bookkeeping, .full),
        (.filling, nil),
    ])
    func `what a document is refused with`(lack: VolumeLack, code: DocumentCode?) {
        #expect(lack.refusal == code && lack.isShut == (code != nil))
    }

    @Test func `snapshots make room before uploads are refused`() {
        let total = 1024 * Self.gib
        #expect(!SpaceRule.isNearlyFull(free: 100 * Self.gib, total: total))
        #expect(SpaceRule.isNearlyFull(free: 19 * Self.gib, total: total))
        #expect(SpaceRule.mayStore(1, free: 19 * Self.gib, total: total))
    }
}
