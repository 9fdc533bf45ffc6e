import DatasafeCore
import DatasafeFormats

/// A change of the lock as this process carries it out. What must survive a power cut is in `move` alone.
struct LockWork: Sendable {
    /// As the state volume has it; nil = no change under way.
    var move: LockMove?
    /// The new keys, until the new container is open.
    var keys: LockKeys?
    /// A good old key that was there when it began.
    var right: PresentKey?
    /// The kernel is asked to move the data, by this process.
    var copy: Task<Void, Never>?
    /// It was asked at all.
    var isCopyBegun = false
    /// When this process first saw how far the data had moved.
    var copyStart = ContinuousClock.now
    /// How far that was, permille.
    var copyPlace: Int?
    /// Disks of the old container whose beginning is overwritten.
    var wiped: Set<DiskID> = []
    /// Why the last change was given up.
    var failure: Refusal?
}

/// The two new keys of a change of the lock, in locked memory until the new container is open.
struct LockKeys: Sendable {
    var keys: [Issuing]
    /// Both sticks were pulled, plugged in again and read; the old container knows them where it could be told.
    var areReady = false
}
