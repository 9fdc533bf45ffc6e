import DatasafeCore
import DatasafeFormats

/// A report of smartctl, judged three times over the years.
enum SmartParser: FuzzParser {
    static let name = "smart"
    static let longest = 8192

    static func outcome(_ bytes: [UInt8]) -> String {
        let report = SmartReport(json: bytes, exitStatus: nil)
        for text in [report.model, report.serial, report.firmware].compactMap({ $0 }) {
            hold(text.utf8.count <= DiskText.limit, "a text without end")
            hold(text.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "a text with control characters")
        }
        var watch = SmartWatch()
        var level = ""
        for seconds in [0, 90_000, 3_456_000] as [Int64] {
            let verdict = watch.judge(report.values, at: Instant(seconds: 1_795_000_000 + seconds), sawIOErrors: true)
            level = "\(verdict.level)"
        }
        watch.acknowledge()
        return report.fault?.code.rawValue ?? level
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        let head = #"{"json_format_version":[1,0],"smartctl":{"version":[7,4],"exit_status":0},"#
        let ata =
            head
            + #""device":{"name":"/dev/sda","protocol":"ATA"},"model_name":"M 1","serial_number":"S1","wwn":{"naa":5,"#
            + #""oui":3152,"id":41398},"user_capacity":{"bytes":4000787030016},"smart_status":{"passed":true},"#
            + #""ata_smart_attributes":{"table":[{"id":5,"name":"Reallocated_Sector_Ct","when_failed":"","raw":{"value":3,"#
            + #""string":"3"}},{"id":188,"name":"Command_Timeout","raw":{"value":17180131332,"string":"4 4 4"}}]},"#
            + #""temperature":{"current":31},"power_on_time":{"hours":9},"ata_smart_self_test_log":{"standard":{"table":"#
            + #"[{"status":{"value":0,"passed":true}}]}}}"#
        let nvme =
            head
            + #""device":{"protocol":"NVMe"},"model_name":"N","smart_status":{"passed":true},"#
            + #""nvme_smart_health_information_log":{"critical_warning":0,"temperature":40,"available_spare":100,"#
            + #""available_spare_threshold":10,"percentage_used":3,"media_errors":0,"power_on_hours":12}}"#
        let scsi =
            head
            + #""device":{"protocol":"SCSI"},"smart_status":{"passed":true},"scsi_grown_defect_list":0,"#
            + #""scsi_error_counter_log":{"read":{"total_uncorrected_errors":0},"write":{"total_uncorrected_errors":1}}}"#
        return [
            ("ata", Array(ata.utf8)), ("nvme", Array(nvme.utf8)), ("scsi", Array(scsi.utf8)),
            ("edge", Array(nvme.replacing(":3,", with: ":9223372036854775807,").utf8)),
            ("failed", Array(nvme.replacing("true", with: "false").utf8)), ("cut", Array(ata.prefix(300).utf8)),
        ]
    }
}

/// One record of the kernel's log.
enum KernelParser: FuzzParser {
    static let name = "kernel"
    static let longest = 1024

    static func outcome(_ bytes: [UInt8]) -> String {
        do throws(FormatError) {
            let message = try KernelMessage(record: bytes)
            hold(!message.text.utf8.contains { $0 < 0x20 || $0 == 0x7f }, "control characters in a message")
            return KernelEvent(message)?.counter ?? "reads"
        } catch {
            return error.code.rawValue
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        [
            ("healed", "3,739,32413319,-;md/raid1:md127: read error corrected (8 sectors at 81264 on dm-1)\n A=b\n"),
            ("dropped", "2,7,8,-;md/raid1:md127: Disk failure on dm-1, disabling device."),
            ("rot", "3,739,32413319,-;device-mapper: integrity: dm-1: Checksum failed at sector 0x13070"),
            ("disk", "3,7,8,-;critical medium error, dev sda, sector 4711 op 0x0:(READ) flags 0x0"),
            ("btrfs", "4,1,2,-;BTRFS warning (device dm-4 state EA): csum failed root 5 ino 257 off 0"),
            ("read-only", "2,1,2,-;EXT4-fs (sda1): Remounting filesystem read-only"),
            ("memory", "3,1,2,-;Out of memory: Killed process 4711 (x) total-vm:1kB"),
            ("machine", "0,1,2,-;mce: [Hardware Error]: Machine check events logged"),
            ("oops", "1,1,2,-;BUG: kernel NULL pointer\\x0a dereference"), ("edge", "1023,18446744073709551615,0,c;"),
        ].map { ($0, Array($1.utf8)) }
    }
}

/// Error counters and room of a btrfs volume, and the line about a replacement. First byte: 0 = counters, 2 =
/// replacement, else room.
enum BtrfsParser: FuzzParser {
    static let name = "btrfs"
    static let longest = 4096

    static func outcome(_ bytes: [UInt8]) -> String {
        guard let kind = bytes.first else { return "nothing" }
        let rest = Array(bytes.dropFirst())
        do throws(FormatError) {
            if kind == 0 {
                let stats = try BtrfsDeviceStats.read(json: rest)
                let sum = stats.reduce(0) { $0 + $1.corruptionErrors + $1.generationErrors + $1.writeErrors }
                return sum > 0 ? "errors" : "clean"
            }
            if kind == 2 {
                let status = try BtrfsReplaceStatus(text: String(decoding: rest, as: UTF8.self))
                hold((0...1000).contains(status.permille) && status.writeErrors >= 0, "more than all")
                return status.state.rawValue
            }
            let usage = try BtrfsUsage(text: String(decoding: rest, as: UTF8.self))
            hold((0...100).contains(usage.metadataPercent), "more than all")
            return "reads"
        } catch {
            return error.code.rawValue
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        let stats = #"""
            {"__header":{"version":"1"},"device-stats":[{"device":"/dev/mapper/data","devid":"1","write_io_errs":"0",
            "read_io_errs":"0","flush_io_errs":"0","corruption_errs":"0","generation_errs":0}]}
            """#
        let usage = """
            Overall:
                Device size: 130023424
                Device unallocated: 8388608
                Used: 21331968
                Free (estimated): 16777216 (min: 16777216)
            Data,single: Size:37748736, Used:20971520 (55.56%)
            Metadata,DUP: Size:33554432, Used:163840 (0.49%)
            """
        return [
            ("counters", [0] + Array(stats.utf8)), ("room", [1] + Array(usage.utf8)),
            ("edge-counters", [0] + Array(stats.replacing(#""0""#, with: #""9223372036854775807""#).utf8)),
            ("replacement", [2] + Array("45.7% done, 0 write errs, 0 uncorr. read errs".utf8)),
            ("edge-replacement", [2] + Array("99.99999% done, 9223372036854775807 write errs".utf8)),
            ("edge-room", [1] + Array(usage.replacing("163840", with: "9223372036854775807").utf8)),
        ]
    }
}

/// Texts of /sys/block/mdX/md with zero bytes between, then a line of `dmsetup status`.
enum StatusParser: FuzzParser {
    static let name = "status"
    static let longest = 512

    static func outcome(_ bytes: [UInt8]) -> String {
        let texts = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard texts.count >= 6 else { return "nothing" }
        do throws(FormatError) {
            let status = try MDStatus(
                degraded: texts[0], action: texts[1], completed: texts[2], mismatches: texts[3], arrayState: texts[4])
            hold((0...100).contains(status.progress.percent ?? 0), "more than all")
            let integrity = try IntegrityStatus(line: texts[5])
            return "\(status.state) \(integrity.isRecalculating ? "recalculating" : "ready")"
        } catch {
            return error.code.rawValue
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        [
            ("clean", "0\0idle\0none\00\0clean\0i-vdb: 0 365504 integrity 3 365504 365504"),
            ("recovering", "1\n\0recover\n\012 / 17\n\00\n\0active\n\00 365504 integrity 3 365504 12"),
            ("edge", "0\0check\018446744073709551615 / 1\00\0clean\00 1 integrity 0 1 -"),
        ].map { ($0, Array($1.utf8)) }
    }
}
