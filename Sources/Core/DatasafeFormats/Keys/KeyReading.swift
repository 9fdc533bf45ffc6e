public import DatasafeCore

/// What one stick says: its two copies of the key record, judged together. Owns the keys.
public struct KeyReading: ~Copyable, Sendable {
    /// Where the copies were read.
    public enum Place: Sendable, Hashable, CaseIterable {
        /// In a partition labelled `datasafe-key`.
        case labelled
        /// At the absolute bytes 1,048,576 and 1,572,864 of a USB disk without partitions.
        case withoutTable
        /// Anywhere else.
        case elsewhere
    }

    /// One copy as it was read.
    private enum Copy: ~Copyable, Sendable {
        case valid(KeyRecord)
        case faulty(KeyCopyFault)

        init(_ block: UnsafeRawBufferPointer?) {
            guard let block else {
                self = .faulty(.unreadable)
                return
            }
            do {
                self = .valid(try KeyRecord(block: block))
            } catch {
                self = .faulty(error)
            }
        }

        borrowing func fault() -> KeyCopyFault? {
            switch self {
            case .valid: nil
            case .faulty(let fault): fault
            }
        }

        borrowing func described(as copy: KeyCopy) -> KeyCandidate.Record? {
            switch self {
            case .valid(let record):
                KeyCandidate.Record(copy: copy, identity: record.identity, isWeak: record.key.isConstant())
            case .faulty: nil
            }
        }

        borrowing func equals(_ other: borrowing Copy) -> Bool {
            switch self {
            case .valid(let mine):
                switch other {
                case .valid(let theirs): mine.equals(theirs)
                case .faulty: false
                }
            case .faulty: false
            }
        }

        borrowing func use<Result>(_ body: (borrowing SecretBytes) throws -> Result) rethrows -> Result? {
            switch self {
            case .valid(let record): try body(record.key)
            case .faulty: nil
            }
        }
    }

    private let copyA: Copy
    private let copyB: Copy
    /// Why copy A is not valid, nil if it is.
    public let faultA: KeyCopyFault?
    /// Why copy B is not valid, nil if it is.
    public let faultB: KeyCopyFault?
    /// What may be known without the keys: the input of `KeyPlan`.
    public let candidate: KeyCandidate

    /// Judges the two copies, each the first block of 4,096 bytes at its place, nil where it could not be read.
    public init(copyA blockA: UnsafeRawBufferPointer?, copyB blockB: UnsafeRawBufferPointer?, place: Place) {
        copyA = Copy(blockA)
        copyB = Copy(blockB)
        faultA = copyA.fault()
        faultB = copyB.fault()
        var records: [KeyCandidate.Record] = []
        if let record = copyA.described(as: .a) { records.append(record) }
        if let record = copyB.described(as: .b), !copyA.equals(copyB) { records.append(record) }
        candidate = KeyCandidate(
            records: records,
            findings: Self.findings(records: records.count, a: faultA, b: faultB, place: place))
    }

    /// Lets `body` use the key of one copy; nil if that copy is not valid.
    public borrowing func withKey<Result>(_ copy: KeyCopy, _ body: (borrowing SecretBytes) throws -> Result) rethrows
        -> Result?
    {
        switch copy {
        case .a: try copyA.use(body)
        case .b: try copyB.use(body)
        }
    }

    /// The code of the key table for a stick with these copies, most telling first.
    static func findings(records: Int, a: KeyCopyFault?, b: KeyCopyFault?, place: Place) -> [KeyRefusal] {
        guard records > 0 else { return [refusal(a, b, place)] }
        var findings: [KeyRefusal] = []
        // A newer record beside a valid one is a cut change as well: both are whole, and they differ.
        if records == 2 || a == .version || b == .version {
            findings.append(.copiesDiffer)
        } else if a != nil || b != nil {
            findings.append(.oneCopy)
        }
        if place == .withoutTable { findings.append(.tableLost) }
        return findings
    }

    private static func refusal(_ a: KeyCopyFault?, _ b: KeyCopyFault?, _ place: Place) -> KeyRefusal {
        if a == .unreadable, b == .unreadable { return .readError }
        if a == .version || b == .version { return .version }
        if a == .damaged || b == .damaged { return .damaged }
        guard place == .labelled else { return .notAKey }
        return a == .zeros && b == .zeros ? .blank : .damaged
    }
}
