import DatasafeCore
import Shares
import Spawn

/// Why a step of a run ended: the code people get, and the cause for the log.
struct BackupFailure: Error, CustomStringConvertible {
    var code: BackupCode
    var cause: String
    /// Packs with wrong bytes, as the engine named them.
    var brokenPacks: [String] = []

    init(_ code: BackupCode, _ cause: String = "", brokenPacks: [String] = []) {
        self.code = code
        self.cause = cause
        self.brokenPacks = brokenPacks
    }

    var description: String { cause.isEmpty ? code.code : "\(code.code): \(cause)" }

    /// The code and cause behind any error of a run. A refusal of storage keeps its code when it is one of ours.
    init(_ error: any Error) {
        switch error {
        case let failure as BackupFailure: self = failure
        case let refusal as Refusal:
            let isShut = VolumeLack(rawValue: refusal.code) != nil
            let fallback: BackupCode = isShut ? .dataShut : refusal.code.hasPrefix("VOL-") ? .snapshot : .failed
            self.init(BackupCode(rawValue: refusal.code) ?? fallback, "\(refusal.code) \(refusal.subject)")
        case let error as ShareError:
            self.init(BackupCode(shareErrno: error.code, isResolved: error.isResolved), "\(error)")
        case is CancellationError: self.init(.interrupted)
        case let error as SpawnError where error.code == .cancelled: self.init(.interrupted)
        default: self.init(.failed, "\(error)")
        }
    }
}

extension BackupFailure {
    /// What people are told of a target that is no disk: of a line and a store, or of a server in the practice.
    init(_ error: any Error, at remote: TargetID) {
        self.init(error)
        code = remote == .share ? Self.ofShare(code) : Self.ofService(code)
    }

    private static func ofService(_ code: BackupCode) -> BackupCode {
        switch code {
        case .verify, .drill, .nightDamaged, .noRepository, .password, .damaged: .remoteDamaged
        case .interrupted: .remoteBroken
        case .failed, .inputOutput, .full, .readOnly, .noDisk: .remoteFailed
        default: code
        }
    }

    private static func ofShare(_ code: BackupCode) -> BackupCode {
        switch code {
        case .verify, .drill, .nightDamaged, .damaged: .shareDamaged
        case .noRepository, .password, .otherDisk: .shareOther
        case .interrupted, .remoteBroken, .inputOutput: .shareBroken
        case .full: .shareFull
        case .readOnly: .shareReadOnly
        case .failed, .noDisk, .quota: .shareFailed
        default: code
        }
    }
}

extension Refusal {
    /// A refusal of the backup service about `subject`, in most cases the number of a disk.
    init(_ code: BackupCode, _ subject: String = "") { self.init(code: code.code, subject: subject) }
}
