/// Wishes of a person, written into the record; `ArrayStep` then says what is to be done. One change at a time.
extension ArrayRecord {
    /// What is under way, nil if the array is to stay as it is.
    public var change: ArrayChange? {
        if let joining = members.first(where: { $0.state == .joining }) {
            let leaving = members.first { $0.number == joining.number && $0.state == .leaving }
            return ArrayChange(
                kind: joining.isNewPlace == true ? .add : .replace, number: joining.number, joining: joining.serial,
                leaving: leaving?.serial)
        }
        guard let leaving = members.first(where: { $0.state == .leaving }) else { return nil }
        let isReplaced = members.contains { $0.number == leaving.number && $0.state == .ready }
        return ArrayChange(
            kind: isReplaced ? .replace : .takeOut, number: leaving.number, joining: nil, leaving: leaving.serial)
    }

    /// The record with the wish that this disk takes the place of member `number`.
    ///
    /// - Parameter oldRuns: the old member holds all data and answers; it leaves when the new one is whole. Otherwise it
    ///   is forgotten: should its disk come back, it is a former member.
    /// - Throws: `MEM-CHANGING`, `MEM-NO-MEMBER`, `MEM-IN-USE`.
    public func replacing(_ number: Int, with serial: SerialHash, oldRuns: Bool) throws(Refusal) -> ArrayRecord {
        try checkFree(serial)
        guard let old = members.firstIndex(where: { $0.number == number }) else {
            throw Refusal(ChangeRefusal.noMember, subject: "d\(number)")
        }
        return next { record in
            let new = RecordedMember(number: number, member: nil, serial: serial, state: .joining)
            if oldRuns {
                record.members[old].state = .leaving
                record.members.insert(new, at: old)
            } else {
                record.members[old] = new
            }
        }
    }

    /// The record with the wish that this disk becomes one member more.
    ///
    /// - Throws: `MEM-CHANGING`, `MEM-IN-USE`, `MEM-PAIRS`, `MEM-FULL`, `MEM-NOT-WHOLE`.
    public func adding(_ serial: SerialHash) throws(Refusal) -> ArrayRecord {
        try checkFree(serial)
        guard level == .mirror else { throw Refusal(ChangeRefusal.pairs) }
        guard let number = (1...4).first(where: { number in !members.contains { $0.number == number } }) else {
            throw Refusal(ChangeRefusal.full)
        }
        guard members.allSatisfy({ $0.state == .ready }) else { throw Refusal(ChangeRefusal.notWhole) }
        return next { record in
            var new = RecordedMember(number: number, member: nil, serial: serial, state: .joining)
            new.isNewPlace = true
            record.members.append(new)
            record.members.sort { $0.number < $1.number }
            record.memberCount += 1
        }
    }

    /// The record with the wish that member `number` goes without a successor.
    ///
    /// - Throws: `MEM-CHANGING`, `MEM-PAIRS`, `MEM-NO-MEMBER`, `MEM-LAST-TWO`, `MEM-NOT-WHOLE`.
    public func takingOut(_ number: Int) throws(Refusal) -> ArrayRecord {
        guard change == nil else { throw Refusal(ChangeRefusal.changing) }
        guard level == .mirror else { throw Refusal(ChangeRefusal.pairs) }
        guard let leaving = members.firstIndex(where: { $0.number == number }) else {
            throw Refusal(ChangeRefusal.noMember, subject: "d\(number)")
        }
        guard memberCount > 2 else { throw Refusal(ChangeRefusal.lastTwo) }
        // A lost one may go: what is left is whole.
        guard members.allSatisfy({ $0.number == number || $0.state == .ready }) else {
            throw Refusal(ChangeRefusal.notWhole)
        }
        return next { record in
            record.members[leaving].state = .leaving
            record.memberCount -= 1
        }
    }

    /// The record as if the change under way had not been wished; what was copied onto a joining disk is given up.
    ///
    /// A member that is out of the array already, because it was to go, is taken in anew like a new disk.
    ///
    /// - Parameter running: the array as it runs.
    /// - Throws: `MEM-NOTHING` when nothing is under way that can still be called off.
    public func callingOff(_ running: RunningArray) throws(Refusal) -> ArrayRecord {
        guard let change, change.kind != .replace || change.joining != nil else { throw Refusal(ChangeRefusal.nothing) }
        return next { record in
            if let joining = record.members.firstIndex(where: { $0.serial == change.joining }) {
                if change.kind == .replace, change.leaving == nil {
                    // The old disk is forgotten already: its place stays empty.
                    record.members[joining] = RecordedMember(
                        number: change.number, member: nil, serial: .nobody, state: .lost)
                } else {
                    record.members.remove(at: joining)
                }
            }
            if let leaving = record.members.firstIndex(where: { $0.serial == change.leaving }) {
                let isOut = change.kind == .takeOut && running.members[record.members[leaving].serial] == nil
                record.members[leaving].state = isOut ? .joining : .ready
                if isOut, running.places <= memberCount { record.members[leaving].isNewPlace = true }
            }
            switch change.kind {
            case .add: record.memberCount -= 1
            case .takeOut: record.memberCount += 1
            case .replace: break
            }
        }
    }

    private func checkFree(_ serial: SerialHash) throws(Refusal) {
        guard change == nil else { throw Refusal(ChangeRefusal.changing) }
        guard !members.contains(where: { $0.serial == serial && $0.state != .lost }) else {
            throw Refusal(code: MemberCode.inUse.rawValue)
        }
    }
}

/// A change of the array that a person wished and that is not finished.
public struct ArrayChange: Sendable, Hashable {
    /// What was wished.
    public enum Kind: String, Codable, Sendable {
        /// One disk in the place of another.
        case replace
        /// One disk more.
        case add
        /// One disk less.
        case takeOut = "take-out"
    }

    /// What was wished.
    public let kind: Kind
    /// Number of the member concerned.
    public let number: Int
    /// The disk that comes, nil once it is whole or if none comes.
    public let joining: SerialHash?
    /// The disk that goes and still answers, nil if there is none.
    public let leaving: SerialHash?
}
