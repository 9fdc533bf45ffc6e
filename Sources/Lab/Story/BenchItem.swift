import Guest

/// One line of the table: what is measured. A line without a figure says why, so that none gets lost.
public enum BenchItem: String, CaseIterable, Sendable {
    case newPageFirmware, newPageDirect, lockedPageFirmware, lockedPageDirect
    case keyToOpen, keyToLogIn, unlockAll, unlockRead, unlockContainer, unlockMount, unlockServices
    case memoryLocked, memoryOpen
    case uploadLarge, uploadSmall
    case hereUploadLarge, hereUploadLargeProcessor, hereUploadSmall, hereUploadSmallProcessor
    case nightBackup, nightWhole
    case hereNightBackup, hereNightWhole, hereNightProcessor
    case imageFile, imageWritten, update, programStorage, programBox, programHub
    case linesSources, linesTests

    /// What stands in the first column.
    public func name(_ load: BenchLoad) -> String {
        switch self {
        case .newPageFirmware: "power-on to set-up page, new box, firmware lane"
        case .newPageDirect: "power-on to set-up page, new box, direct lane"
        case .lockedPageFirmware: "power-on to locked page, box set up, firmware lane"
        case .lockedPageDirect: "power-on to locked page, box set up, direct lane"
        case .keyToOpen: "key in to data open, seen from outside"
        case .keyToLogIn: "key in to first log-in done"
        case .unlockAll: "unlock, by the box's own clock"
        case .unlockRead: "… of it reading key and header"
        case .unlockContainer: "… of it libcryptsetup"
        case .unlockMount: "… of it mounts"
        case .unlockServices: "… of it starting services"
        case .memoryLocked: "memory of all services, locked, \(BenchTable.text(load.idle.inSeconds)) s idle"
        case .memoryOpen: "memory of all services, open, \(BenchTable.text(load.idle.inSeconds)) s idle"
        case .uploadLarge: "upload through HTTPS, one file of \(load.largeMB) MB"
        case .uploadSmall: "upload through HTTPS, \(load.documents) real documents"
        case .hereUploadLarge: "upload through HTTPS on this machine, one file of \(load.largeMB) MB"
        case .hereUploadLargeProcessor: "… of the processor, web and practice, for each GB of it"
        case .hereUploadSmall: "upload through HTTPS on this machine, \(load.documents) real documents"
        case .hereUploadSmallProcessor: "… of the processor, web and practice, for each document"
        case .nightBackup: "first night on disk 1, step backup"
        case .nightWhole: "first night on disk 1, until it can be pulled"
        case .hereNightBackup: "first night on this machine, step backup"
        case .hereNightWhole: "first night on this machine, until it can be pulled"
        case .hereNightProcessor: "… of the processor, backup and its restic"
        case .imageFile: "image, whole disk"
        case .imageWritten: "image, what of it is written"
        case .update: "update: root, verity, start file"
        case .programStorage: "program datasafe-storage"
        case .programBox: "program datasafe"
        case .programHub: "program datasafe-hub"
        case .linesSources: "Swift in Sources"
        case .linesTests: "Swift in Tests"
        }
    }

    /// Unit of the figures; MB are 1,000,000 bytes.
    public var unit: String {
        switch self {
        case .newPageFirmware, .newPageDirect, .lockedPageFirmware, .lockedPageDirect, .keyToOpen, .keyToLogIn,
            .nightBackup, .nightWhole, .hereNightBackup, .hereNightWhole, .hereNightProcessor:
            "s"
        case .unlockAll, .unlockRead, .unlockContainer, .unlockMount, .unlockServices: "ms"
        case .uploadLarge, .hereUploadLarge: "MB/s"
        case .uploadSmall, .hereUploadSmall: "documents/s"
        case .hereUploadLargeProcessor: "s/GB"
        case .hereUploadSmallProcessor: "ms"
        case .memoryLocked, .memoryOpen, .imageFile, .imageWritten, .update, .programStorage, .programBox,
            .programHub:
            "MB"
        case .linesSources, .linesTests: "lines"
        }
    }

    /// What a user would take instead; nil where there is nothing to set beside it.
    public var instead: String? {
        switch self {
        case .uploadLarge, .uploadSmall: "cp + fsync on the host"
        case .nightBackup: "restic backup on the host"
        case .nightWhole: "restic backup + check --read-data on the host"
        case .hereUploadLarge, .hereUploadLargeProcessor, .hereUploadSmall, .hereUploadSmallProcessor: "cp + fsync"
        case .hereNightBackup: "restic backup of the same snapshot"
        case .hereNightWhole, .hereNightProcessor: "restic backup + check --read-data of the same snapshot"
        default: nil
        }
    }

    /// What was promised: at most this (issue 2, section 7).
    public var limit: Double? {
        switch self {
        case .keyToOpen: 15
        case .memoryLocked, .memoryOpen: 150
        case .update: 160
        default: nil
        }
    }

    /// True where the figure of the box comes out of an emulated processor and its neighbour does not.
    var isBesideHost: Bool { instead != nil && !Self.hostLane.contains(self) }

    /// Lines that need firmware and boot loader; left out when in a hurry.
    static let firmwareLane: [BenchItem] = [.newPageFirmware, .lockedPageFirmware]
    /// Lines that need no box.
    static let still: [BenchItem] = [
        .imageFile, .imageWritten, .update, .programStorage, .programBox, .programHub, .linesSources, .linesTests,
    ]
    /// Uploads to the services on this machine.
    static let hostUploads: [BenchItem] = [
        .hereUploadLarge, .hereUploadLargeProcessor, .hereUploadSmall, .hereUploadSmallProcessor,
    ]
    /// The first night of the services on this machine.
    static let hostNight: [BenchItem] = [.hereNightBackup, .hereNightWhole, .hereNightProcessor]
    /// Lines of the services on this machine, without a box.
    static let hostLane = hostUploads + hostNight
    /// Lines of the box that is set up and used.
    static let directLane: [BenchItem] = allCases.filter {
        !firmwareLane.contains($0) && !still.contains($0) && !hostLane.contains($0)
    }
    /// The parts of an unlock.
    static let unlockParts: [BenchItem] = [
        .unlockAll, .unlockRead, .unlockContainer, .unlockMount, .unlockServices,
    ]

    /// The name of this part on the status page.
    var unlockPart: String? {
        switch self {
        case .unlockAll: "all"
        case .unlockRead: "read"
        case .unlockContainer: "libcryptsetup"
        case .unlockMount: "mount"
        case .unlockServices: "services"
        default: nil
        }
    }
}

/// How much is carried.
public struct BenchLoad: Sendable, Equatable {
    /// The large file, units of 1,000,000 bytes.
    public var largeMB = 64
    /// Real documents.
    public var documents = 200
    /// Silence before memory is read.
    public var idle: Duration = .seconds(60)
    /// False: the firmware lane is left out.
    public var hasFirmwareLane = true

    /// What docs/benchmarks.md is made with.
    public static let full = BenchLoad()
    /// For trying the bench itself.
    public static let quick = BenchLoad(largeMB: 8, documents: 20, idle: .seconds(15), hasFirmwareLane: false)

    /// The lines of the table, in order.
    public var items: [BenchItem] {
        BenchItem.allCases.filter { hasFirmwareLane || !BenchItem.firmwareLane.contains($0) }
    }
}
