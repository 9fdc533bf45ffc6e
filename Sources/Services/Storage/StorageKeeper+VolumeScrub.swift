import BlockDevices
import DatasafeCore
import DatasafeFormats
import Logging

/// After md has read every copy the file system compares all it holds with its own checksums, end to end through the
/// encryption (storage.md 3.8). It yields, is stopped and goes on like md's part.
extension StorageKeeper {
    private static let volume = "/srv/data"

    /// Every two seconds while it is due.
    func scrubVolume(_ shouldRun: Bool) async {
        if volumeScrub != nil {
            guard shouldRun else { return await stopVolumeScrub() }
            if let text = try? await Btrfs.scrubStatus(Self.volume, running: true) {
                volumeScrubPercent = BtrfsScrubStatus(text: text).percent ?? volumeScrubPercent
            }
            let percent = Int64(volumeScrubPercent ?? 0)
            fact.array?.progress = DeedProgress(step: "scrub", done: percent, of: 100)
        } else if shouldRun, fact.volume?.readOnly != true {
            scrubHeld = nil
            logger.notice("volume scrub", metadata: ["percent": "\(volumeScrubPercent ?? 0)"])
            volumeScrub = Task { await self.runVolumeScrub() }
        }
    }

    private func stopVolumeScrub() async {
        logger.notice("volume scrub yields")
        do { try await Btrfs.stopScrub(Self.volume) } catch {
            logger.warning("volume scrub not stopped", metadata: ["error": "\(error)"])
        }
    }

    private func runVolumeScrub() async {
        defer { volumeScrub = nil }
        do {
            try await Btrfs.scrub(Self.volume)
            let status = BtrfsScrubStatus(text: try await Btrfs.scrubStatus(Self.volume, running: false))
            // Stopped: it goes on as soon as nothing speaks against it.
            guard status.isFinished else { return }
            let found = VolumeScrub(at: now(), uncorrectable: status.uncorrectable ?? 0)
            logger.notice("volume scrub done", metadata: ["uncorrectable": "\(found.uncorrectable)"])
            lastVolumeScrub = found
            try files.write(found)
        } catch {
            // Not tried again every two seconds: the check of its age raises the alarm, next week is another try.
            logger.error("volume scrub", metadata: ["error": "\(error)"])
        }
        volumeScrubPercent = nil
        note(ScrubMemory())
        await readVolume()
    }
}
