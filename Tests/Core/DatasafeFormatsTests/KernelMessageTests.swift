import DatasafeFormats
import Testing

@Suite struct KernelMessageTests {
    @Test func `a record with fields`() throws {
        let text = "3,739,32413319,-,caller=T12;I/O error, dev sda, sector 5\\x09x\n SUBSYSTEM=block\n DEVICE=b8:0\n"
        let message = try KernelMessage(record: Array(text.utf8))
        #expect(message.level == 3 && message.facility == 0 && message.sequence == 739)
        #expect(message.microseconds == 32_413_319 && message.text == "I/O error, dev sda, sector 5 x")
        #expect(message.fields == ["SUBSYSTEM": "block", "DEVICE": "b8:0"])
    }

    @Test(arguments: ["", "x", "1,2,3;text", ";", "a,1,2,-;t", "1,b,2,-;t", "99999,1,2,-;t", "6,1,2,-"])
    func `anything else is refused`(record: String) {
        #expect(throws: FormatError(.syntax, "kernel message")) { try KernelMessage(record: Array(record.utf8)) }
    }

    @Test func `limits and broken bytes`() throws {
        #expect(throws: FormatError(.tooLong, "kernel message")) {
            try KernelMessage(record: [UInt8](repeating: 0x41, count: 9000))
        }
        let message = try KernelMessage(record: Array("6,1,2,-;a\\xc3\\xa4\\xzz\\x".utf8) + [0xff, 0x1b])
        #expect(message.text.hasPrefix("aä\\xzz\\x") && !message.text.contains("\u{1b}"))
    }
}

@Suite struct KernelEventTests {
    static func event(_ text: String, facility: Int = 0) throws -> KernelEvent? {
        KernelEvent(try KernelMessage(record: Array("\(facility * 8 + 3),1,2,-;\(text)\n".utf8)))
    }

    @Test(
        arguments: [
            (
                "md/raid1:md127: read error corrected (8 sectors at 81264 on dm-1)",
                .mdReadCorrected(array: "md127", device: "dm-1", sector: 81264, sectors: 8)
            ),
            (
                "md/raid10:md127: read error corrected (8 sectors at 2048 on dm-3)",
                .mdReadCorrected(array: "md127", device: "dm-3", sector: 2048, sectors: 8)
            ),
            (
                "md/raid1:md127: Disk failure on dm-1, disabling device.\\x0amd/raid1:md127: Operation continuing on 1 devices.",
                .mdMemberFailed(array: "md127", device: "dm-1")
            ),
            (
                "md/raid1:md127: dm-1: unrecoverable I/O read error for block 4096",
                .mdUnreadable(array: "md127", device: "dm-1")
            ),
            (
                "device-mapper: integrity: dm-1: Checksum failed at sector 0x13070",
                .integrityMismatch(device: "dm-1", sector: 0x13070)
            ),
            (
                "device-mapper: integrity: Checksum failed at sector 0xe228",
                .integrityMismatch(device: "", sector: 0xe228)
            ),
            (
                "I/O error, dev sda, sector 5242880 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2",
                .ioError(device: "sda", sector: 5_242_880, isMedium: false, isRead: true)
            ),
            (
                "critical medium error, dev sdb, sector 12 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2",
                .ioError(device: "sdb", sector: 12, isMedium: true, isRead: true)
            ),
            (
                "blk_update_request: critical target error, dev nvme0n1, sector 0 op 0x9:(WRITE_ZEROES)",
                .ioError(device: "nvme0n1", sector: 0, isMedium: false, isRead: false)
            ),
            (
                "I/O error, dev sda, sector 8 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 2",
                .ioError(device: "sda", sector: 8, isMedium: false, isRead: false)
            ),
            (
                "device offline error, dev sda, sector 8 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2",
                .ioError(device: "sda", sector: 8, isMedium: false, isRead: false)
            ),
            (
                "Buffer I/O error on dev sdc, logical block 7, async page read",
                .ioError(device: "sdc", sector: 7, isMedium: false, isRead: false)
            ),
            (
                "BTRFS warning (device dm-4): csum failed root 5 ino 257 off 0 csum 0x98f9 expected csum 0x1 mirror 1",
                .btrfsCorruption(device: "dm-4")
            ),
            (
                "BTRFS error (device dm-4): bdev /dev/mapper/data errs: wr 0, rd 0, flush 0, corrupt 1, gen 0",
                .btrfsError(device: "dm-4")
            ),
            (
                "BTRFS: error (device dm-4) in btrfs_commit_transaction:2442: errno=-5 IO failure",
                .btrfsError(device: "dm-4")
            ),
            ("BTRFS info (device dm-4 state EA): forced readonly", .readOnly(device: "dm-4")),
            ("BTRFS critical (device dm-4 state A): corrupt leaf", .btrfsError(device: "dm-4")),
            ("EXT4-fs (sda3): Remounting filesystem read-only", .readOnly(device: "sda3")),
            (
                "Out of memory: Killed process 812 (datasafe) total-vm:1kB, anon-rss:1kB",
                .outOfMemory(process: "datasafe")
            ),
            ("Memory cgroup out of memory: Killed process 9 (restic) total-vm:1kB", .outOfMemory(process: "restic")),
            ("mce: [Hardware Error]: Machine check events logged", .hardware(isCorrected: true)),
            ("{1}[Hardware Error]:   error_type: 3, Uncorrected", .hardware(isCorrected: false)),
            ("EDAC MC0: 1 CE memory read error on CPU_SrcID#0", .hardware(isCorrected: true)),
            ("EDAC MC0: 1 UE memory scrubbing error", .hardware(isCorrected: false)),
            ("BUG: unable to handle page fault for address: ffff", .oops),
            ("Oops: 0000 [#1] PREEMPT SMP", .oops), ("watchdog: BUG: soft lockup - CPU#0 stuck for 26s!", .oops),
        ] as [(String, KernelEvent)])
    func `what the kernel says`(text: String, event: KernelEvent) throws {
        #expect(try Self.event(text) == event)
    }

    @Test(arguments: [
        "md: md127: data-check done.", "md/raid1:md127: active with 2 out of 2 mirrors", "md/raid1:", "md/raid1:x",
        "md/raid1:md127: not clean -- starting background reconstruction", "md/raid1:md127: read error corrected (x",
        "device-mapper: integrity: dm-1: something else", "BTRFS info (device dm-4): first mount of filesystem",
        "BTRFS warning (device dm-4): devid 1 is nearly full", "BTRFS: device fsid", "BTRFS error (device",
        "EDAC MC: Ver: 3.0.0", "I/O error, dev ", "I/O error, dev sda, sector x", "usb 1-1: new high-speed USB device",
        "Out of memory: Killed process x", "[Hardware Error]: CPU:0", "",
    ])
    func `what is nothing of the kind`(text: String) throws {
        #expect(try Self.event(text) == nil)
    }

    @Test func `a program that writes into the log is not believed`() throws {
        let text = "md/raid1:md127: Disk failure on dm-1, disabling device."
        #expect(try Self.event(text, facility: 1) == nil && Self.event(text, facility: 3) == nil)
    }

    @Test func `each event has a counter of the storage fact`() throws {
        let texts = [
            "md/raid1:m: Disk failure on d, x", "device-mapper: integrity: d: Checksum failed at sector 0x1",
            "I/O error, dev sda, sector 1", "BTRFS error (device d): x", "Out of memory: Killed process 1 (a)",
            "EDAC MC0: 1 UE x",
        ]
        #expect(try texts.map { try Self.event($0)?.counter } == ["md", "integrity", "io", "btrfs", "oom", "mce"])
    }

    @Test(arguments: [
        ("I/O error, dev sdb, sector 2048 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0", "sdb"),
        ("critical medium error, dev nvme0n1, sector 8 op 0x0:(READ) flags 0x0", "nvme0n1"),
        ("device-mapper: integrity: dm-3: Checksum failed at sector 0x1200", "dm-3"),
        ("md/raid1:md127: read error corrected (8 sectors at 64 on dm-2)", "dm-2"),
        ("md/raid1:md127: Disk failure on dm-2, disabling device.", "dm-2"),
        ("BTRFS info (device dm-4 state EA): forced readonly", nil),
        ("Out of memory: Killed process 12 (web)", nil),
    ])
    func `which disk is looked at at once`(text: String, device: String?) throws {
        let message = try KernelMessage(record: Array("3,100,5000000,-;\(text)".utf8))
        #expect(try #require(KernelEvent(message)).sickDevice == device)
    }
}
