import DatasafeCore
import DatasafeFormats
import Logging
import USBPorts

/// Which USB devices are let in (decision 0027): the kernel switches every new one off, sticks, disks and hubs are switched
/// on here. Nothing but their descriptors is looked at before.
///
/// With each event, and every two seconds: a device that plugs itself in anew while it is looked at has no second event.
extension StorageKeeper {
    func admitUSB() {
        for device in USBPorts().devices() where !device.isLetIn {
            let read = try? USBDescriptors(bytes: device.descriptors)
            if let read, read.refused == nil {
                let isIn = USBPorts().letIn(device)
                if isIn || toldUSB[device.port] != device.number {
                    logger.notice("usb let in", metadata: ["port": "\(device.port)", "done": "\(isIn)"])
                }
                toldUSB[device.port] = device.number
                continue
            }
            guard toldUSB[device.port] != device.number else { continue }
            toldUSB[device.port] = device.number
            let kind = read?.refused ?? .other
            logger.warning("usb refused", metadata: ["port": "\(device.port)", "kind": "\(kind.rawValue)"])
            let refused = RefusedUSBFact(kind: kind.rawValue, name: read?.name ?? "?", at: now())
            fact.refusedUSB = Array((fact.refusedUSB + [refused]).suffix(8))
            publish()
        }
    }
}
