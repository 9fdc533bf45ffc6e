import DatasafeCore
import Testing

@Suite struct KeyPlanTests {
    static let box = BoxID(raw: Bytes16(high: 1, low: 1))
    static let otherBox = BoxID(raw: Bytes16(high: 2, low: 2))
    static func id(_ number: UInt64) -> KeyID { KeyID(raw: Bytes16(high: 0, low: number)) }

    static func record(
        _ keyID: UInt64, copy: KeyCopy = .a, role: KeyRole = .unlock, number: UInt8 = 1, box: BoxID = box,
        isWeak: Bool = false
    ) -> KeyCandidate.Record {
        let identity = KeyIdentity(role: role, number: number, keyID: id(keyID), boxID: box, created: nil)
        return KeyCandidate.Record(copy: copy, identity: identity, isWeak: isWeak)
    }

    static let enrolled = [
        EnrolledKey(keyID: id(1), boxID: box, role: .unlock, number: 1, keyslots: [0]),
        EnrolledKey(keyID: id(2), boxID: box, role: .unlock, number: 2, keyslots: [1]),
        EnrolledKey(keyID: id(11), boxID: box, role: .backup, number: 1, keyslots: []),
        EnrolledKey(keyID: id(5), boxID: box, role: .unlock, number: 5, keyslots: []),
    ]

    static func plan(
        _ records: [KeyCandidate.Record], _ findings: [KeyRefusal] = [], wanted: KeyRole = .unlock,
        revoked: Set<KeyID> = [id(9)]
    ) -> KeyPlan {
        KeyPlan.plan(
            candidate: KeyCandidate(records: records, findings: findings), enrolled: enrolled, revoked: revoked,
            boxID: box, wanted: wanted)
    }

    @Test func `an enrolled key is tried on its keyslot only`() {
        let record = Self.record(2, number: 2)
        #expect(Self.plan([record]) == .use(record, keyslots: [1], warnings: []))
    }

    @Test(
        arguments: [
            (record(11, role: .backup), KeyRefusal.role, 1), (record(1, box: otherBox), .otherBox, nil),
            (record(9, number: 3), .revoked, 3), (record(7, number: 4), .unknown, 4),
            (record(5, number: 5), .unknown, 5),
            (record(1, isWeak: true), .weak, 1), (record(11), .unknown, 1),
            // The order of checks: role, box, revoked, enrolled, weak.
            (record(9, role: .backup, number: 3, box: otherBox, isWeak: true), .role, 3),
            (record(9, number: 3, box: otherBox, isWeak: true), .otherBox, nil),
            (record(9, number: 3, isWeak: true), .revoked, 3), (record(7, number: 4, isWeak: true), .unknown, 4),
        ] as [(KeyCandidate.Record, KeyRefusal, UInt8?)])
    func `a key that must not open is refused before any keyslot is tried`(
        record: KeyCandidate.Record, code: KeyRefusal, number: UInt8?
    ) {
        #expect(Self.plan([record]) == .refuse(code, number: number))
    }

    @Test(arguments: KeyRefusal.allCases.filter { $0.opening == .refuses })
    func `a stick without a record is refused with what was found`(code: KeyRefusal) {
        #expect(Self.plan([], [code]) == .refuse(code, number: nil))
    }

    @Test(arguments: [[KeyRefusal.oneCopy], [.tableLost], [.oneCopy, .tableLost]])
    func `a damaged stick opens with a warning`(findings: [KeyRefusal]) {
        let record = Self.record(1)
        #expect(Self.plan([record], findings) == .use(record, keyslots: [0], warnings: findings))
    }

    @Test func `of two different records the enrolled one opens`() {
        let old = Self.record(1, copy: .a)
        let new = Self.record(7, copy: .b, number: 3)
        let wanted = KeyPlan.use(old, keyslots: [0], warnings: [.copiesDiffer])
        #expect(Self.plan([old, new], [.copiesDiffer]) == wanted)
        #expect(Self.plan([new, old], [.copiesDiffer]) == wanted)
    }

    @Test func `of two refused records the event speaks`() {
        let unknown = Self.record(7, number: 4)
        let revoked = Self.record(9, copy: .b, number: 3)
        #expect(Self.plan([unknown, revoked], [.copiesDiffer]) == .refuse(.revoked, number: 3))
        #expect(Self.plan([unknown, Self.record(8, copy: .b)], [.copiesDiffer]) == .refuse(.unknown, number: 4))
    }

    @Test func `revoked wins over enrolled`() {
        #expect(Self.plan([Self.record(1)], revoked: [Self.id(1)]) == .refuse(.revoked, number: 1))
    }

    @Test func `the backup key is handed on where it is wanted`() {
        let backup = Self.record(11, role: .backup)
        #expect(Self.plan([backup], wanted: .backup) == .use(backup, keyslots: [], warnings: []))
        #expect(Self.plan([Self.record(1)], wanted: .backup) == .refuse(.silver, number: 1))
        #expect(Self.plan([Self.record(12, role: .backup)], wanted: .backup) == .refuse(.unknown, number: 1))
    }

    @Test func `a keyslot that does not open makes no match`() {
        #expect(KeyPlan.refusedByKeyslot(Self.record(2, number: 2)) == .refuse(.noMatch, number: 2))
    }

    @Test func `nothing at all is no key`() {
        #expect(Self.plan([]) == .refuse(.notAKey, number: nil))
    }
}

@Suite struct KeyRefusalTests {
    @Test func `which codes still open`() {
        #expect(KeyRefusal.allCases.filter { $0.opening == .opens } == [.oneCopy, .tableLost])
        #expect(KeyRefusal.allCases.filter { $0.opening == .opensIfEnrolled } == [.copiesDiffer])
        #expect(KeyRefusal.allCases.filter(\.isEvent) == [.revoked, .noMatch, .weak])
    }

    @Test func `the codes of the design`() {
        let codes = Set(KeyRefusal.allCases.map(\.code))
        let design = [
            "KEY-ONE-COPY", "KEY-TABLE-LOST", "KEY-COPIES-DIFFER", "KEY-DAMAGED", "KEY-READ-ERROR", "KEY-BLANK",
            "KEY-NOT-A-KEY", "KEY-VERSION", "KEY-ROLE", "KEY-OTHER-BOX", "KEY-REVOKED", "KEY-UNKNOWN", "KEY-NO-MATCH",
            "KEY-WEAK",
        ]
        #expect(codes.isSuperset(of: design))
    }
}

@Suite struct KeyLeftPluggedTests {
    @Test(
        arguments: [
            (0, Judgement.ok), (900, .ok), (901, .warn), (28_800, .warn), (28_801, .crit), (-5000, .ok),
        ] as [(Int64, Judgement)])
    func `a key left plugged in`(seconds: Int64, level: Judgement) {
        let since = Instant(seconds: 1_795_000_000)
        #expect(KeyLeftPlugged().judge(pluggedSince: since, now: since.adding(seconds: seconds)) == level)
    }

    @Test func `no key is fine`() {
        #expect(KeyLeftPlugged().judge(pluggedSince: nil, now: Instant(seconds: 9_999_999_999)) == .ok)
    }
}
