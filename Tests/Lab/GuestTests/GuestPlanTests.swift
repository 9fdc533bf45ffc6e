import SystemPackage
import Testing

@testable import Guest

@Suite("What QEMU is told") struct GuestPlanTests {
    func plan(_ lane: GuestPlan.Lane) -> GuestPlan {
        var plan = GuestPlan(lane: lane, sockets: "/tmp/s", records: "/tmp/r")
        plan.systemDisk = .file("/tmp/system.qcow2", format: "qcow2")
        plan.ports = Ports(web: 8443, redirect: 8080, hub: 9443, vault: 9444, smb: 9445, nfs: 9446)
        plan.dataDisks = [Part(name: "data1", kind: .dataDisk, file: "/tmp/d1", serial: "DATA0001", bay: 0)]
        return plan
    }

    @Test("Both lanes: TCG, own disks, loopback only") func common() throws {
        for lane in [
            GuestPlan.Lane.uefi(code: "/c", variables: "/v"),
            .direct(kernel: "/k", initrd: "/i", commandLine: "roothash=00 quiet"),
        ] {
            let words = try plan(lane).arguments()
            let line = words.joined(separator: "\n")
            #expect(line.contains("tcg,thread=multi,tb-size=512"))
            #expect(line.contains("restrict=on"))
            #expect(line.contains("hostfwd=tcp:127.0.0.1:8443-:443"))
            #expect(line.contains("guestfwd=tcp:10.0.2.100:8443-cmd:/usr/bin/socat -lf/dev/null - TCP:127.0.0.1:9443"))
            #expect(!line.contains("hostfwd=tcp::"))
            #expect(line.contains(#""device_id":"DATA0001""#))
            #expect(words.contains("-append") == (words.contains("-kernel")))
            #expect(line.contains(#""bootindex":0"#) != words.contains("-kernel"))
            #expect(!line.contains("vmgenid") && !line.contains("set_credential"))
        }
    }

    @Test("A disk of a server has a cache the box knows of, and its errors reach the box") func served() throws {
        var plan = plan(.uefi(code: "/c", variables: "/v"))
        plan.systemDisk = .server(socket: "/tmp/nbd", export: "system")
        plan.dataDisks[0].source = .server(socket: "/tmp/nbd", export: "data1")
        let words = try plan.arguments()
        for name in ["system", "data1"] {
            let node = words.first { $0.contains(#""node-name":"\#(name)""#) }
            #expect(node?.contains(#""driver":"nbd""#) == true && node?.contains(#""path":"/tmp/nbd""#) == true)
            let device = words.first { $0.contains(#""drive":"\#(name)""#) }
            #expect(device?.contains(#""write-cache":"on""#) == true && device?.contains(#""werror":"report""#) == true)
        }
    }

    @Test("The lab's words to the box stand on the command line of a direct start only") func credentials() throws {
        let words = "quiet systemd.import_credentials=no panic=10"
        for lane in [
            GuestPlan.Lane.uefi(code: "/c", variables: "/v"), .direct(kernel: "/k", initrd: "/i", commandLine: words),
        ] {
            var plan = plan(lane)
            plan.credentials = ["a.b": "[Mount]\n"]
            plan.isForked = true
            let line = try plan.arguments().joined(separator: "\n")
            let isDirect = line.contains("-kernel")
            #expect(line.contains("quiet panic=10 systemd.set_credential_binary=a.b:W01vdW50XQo=") == isDirect)
            #expect(!line.contains("import_credentials"))
            #expect(line.contains("vmgenid,guid=auto"))
        }
    }

    @Test("An emulated direct start is spared page table isolation, every other takes the image's words") func words()
        throws
    {
        for (accelerator, words) in [("tcg", "quiet panic=10"), ("kvm", "quiet pti=on panic=10")] {
            var plan = plan(.direct(kernel: "/k", initrd: "/i", commandLine: "quiet pti=on panic=10"))
            plan.accelerator = accelerator
            #expect(try plan.arguments().contains(words))
        }
    }

    @Test("Processor time and memory are read from what the kernel writes") func use() throws {
        let stat = "77 (qemu) x) S 1 77 77 0 -1 4194560 1 0 0 0 1234 66 5 7 20 0 4 0 99 1 1"
        let use = try ProcessUse(stat: stat, status: "Name:\tq\nVmRSS:\t   2048 kB\n")
        #expect(use.processor == .milliseconds(13_000))
        #expect(use.endedChildren == .milliseconds(120))
        #expect(use.residentBytes == 2 << 20)
        #expect(throws: GuestError(.malformed, "stat")) { try ProcessUse(stat: "1 (x) S", status: "") }
        #expect(throws: GuestError(.ended, "process 0")) { try ProcessUse(of: 0) }
    }

    @Test(
        "Versions are numbers, not text",
        arguments: [
            ("1.9.0", "1.10.0", true), ("1.10.0", "1.9.0", false), ("1.0", "1.0", false), ("1", "1.0.1", true),
        ])
    func versions(left: String, right: String, older: Bool) {
        #expect(ImageFiles.isOlder(left, right) == older)
    }
}
