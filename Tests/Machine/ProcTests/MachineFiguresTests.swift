import DatasafeCore
import Glibc
import Proc
import Testing

@Suite struct MachineFiguresTests {
    /// A folder that looks like /proc and /sys of a small box.
    private func recorded() throws -> String {
        var template = Array("/tmp/proc-XXXXXX".utf8CString)
        let root = try #require(mkdtemp(&template).map { String(cString: $0) })
        try put(root, "/proc/loadavg", "0.1 0.2 0.3 1/2 3\n")
        try put(
            root, "/proc/pressure/io",
            "some avg10=0 avg60=0 avg300=5.0 total=1\nfull avg10=0 avg60=0 avg300=4.0 total=1\n")
        for (name, values) in [
            "enp1s0": ["carrier": "1", "speed": "1000", "statistics/rx_packets": "70", "statistics/rx_dropped": "2"],
            "enp2s0": ["carrier": "0", "speed": "-1", "statistics/tx_errors": "1"],
        ] {
            try put(root, "/sys/class/net/\(name)/device/vendor", "0x8086")
            for (file, value) in values { try put(root, "/sys/class/net/\(name)/\(file)", value + "\n") }
        }
        try put(root, "/sys/class/net/lo/carrier", "1\n")
        try put(root, "/run/systemd/timesync/synchronized", "")
        return root
    }

    private func put(_ root: String, _ path: String, _ text: String) throws {
        var folder = root
        for part in path.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o755)
        }
        let descriptor = open(root + path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
    }

    @Test func `a recorded box is read whole, what is missing is nil`() throws {
        let root = try recorded()
        let reading = MachineFigures(root: root, volumes: []).read()
        #expect(reading.load15 == 0.3)
        #expect(reading.memory == nil && reading.processor == nil && reading.cores == nil)
        #expect(reading.pressure == PressureReading(ioFull: 4))
        #expect(
            reading.links == [
                LinkReading(name: "enp1s0", isUp: true, speed: 1000, packets: 70, faults: 2),
                LinkReading(name: "enp2s0", isUp: false, speed: nil, packets: 0, faults: 1),
            ])
        #expect(reading.clock?.synchronised != nil)
        #expect(reading.volumes == [])
    }

    @Test func `this machine can be read without privileges`() throws {
        let figures = MachineFigures(volumes: [MachineFigures.Volume(name: "var", path: "/tmp")])
        let reading = figures.read()
        #expect((reading.cores ?? 0) > 0)
        #expect((reading.memory?.available ?? 0) > 0)
        let volume = try #require(reading.volumes?.first)
        #expect(volume.bytes > volume.free && volume.free > 0 && !volume.isReadOnly)
        #expect(figures.uptime() > 0)
    }

    @Test func `a volume that is not there makes all unread`() {
        let figures = MachineFigures(volumes: [MachineFigures.Volume(name: "var", path: "/no/such")])
        #expect(figures.read().volumes == nil)
    }

    @Test func `how long the busiest of some services waits`() throws {
        let root = try recorded()
        let figures = MachineFigures(root: root, volumes: [])
        #expect(figures.waiting(of: ["datasafe-practice"]) == nil)
        for (name, waiting) in [("practice", "12.50"), ("web", "31.00"), ("storage", "90.00")] {
            try put(
                root, "/sys/fs/cgroup/system.slice/datasafe-\(name).service/io.pressure",
                "some avg10=\(waiting) avg60=1.00 avg300=0.00 total=7\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=1\n"
            )
        }
        #expect(figures.waiting(of: ["datasafe-practice", "datasafe-web", "datasafe-none"]) == 31)
    }
}
