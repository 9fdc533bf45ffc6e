import BlockDevices
import DatasafeCore
import DatasafeFormats
import Logging
import Threads

/// The container's header: looked at while locked, copied after each change, restored when it is damaged.
extension StorageKeeper {
    /// The directory of keys of this box's container. Throws while there is no array.
    func directory() throws -> KeyDirectory {
        guard let record else { throw StorageError(.sequence, "header without record") }
        return KeyDirectory(node: Mdadm.node, files: files, boxID: record.boxID, array: record.array)
    }

    func readHeader() async throws -> LUKS2Header {
        let directory = try directory()
        let (header, warnings) = try await offload { try directory.read() }
        headerIsHealing = warnings.contains(.headerHealed)
        for warning in warnings { logger.warning("header", metadata: ["code": "\(warning.rawValue)"]) }
        fact.keys = header.enrolled.map {
            KeyFact(role: $0.role.word, number: Int($0.number), id: $0.keyID.short)
        }
        return header
    }

    /// While the data is locked: a key change that was cut is finished; a damaged header is said before anybody plugs a
    /// key in. Only in `turn`.
    func lookAtHeader() async {
        fact.canRestoreHeader = false
        fact.headerCopied = files.headerIdentity()?.at
        do {
            let directory = try directory()
            for step in try await offload({ try directory.tidy() }) {
                logger.notice("header step", metadata: ["step": "\(step.word)"])
            }
            _ = try await readHeader()
        } catch let refusal as Refusal {
            await tellOfHeader(refusal.code)
        } catch { logger.error("header not read", metadata: ["error": "\(error)"]) }
    }

    /// Says what is wrong with the header, and whether the saved copy is the way out.
    func tellOfHeader(_ code: String) async {
        let isMended = VolumeCode(rawValue: code)?.isMendedByKeptHeader ?? false
        if isMended, let directory = try? directory() {
            fact.canRestoreHeader = (try? await offload { directory.hasFittingCopy }) ?? false
        }
        refuse(code, "")
    }

    /// The newest copy of the header on the state volume.
    func keepHeaderCopy() async {
        do {
            let (directory, at) = (try directory(), now())
            fact.headerCopied = try await offload { try directory.keepCopy(at: at) }.at
        } catch { logger.error("header not copied", metadata: ["error": "\(error)"]) }
    }

    func restoreHeader(_ deed: StorageDeeds.RestoreHeader) async throws {
        guard fact.state == .locked else { throw Refusal(ChangeRefusal.nothing) }
        try checkScreen(deed.screen)
        try await turn.take { try await self.restoreHeader() }
        await sticksChanged()
    }

    private func restoreHeader() async throws {
        let directory = try directory()
        do {
            try await offload { try directory.restore() }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            logger.error("header not restored", metadata: ["error": "\(error)"])
            throw Refusal(KeyChangeRefusal.header)
        }
        logger.notice("header restored")
        fact.refusal = nil
        // A stick that was refused because of the header is tried again.
        handled = [:]
        await lookAtHeader()
    }

    /// Somebody stands before the box: the six digits of its screen. Only asked while nobody can log in.
    func checkScreen(_ typed: String) throws {
        do throws(ScreenCode.Miss) { try screen.check(typed, at: ContinuousClock.now - started) } catch {
            throw Refusal(error == .wrong ? KeyChangeRefusal.screenCode : .screenTries)
        }
    }
}
