import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads

/// The container's header: read through our own parser, kept in order, copied, restored (storage.md 3.9, 3.10).
extension StorageKeeper {
    /// Both header copies through our own bounded parser, before libcryptsetup sees them.
    func readHeader() async throws -> LUKS2Header {
        guard let record else { throw StorageError(.sequence, "header without record") }
        let reading = try await headerReading()
        guard let header = reading.header else {
            throw Refusal(code: (reading.findings.first ?? .headerDead).rawValue)
        }
        for finding in reading.findings + header.findings(boxID: record.boxID, array: record.array) {
            guard finding.mayOpen else { throw Refusal(code: finding.rawValue) }
            logger.warning("header", metadata: ["code": "\(finding.rawValue)"])
        }
        fact.keys = header.enrolled.map {
            KeyFact(role: $0.role.word, number: Int($0.number), id: $0.keyID.short)
        }
        return header
    }

    private func headerReading() async throws -> LUKS2Reading {
        let bytes = try await offload { try RawDevice.read(Mdadm.node, at: 0, count: LUKS2Reading.length) }
        return bytes.withBytes { LUKS2Reading(bytes: Array($0)) }
    }

    /// Finishes a key change that was cut: needs no key, so it is done before anybody unlocks. Only in `turn`.
    func tidyHeader() async throws {
        for _ in 0..<16 {
            let header = try await readHeader()
            guard let array = header.arrayToken, array.state == .ready, let place = header.arrayTokenNumber else {
                return
            }
            let known = files.revoked()
            if !known.isSuperset(of: array.revoked) { try files.write(revoked: known.union(array.revoked)) }
            guard let step = HeaderStep.next(header.keys, revoked: known) else { return }
            logger.notice("header step", metadata: ["step": "\(step.word)"])
            try await offload {
                switch step {
                case .note(let revoked):
                    let token = LUKS2ArrayToken(
                        boxID: array.boxID, array: array.array, state: array.state, revoked: revoked)
                    try LUKSContainer.setToken(device: Mdadm.node, index: place, json: token.json)
                case .destroy(let keyslot): try LUKSContainer.destroyKey(device: Mdadm.node, slot: keyslot)
                case .forget(let token): try LUKSContainer.setToken(device: Mdadm.node, index: token, json: nil)
                }
            }
        }
    }

    /// What the header looks like from outside while the data is locked: finished where it was cut, or found damaged.
    func lookAtHeader() async {
        fact.canRestoreHeader = false
        do { try await tidyHeader() } catch let refusal as Refusal {
            refuse(refusal.code, refusal.subject)
            let code = VolumeCode(rawValue: refusal.code)
            let isGone = code.map { [.headerDead, .notLUKS, .foreignSignature, .tokens].contains($0) } ?? false
            if isGone { fact.canRestoreHeader = await fittingCopy() }
        } catch { logger.error("header not read", metadata: ["error": "\(error)"]) }
        fact.headerCopied = files.headerIdentity()?.at
    }

    /// Whether the saved copy is whole, of this box, of this array, and the one that was recorded.
    private func fittingCopy() async -> Bool {
        guard let record else { return false }
        let path = files.headerCopy
        let bytes = try? await offload { try RawDevice.read(path, at: 0, count: LUKS2Reading.length) }
        guard let header = bytes?.withBytes({ LUKS2Reading(bytes: Array($0)).header }),
            header.findings(boxID: record.boxID, array: record.array).allSatisfy(\.mayOpen)
        else { return false }
        return files.headerIdentity().map { $0.uuid == header.uuid && $0.digest == header.digest } ?? false
    }

    /// Writes the saved copy back. What stands there now is kept beside it; if the restored header is not whole, it is
    /// written back. Revoked keys lose their keyslots again before anybody may unlock.
    func restoreHeader(_ deed: StorageDeeds.RestoreHeader) async throws {
        guard fact.state == .locked else { throw Refusal(code: ChangeRefusal.nothing.rawValue) }
        try checkScreen(deed.screen)
        try await turn.take { try await self.restoreHeader() }
        await sticksChanged()
    }

    private func restoreHeader() async throws {
        guard await fittingCopy() else { throw Refusal(code: VolumeCode.noCopy.rawValue) }
        let (copy, before) = (files.headerCopy, files.headerBefore)
        do {
            try await offload {
                try RawDevice.copy(Mdadm.node, to: before, count: Int64(LUKS2Header.dataOffset))
                try RawDevice.wipe(Mdadm.node, at: 0, count: Int64(LUKS2Reading.length))
                try LUKSContainer.restoreHeader(device: Mdadm.node, file: copy)
            }
            logger.notice("header restored")
            try await tidyHeader()
        } catch {
            logger.error("header not restored", metadata: ["error": "\(error)"])
            try? await offload { try RawDevice.copy(before, to: Mdadm.node, count: Int64(LUKS2Header.dataOffset)) }
            throw Refusal(.header)
        }
        fact.canRestoreHeader = false
        fact.refusal = nil
        // A stick that was refused because of the header is tried again.
        handled = [:]
    }

    /// The newest copy of the header on the state volume; the older one stays until this one is whole.
    func keepHeaderCopy() async {
        let path = files.newHeaderCopy()
        do {
            let header = try await readHeader()
            try await offload { try LUKSContainer.backUpHeader(device: Mdadm.node, file: path) }
            let identity = HeaderIdentity(uuid: header.uuid, digest: header.digest, at: now())
            try files.keepHeaderCopy(identity)
            fact.headerCopied = identity.at
        } catch { logger.error("header not copied", metadata: ["error": "\(error)"]) }
    }

    /// Somebody stands before the box: the six digits of its screen. Only asked while nobody can log in.
    func checkScreen(_ typed: String) throws {
        do { try screen.check(typed, at: ContinuousClock.now - started) } catch let miss as ScreenCode.Miss {
            throw Refusal(miss == .wrong ? .screenCode : .screenTries)
        }
    }
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

extension LUKS2Header {
    /// The digest of the volume key; a header of ours has one.
    var digest: String { digests[0]?.value ?? "" }
}
