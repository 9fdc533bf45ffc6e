import DatasafeCore
import Proc
import Testing

private let stat = """
    cpu  1000 20 300 9000 100 5 15 60 0 0
    cpu0 500 10 150 4500 50 2 7 30 0 0
    cpu1 500 10 150 4500 50 3 8 30 0 0
    intr 12345 0 0
    ctxt 99

    """
private let meminfo = """
    MemTotal:        8028496 kB
    MemFree:          123456 kB
    MemAvailable:    6021372 kB
    HugePages_Total:       0

    """
private let pressure = """
    some avg10=1.00 avg60=2.50 avg300=33.33 total=123
    full avg10=0.50 avg60=1.25 avg300=12.00 total=99

    """

@Suite struct ProcTextTests {
    @Test func `processor time leaves idle and disk waiting out`() throws {
        let (cores, time) = try #require(ProcText.processor(stat))
        #expect(cores == 2)
        #expect(time == ProcessorReading(busy: 1400, total: 10_500))
    }

    @Test func `memory is in bytes`() {
        #expect(ProcText.memory(meminfo) == MemoryReading(total: 8_221_179_904, available: 6_165_884_928))
    }

    @Test func `averages are found by line and name`() {
        #expect(ProcText.pressure(pressure, "some", "avg300") == 33.33)
        #expect(ProcText.pressure(pressure, "full", "avg60") == 1.25)
        #expect(ProcText.pressure(pressure, "full", "avg900") == nil)
        #expect(ProcText.load15("0.52 0.58 0.59 1/1044 97\n") == 0.59)
        #expect(ProcText.uptime("12345.67 99999.99\n") == 12_345)
        #expect(ProcText.number("1000\n") == 1000)
        #expect(ProcText.number("-1\n") == -1)
    }

    @Test(arguments: [
        "", "\n", "cpu", "cpu  \n", "cpu  1 2 x 4\ncpu0 1", "cpu 1 2 3 4\n", "cpu0 1 2 3 4\n", "\u{0}\u{0}",
        "MemTotal: 1 kB",
        "MemTotal: 10 kB\nMemAvailable: 20 kB\n", "MemTotal: 99999999999999999999 kB\nMemAvailable: 1 kB",
        "some avg300=nan total=1", "some avg300=-1", "some avg300=1e9", "some avg300=", "0.1 0.2", "0.1 0.2 inf",
        "x y z",
    ])
    func `rubbish is no reading`(text: String) {
        #expect(ProcText.processor(text) == nil)
        #expect(ProcText.memory(text) == nil)
        #expect(ProcText.pressure(text, "some", "avg300") == nil)
        #expect(ProcText.load15(text) == nil)
    }

    @Test(arguments: [
        ("anon 4096\nfile 100000\nkernel 77\nshmem 10\nfile_mapped 6\ninactive_file 5\n", Int64(4112)),
        ("anon 1\n", 1), ("", nil), ("file 5\n", nil), ("anon x\n", nil), ("anon -1\n", nil), ("anon 1 2\n", nil),
    ])
    func `memory a control group holds`(text: String, bytes: Int64?) {
        #expect(ProcText.heldMemory(text) == bytes)
    }
}
