import DatasafeCore
import DatasafeFormats

/// JSON as every reader of this room takes it.
enum JSONParser: FuzzParser {
    static let name = "json"
    static let longest = 4096

    static func outcome(_ bytes: [UInt8]) -> String {
        do throws(FormatError) {
            let value = try JSONValue(json: bytes)
            hold(try JSONValue(json: Array(value.text.utf8)) == value, "a value that is not what it was written as")
            _ = [value.int, value.looseInt]
            return "reads"
        } catch {
            return error.code.rawValue
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        let inputs: [(String, String)] = [
            ("all", #"{"a":[1,-2.5e3,true,false,null,"\u00e4\ud83d\ude00\n",{}],"b":""}"#), ("number", "-0.1E+9"),
            ("lone-surrogate", #""\ud800x""#), ("twice", #"{"a":1,"a":2}"#),
            ("deep", String(repeating: "[", count: 40) + String(repeating: "]", count: 40)), ("cut", #"{"a":"#),
        ]
        return inputs.map { ($0, Array($1.utf8)) }
    }
}

/// What a person types from the paper copy of the backup key. First byte: 0 = words, else digits.
enum PaperParser: FuzzParser {
    static let name = "paper"
    static let longest = 1024

    static func outcome(_ bytes: [UInt8]) -> String {
        guard let kind = bytes.first else { return "nothing" }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        do throws(BackupKeyPaper.Fault) {
            let key = try kind == 0 ? BackupKeyPaper.key(words: text) : BackupKeyPaper.key(text: text)
            hold(key.count == BackupKeyPaper.keyLength, "a key of another length")
            return "reads"
        } catch {
            switch error {
            case .count: return "count"
            case .unknownWord(_, _, let near): return near.isEmpty ? "unknown" : "near"
            case .check: return "check"
            case .digits: return "digits"
            }
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        var key = SecretBytes(count: BackupKeyPaper.keyLength)
        key.withUnsafeMutableBytes { for index in $0.indices { $0[index] = UInt8(index) &* 3 } }
        let words = BackupKeyPaper.words(of: key)
        let digits = BackupKeyPaper.text(of: key)
        return [
            ("words", [0] + Array(words.joined(separator: " ").utf8)), ("digits", [1] + Array(digits.utf8)),
            ("one-missing", [0] + Array(words.dropLast().joined(separator: ", ").utf8)),
            ("swapped", [0] + Array(([words[1], words[0]] + words.dropFirst(2)).joined(separator: "\n").utf8)),
            ("unknown-word", [0] + Array((["müll"] + words.dropFirst()).joined(separator: " ").utf8)),
        ]
    }
}

/// What the hub unpacks before it can check a signature.
enum GzipParser: FuzzParser {
    static let name = "gzip"
    static let longest = 2048
    private static let limit = 65_536

    static func outcome(_ bytes: [UInt8]) -> String {
        do throws(Gunzip.Fault) {
            let content = try Gunzip.bytes(of: bytes, limit: limit)
            hold(content.count <= limit, "more than the limit")
            hold(try Gunzip.bytes(of: Deflate.gzip(content), limit: limit) == content, "content that is not kept")
            return "reads"
        } catch {
            return error.rawValue
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        let text = Array("a heartbeat, a heartbeat, a heartbeat of a box".utf8)
        let good = Deflate.gzip(text)
        return [
            ("text", good), ("empty", Deflate.gzip([])), ("cut", Array(good.dropLast(3))), ("behind", good + [0]),
            ("large", Deflate.gzip([UInt8](repeating: 0, count: limit + 1))),
        ]
    }
}

/// A beat as the hub reads it, a reply as the box does. First byte: 0 = beat, else reply.
enum BeatParser: FuzzParser {
    static let name = "beat"
    static let longest = 4096

    static func outcome(_ bytes: [UInt8]) -> String {
        guard let kind = bytes.first else { return "nothing" }
        let rest = Array(bytes.dropFirst())
        if kind != 0 {
            guard let reply = HubReply(rest) else { return "no reply" }
            hold(HubReply.intervals.contains(reply.next), "an interval outside of its bounds")
            return "reads"
        }
        do throws(HeartbeatError) {
            let reading = try HeartbeatReading(rest)
            hold(try HeartbeatReading(reading.beat.written()).beat == reading.beat, "a beat that is not kept")
            return "reads"
        } catch {
            return error.code.rawValue
        }
    }

    static func seeds() throws -> [(what: String, bytes: [UInt8])] {
        let at = Instant(seconds: 1_795_000_000)
        let beat = Heartbeat(
            kind: .full, software: "2026.11.1", phase: .openDegraded, device: "0f8fad5b-d9cb-469f-a165-70867728950e",
            boot: "0badcafe", seq: 812, at: at, uptime: 7200, offset: -12,
            inventory: BeatInventory(disks: 2, members: 2, backups: 3),
            checks: [BeatCheck(id: "raid.members", state: 2, value: 1, since: at, reason: "RAID-NO-COPY")],
            events: [BeatEvent(number: 8, kind: .restart, id: "", state: 0, value: nil, reason: "", at: at)],
            audit: BeatAudit(lines: 90, head: String(repeating: "ab", count: 32)))
        let text = try beat.written()
        let reply = #"{"ok":7,"next":300,"now":"2026-11-21T20:00:03Z","min_v":1,"cmds":["beat"]}"#
        return [
            ("beat", [0] + text), ("cut", [0] + text.prefix(100)), ("reply", [1] + Array(reply.utf8)),
            ("edge-reply", [1] + Array(reply.replacing("300", with: "9223372036854775807").utf8)),
        ]
    }
}
