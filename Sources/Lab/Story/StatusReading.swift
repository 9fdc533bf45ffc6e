import Guest

/// The figures on the status page that the bench reads.
struct StatusReading: Sendable {
    /// Milliseconds of the last unlock by part: "read", "libcryptsetup", "mount", "services", "all".
    var unlock: [String: Int64] = [:]
    /// Memory of all services together, bytes; nil as long as the monitor has not looked.
    var servicesBytes: Int64?
    /// The night that is going on: disk and step.
    var running: (disk: Int64, step: String)?
    /// State and code of each backup disk by number.
    var disks: [Int64: (state: String, code: String?)] = [:]

    /// Reads the page; what is not there, or not what it should be, is nil or missing.
    init(_ status: JSON) {
        if case .object(let parts)? = status["unlock"] {
            unlock = parts.compactMapValues(\.whole).filter { $0.value >= 0 }
        }
        servicesBytes = status["servicesBytes"]?.whole.flatMap { $0 > 0 ? $0 : nil }
        if let disk = status.at("backup", "runningDisk")?.whole,
            let step = status.at("backup", "running", "step")?.text
        {
            running = (disk, step)
        }
        for disk in status.at("backup", "disks")?.elements ?? [] {
            guard let number = disk["number"]?.whole, let state = disk["state"]?.text else { continue }
            disks[number] = (state, disk["code"]?.text)
        }
    }

    /// One part of the unlock, milliseconds. Throws `.page` naming it.
    func unlock(_ part: String) throws -> Int64 {
        guard let time = unlock[part] else {
            throw StoryError(.page, "the status page has no unlock time \"\(part)\"")
        }
        return time
    }
}

/// One night as it passes on the status page: how long each step stood there.
struct NightWatch: Sendable {
    /// The disk that is watched.
    let disk: Int64
    /// Time each step was shown, in order of their first appearance.
    private(set) var steps: [(name: String, took: Duration)] = []
    private var began: Duration?
    private var last: (name: String, since: Duration)?
    /// From the first sight of the run to the disk that can be pulled; nil as long as that is not so.
    private(set) var whole: Duration?
    /// Why the night came to nothing.
    private(set) var fault: StoryError?

    init(disk: Int64) {
        self.disk = disk
    }

    /// Takes what the page shows at `time`, times rising.
    mutating func see(_ reading: StatusReading, at time: Duration) {
        guard whole == nil, fault == nil else { return }
        if let code = reading.disks[disk]?.code {
            fault = StoryError(.claim, "disk \(disk) is disturbed: \(code)")
            return
        }
        if let running = reading.running, running.disk == disk {
            if began == nil { began = time }
            if last?.name != running.step {
                close(at: time)
                last = (running.step, time)
            }
        } else if let began, reading.disks[disk]?.state == "done" {
            close(at: time)
            whole = time - began
        }
    }

    /// The watch after it saw the status page. Throws why the night came to nothing, also where a disk that is refused
    /// never gets one.
    func following(_ status: JSON, at time: Duration) throws -> NightWatch {
        var watch = self
        watch.see(StatusReading(status), at: time)
        if let fault = watch.fault { throw fault }
        let deed = status["deeds"]?.elements.last { $0["name"]?.text == "InitialiseDisk" }
        if let code = deed?["code"]?.text { throw StoryError(.claim, "disk \(disk) was refused: \(code)") }
        return watch
    }

    /// The steps in one line, with their times.
    var words: String { "watched: " + steps.map { "\($0.name) \($0.took.seconds)" }.joined(separator: ", ") }

    /// How long the step backup and the whole night took; nil as long as it goes on. Throws if there was no such step.
    func figures() throws -> (backup: Duration, whole: Duration)? {
        guard let whole else { return nil }
        guard let backup = took("backup") else {
            throw StoryError(.claim, "the step backup was never shown, only \(words)")
        }
        return (backup, whole)
    }

    private mutating func close(at time: Duration) {
        guard let last else { return }
        if let index = steps.firstIndex(where: { $0.name == last.name }) {
            steps[index].took += time - last.since
        } else {
            steps.append((last.name, time - last.since))
        }
        self.last = nil
    }

    /// How long a step was shown; nil if it never was.
    func took(_ step: String) -> Duration? { steps.first { $0.name == step }?.took }
}
