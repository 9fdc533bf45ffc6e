import DatasafeCore
import Testing

/// Not SHA-256, but any change of any byte changes it: enough for the rules. The real one is tested in PracticeTests.
private func mixed(_ bytes: [UInt8]) -> [UInt8] {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (0..<32).map { UInt8(truncatingIfNeeded: state >> (8 * UInt64($0 % 8))) ^ UInt8($0) }
}

@Suite struct AuditChainTests {
    private static let lines: [AuditLine] = {
        var head = AuditHead.empty
        return (1...20).map { number in
            let line = AuditChain.next(
                after: head, at: Instant(seconds: Int64(1000 - number)), user: "anna", action: "document.open",
                subject: "document:\(number)", outcome: "done", sha256: mixed)
            head = AuditHead(seq: line.seq, hash: line.hash)
            return line
        }
    }()

    private func fault(_ lines: [AuditLine]) -> AuditFault? {
        do {
            _ = try AuditChain.verify(lines, after: .empty, sha256: mixed)
            return nil
        } catch { return error }
    }

    @Test func `an untouched log is whole, in one go and in pieces`() throws {
        let whole = try AuditChain.verify(Self.lines, after: .empty, sha256: mixed)
        #expect(whole.seq == 20)
        let half = try AuditChain.verify(Self.lines[..<7], after: .empty, sha256: mixed)
        #expect(try AuditChain.verify(Self.lines[7...], after: half, sha256: mixed) == whole)
    }

    @Test(arguments: 0..<20)
    func `a change of any field of any line is found there`(index: Int) {
        let changes: [(inout AuditLine) -> Void] = [
            { $0.at = Instant(milliseconds: $0.at.milliseconds + 1) }, { $0.user = "bert" }, { $0.action += "x" },
            { $0.subject = "" }, { $0.outcome = "DOC-GONE" }, { $0.hash[31] ^= 1 },
            { line in (line.user, line.action) = (line.user + "d", String(line.action.dropFirst())) },
        ]
        for change in changes {
            var lines = Self.lines
            change(&lines[index])
            #expect(fault(lines) == .changed(index + 1))
        }
    }

    @Test func `a removed, inserted or swapped line is found`() {
        var removed = Self.lines
        removed.remove(at: 4)
        #expect(fault(removed) == .gap(after: 4, found: 6))
        var renumbered = removed
        for index in 4..<renumbered.count { renumbered[index].seq -= 1 }
        #expect(fault(renumbered) == .changed(5))
        var doubled = Self.lines
        doubled.insert(doubled[3], at: 4)
        #expect(fault(doubled) == .gap(after: 4, found: 4))
        var swapped = Self.lines
        swapped.swapAt(2, 3)
        (swapped[2].seq, swapped[3].seq) = (3, 4)
        #expect(fault(swapped) == .changed(3))
        #expect(fault(Array(Self.lines.dropFirst())) == .gap(after: 0, found: 2))
    }

    @Test func `no two lines have the same bytes`() {
        func bytes(_ user: String, _ action: String) -> [UInt8] {
            AuditLine(seq: 1, at: Instant(seconds: 0), user: user, action: action, subject: "", outcome: "", hash: [])
                .bytes(after: [])
        }
        #expect(bytes("ab", "c") != bytes("a", "bc"))
        #expect(bytes("", "abc") != bytes("abc", ""))
    }
}

@Suite struct AuditActionTests {
    @Test(arguments: ["backup.run", "storage.replace-member", "box.power"])
    func `another service may write`(word: String) { #expect(AuditAction.isForeign(word)) }

    @Test(arguments: [
        "", "backup", "backup.", ".run", "a.b.c", "Backup.run", "document.open", "user.login", "audit.read",
        "practice.x", "folder.x", "restore.take", "back up.run", String(repeating: "a", count: 39) + ".b",
    ])
    func `another service may not write`(word: String) { #expect(!AuditAction.isForeign(word)) }

    @Test func `own actions lie in own areas`() {
        for action in AuditAction.allCases { #expect(!AuditAction.isForeign(action.rawValue)) }
    }
}
