import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats

/// The container's header as the directory of its keys: read through our own parser, kept in order, copied, restored
/// (storage.md 3.9, 3.10). Works on a plain file as on the array. All calls block.
struct KeyDirectory: Sendable {
    /// The device that holds the container.
    var node: String
    var files: StorageMemory
    var boxID: BoxID
    var array: ArrayUUID

    /// Both header copies through our own bounded parser, before libcryptsetup sees them. Throws the finding that speaks
    /// against opening as a `Refusal`; those that do not are given back.
    func read() throws -> (header: LUKS2Header, warnings: [VolumeCode]) {
        let reading = LUKS2Reading(copies: Self.copies(node))
        guard let header = reading.header else {
            throw Refusal(reading.findings.first ?? VolumeCode.headerDead)
        }
        let findings = reading.findings + header.findings(boxID: boxID, array: array)
        if let bad = findings.first(where: { !$0.mayOpen }) { throw Refusal(bad) }
        return (header, findings)
    }

    /// Both copies, each by itself: one that cannot be read must not hide the other.
    private static func copies(_ node: String) -> [[UInt8]?] {
        let length = LUKS2Reading.length / 2
        return [0, length].map { offset in
            (try? RawDevice.read(node, at: Int64(offset), count: length)).map { $0.withBytes { Array($0) } }
        }
    }

    /// Opens the container with an enrolled key as `/dev/mapper/<name>`, only by the header that was judged. Throws a
    /// `Refusal`: whether key or keyslot is the reason is told by the saved copy of the keyslot's area.
    func open(_ header: LUKS2Header, as name: String, slot: Int, key: Secret, isHealing: Bool) throws {
        do throws(CryptsetupError) {
            try LUKSContainer.open(device: node, name: name, slot: slot, key: key, isJudged: { header.says($0) })
        } catch {
            throw Refusal(
                code: OpeningRefusal(error.opening, area: area(of: slot, header), isHealing: isHealing).code,
                subject: error.said)
        }
    }

    private func area(of slot: Int, _ header: LUKS2Header) -> KeyslotArea {
        guard let keyslot = header.keyslots[slot],
            let area = try? bytes(node, keyslot)
        else { return .unknown }
        return KeyslotArea(area: area, kept: hasFittingCopy ? try? bytes(files.headerCopy, keyslot) : nil)
    }

    private func bytes(_ path: String, _ keyslot: LUKS2Header.Keyslot) throws -> [UInt8] {
        try RawDevice.read(path, at: Int64(keyslot.areaOffset), count: keyslot.areaLength).withBytes { Array($0) }
    }

    /// Keys that open nothing any more, by all that is known.
    func revoked(_ header: LUKS2Header) -> Set<KeyID> { files.revoked().union(header.arrayToken?.revoked ?? []) }

    /// Finishes a key change that was cut: needs no key, so it is done before anybody unlocks. Gives back the steps.
    @discardableResult
    func tidy() throws -> [HeaderStep] {
        var steps: [HeaderStep] = []
        while steps.count < 16 {
            let header = try read().header
            guard let token = header.arrayToken, token.state == .ready, let place = header.arrayTokenNumber else {
                break
            }
            let known = files.revoked()
            if !known.isSuperset(of: token.revoked) { try files.write(revoked: known.union(token.revoked)) }
            guard let step = HeaderStep.next(header.keys, revoked: known) else { break }
            switch step {
            case .note(let revoked):
                let next = LUKS2ArrayToken(
                    boxID: token.boxID, array: token.array, state: token.state, revoked: revoked)
                try LUKSContainer.setToken(device: node, index: place, json: next.json)
            case .destroy(let keyslot): try LUKSContainer.destroyKey(device: node, slot: keyslot)
            case .forget(let token): try LUKSContainer.setToken(device: node, index: token, json: nil)
            }
            steps.append(step)
        }
        return steps
    }

    /// Gives a new key a keyslot with the right of one that opens, names it, and proves it.
    func enrol(_ identity: KeyIdentity, _ key: Secret, right: Secret) throws {
        let slot = try LUKSContainer.addKey(device: node, old: right, new: key)
        let enrolled = EnrolledKey(
            keyID: identity.keyID, boxID: identity.boxID, role: identity.role, number: identity.number, keyslots: [slot]
        )
        try LUKSContainer.setToken(device: node, index: -1, json: LUKS2KeyToken(enrolled).json)
        try LUKSContainer.prove(device: node, slot: slot, key: key)
        guard try read().header.enrolled.contains(enrolled) else { throw StorageError(.state, "key not enrolled") }
    }

    /// Known as revoked before its keyslot is overwritten: whatever is cut, the key opens nothing here any more.
    func revoke(_ key: KeyID) throws {
        try files.write(revoked: files.revoked().union([key]))
        try tidy()
        guard try !read().header.enrolled.contains(where: { $0.keyID == key }) else {
            throw StorageError(.state, "revoked key still enrolled")
        }
    }

    /// Makes a new container with these keys and no others, and proves each. `others` are keys without a keyslot that it
    /// is to know as well. What the device held is gone.
    func make(silver: [(KeyIdentity, Secret)], others: [EnrolledKey]) throws -> LUKS2Header {
        try LUKSContainer.format(
            device: node, label: StorageKeeper.container, subsystem: boxID.subsystem, keys: silver.map(\.1))
        let enrolled = silver.enumerated().map { slot, key in
            EnrolledKey(
                keyID: key.0.keyID, boxID: boxID, role: .unlock, number: key.0.number, keyslots: [slot])
        }
        for (index, key) in (enrolled + others).enumerated() {
            try LUKSContainer.setToken(device: node, index: index, json: LUKS2KeyToken(key).json)
        }
        let token = LUKS2ArrayToken(boxID: boxID, array: array, state: .ready, revoked: [])
        try LUKSContainer.setToken(device: node, index: enrolled.count + others.count, json: token.json)
        let header = try read().header
        guard Set(header.enrolled) == Set(enrolled + others) else { throw StorageError(.state, "new container") }
        for (slot, key) in silver.enumerated() { try LUKSContainer.prove(device: node, slot: slot, key: key.1) }
        return header
    }

    // MARK: The saved copy

    /// Saves the header and its keyslots on the state volume; the older copy stays until this one is whole.
    @discardableResult
    func keepCopy(at now: Instant) throws -> HeaderIdentity {
        let header = try read().header
        let path = files.newHeaderCopy()
        try LUKSContainer.backUpHeader(device: node, file: path)
        let identity = HeaderIdentity(uuid: header.uuid, digest: header.volumeKeyDigest, at: now)
        try files.keepHeaderCopy(identity)
        return identity
    }

    /// Whether the saved copy is whole, of this box, of this array, and of the container that was recorded.
    var hasFittingCopy: Bool {
        guard let header = LUKS2Reading(copies: Self.copies(files.headerCopy)).header,
            header.findings(boxID: boxID, array: array).allSatisfy(\.mayOpen)
        else { return false }
        return files.headerIdentity().map { $0.uuid == header.uuid && $0.digest == header.volumeKeyDigest } ?? false
    }

    /// Writes the saved copy back. What stands there now is kept beside it; if the restored header is not whole, it is
    /// written back. Revoked keys lose their keyslots again before anybody may unlock.
    func restore() throws {
        guard hasFittingCopy else { throw Refusal(VolumeCode.noCopy) }
        let length = Int64(LUKS2Header.dataOffset)
        try RawDevice.copy(node, to: files.headerBefore, count: length)
        do {
            // libcryptsetup restores nothing over a foreign signature.
            try RawDevice.wipe(node, at: 0, count: Int64(LUKS2Reading.length))
            try LUKSContainer.restoreHeader(device: node, file: files.headerCopy)
            try tidy()
            _ = try read()
        } catch {
            try RawDevice.copy(files.headerBefore, to: node, count: length)
            throw error
        }
    }
}

extension LUKS2Header {
    /// The digest of the volume key; a header of ours has one.
    var volumeKeyDigest: String { digests[0].map { $0.value + $0.salt } ?? "" }
}

extension HeaderStep {
    /// For the log: what is done, without the key.
    var word: String {
        switch self {
        case .note(let revoked): "note \(revoked.count) revoked"
        case .destroy(let keyslot): "destroy keyslot \(keyslot)"
        case .forget(let token): "forget token \(token)"
        }
    }
}
