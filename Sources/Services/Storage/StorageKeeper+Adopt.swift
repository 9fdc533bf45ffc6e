import BlockDevices
import Cryptsetup
import DatasafeCore
import Logging
import Udev

/// After a crash or an update of this service.
extension StorageKeeper {
    /// The array outlived this service (a crash, an update): what is open stays open and is watched again.
    func adopt() async {
        guard record != nil else {
            // A set-up was cut in this very process; its keys are gone with it.
            await takeApart()
            return
        }
        for disk in inventory.disks {
            let name = ArraySysfs.mapping(above: disk.device.name)
            if let name, name.hasPrefix("datasafe-i-") { mappings[disk.id] = name }
        }
        adoptMove()
        updateArray()
        logger.notice("array adopted", metadata: ["members": "\(mappings.count)"])
        await assembleNext()
        guard Mapping.isActive(container) else {
            setState(.locked)
            await lookAtHeader()
            await pursue()
            return
        }
        var clock = UnlockClock()
        // After a change of the lock the mounts stand on a device whose name their units do not know: PID 1, asked to
        // start them, would wait for the old one.
        let isMounted = container != StorageKeeper.container && SystemUnits.mountedDevice(Self.mounted) != nil
        do { if !isMounted { try await openVolume(&clock) } } catch {
            logger.error("volume not mounted", metadata: ["error": "\(error)"])
            setState(.failed, reason: Refusal(VolumeCode.mount, at: now()))
            return
        }
        fact.openedAt = now()
        setState(.open)
        updateArray()
        _ = try? await readHeader()
        // Last: a step can take minutes, and people are at work.
        await pursue()
    }

    /// The data outlived this service: until it is adopted, what the last process told is truer than "starting", which
    /// would send everybody to the page of a locked box. The fact counts as fresh for thirty seconds.
    var isSilent: Bool {
        fact.state == .starting && SystemUnits.mountedDevice(Self.mounted) != nil
            && ContinuousClock.now - started < .seconds(20)
    }
}
