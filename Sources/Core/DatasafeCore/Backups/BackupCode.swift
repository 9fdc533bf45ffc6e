/// Why something about a backup was refused or failed; each has a sentence and one action in DatasafeTexts.
///
/// A code with DAMAGE, VERIFY or DRILL in it says that bytes were wrong or missing: it keeps `backup.verify` raised.
public enum BackupCode: String, AdviceCode, Codable {
    // Before a disk is touched.
    case keyMissing = "BAK-KEY-MISSING"
    case keyWrong = "BAK-KEY-WRONG"
    case number = "BAK-NUMBER"
    case time = "BAK-TIME"
    case numberTaken = "BAK-NUMBER-TAKEN"
    case notEmpty = "BAK-NOT-EMPTY"
    case diskGone = "BAK-DISK-GONE"
    case noDisk = "BAK-NO-DISK"
    case unknownDisk = "BAK-UNKNOWN-DISK"
    case running = "BAK-RUNNING"
    case format = "BAK-FORMAT"
    case mount = "BAK-MOUNT"
    case busy = "BAK-BUSY"
    case disturbed = "BAK-DISTURBED"
    case stillHere = "BAK-STILL-HERE"
    case lastNight = "BAK-LAST-NIGHT"
    /// No backup key that opens this disk is plugged in or was typed.
    case strangeKey = "BAK-STRANGE-KEY"
    /// What was typed is no backup key.
    case paper = "BAK-PAPER"
    case ours = "BAK-OURS"
    // The disk is not what it should be.
    case damaged = "BAK-DAMAGED"
    case otherDisk = "BAK-OTHER-DISK"
    case clone = "BAK-CLONE"
    case noRepository = "BAK-NO-REPOSITORY"
    case password = "BAK-PASSWORD"
    // The line to the online service, and what is there.
    case notEnrolled = "BAK-NOT-ENROLLED"
    /// Nobody answers, or not in time.
    case lineAway = "BAK-AWAY"
    /// Who answers has another key than the hub this box is enrolled at.
    case lineStrange = "BAK-STRANGE"
    /// The vault ends the connection: nothing is booked for this box, or it was revoked.
    case lineRefused = "BAK-REFUSED"
    case quota = "BAK-QUOTA"
    case alreadyThere = "BAK-ALREADY-THERE"
    case remoteDamaged = "BAK-REMOTE-DAMAGED"
    case remoteBroken = "BAK-REMOTE-BROKEN"
    case remoteFailed = "BAK-REMOTE-FAILED"
    case remoteKey = "BAK-REMOTE-KEY"
    case otherLastNight = "BAK-OTHER-LAST-NIGHT"
    // The network share.
    /// What was typed is no address, no name or no password of a share.
    case shareAddress = "BAK-SHARE-ADDRESS"
    /// Nobody knows the server's name.
    case shareUnknown = "BAK-SHARE-UNKNOWN"
    /// The server does not answer.
    case shareAway = "BAK-SHARE-AWAY"
    case shareLogin = "BAK-SHARE-LOGIN"
    /// The server has no such share, or no such folder in it.
    case shareName = "BAK-SHARE-NAME"
    /// It speaks versions only that nobody should speak any more.
    case shareOld = "BAK-SHARE-OLD"
    case shareReadOnly = "BAK-SHARE-READ-ONLY"
    case shareFull = "BAK-SHARE-FULL"
    /// Nights lie there that no key opens which is plugged in.
    case shareKey = "BAK-SHARE-KEY"
    /// What lies there is not what the box has written; the share was emptied or exchanged.
    case shareOther = "BAK-SHARE-OTHER"
    case shareDamaged = "BAK-SHARE-DAMAGED"
    case shareBroken = "BAK-SHARE-BROKEN"
    case shareFailed = "BAK-SHARE-FAILED"
    // In a run.
    case snapshot = "BAK-SNAPSHOT"
    case source = "BAK-SOURCE"
    case pulled = "BAK-PULLED"
    case full = "BAK-FULL"
    case readOnly = "BAK-READ-ONLY"
    case inputOutput = "BAK-IO"
    case verify = "BAK-VERIFY"
    case drill = "BAK-DRILL"
    case noFreshNight = "BAK-NO-FRESH-NIGHT"
    case interrupted = "BAK-INTERRUPTED"
    case failed = "BAK-FAILED"
    // Bringing back.
    case night = "BAK-NIGHT"
    case nightDamaged = "BAK-NIGHT-DAMAGED"
    case noSpace = "BAK-NO-SPACE"
    /// Contents of the night are nowhere any more; the subject says how many.
    case nightGaps = "BAK-NIGHT-GAPS"
    /// Somebody goes on working: today's state cannot be held fast.
    case atWork = "BAK-AT-WORK"
    /// The box's own volume is full or read-only: today's state could not be held fast.
    case dataShut = "BAK-DATA-SHUT"
}
