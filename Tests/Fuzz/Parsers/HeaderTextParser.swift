import Damage
import DatasafeCore

@testable import DatasafeFormats

/// The JSON of a header whose checksums are right.
enum HeaderTextParser: FuzzParser {
    static let name = "header-json"
    static let longest = 12_288

    static func outcome(_ bytes: [UInt8]) -> String {
        let header: LUKS2Header
        do throws(FormatError) {
            header = try LUKS2Header(
                copy: LUKS2Copy(sequence: 1, label: "", uuid: "", subsystem: "", json: Array(bytes.prefix { $0 != 0 })))
        } catch {
            return error.code.rawValue
        }
        for area in header.pinnedAreas { hold(area.upperBound <= 1 << 61, "an area without end") }
        for token in header.keyTokens.values { hold(token.json.utf8.count < 4096, "a token without end") }
        hold(header.says(bytes.prefix { $0 != 0 } + []), "a header that says something else than it says")
        hold(header.isContainer(of: header) || header.digests[0] == nil, "a header of another container than its own")
        let findings = header.findings(boxID: StickImage.box, array: HeaderParser.array)
        guard findings.isEmpty else { return findings[0].code }
        // What may be opened has our shape: nothing libcryptsetup could follow elsewhere, nothing it could choke on.
        hold(
            header.keyslots.values.allSatisfy { $0.areaKeyBytes == 64 && $0.keyBytes == 64 }, "a key of another length")
        hold(header.segments.count == 1 && header.requirements.isEmpty, "more than one segment")
        return "opens"
    }

    /// What a box's own container says, with made-up salts.
    static let good: JSONValue = {
        let salt: JSONValue = .string(String(repeating: "A", count: 43) + "=")
        func keyslot(_ offset: String) -> JSONValue {
            [
                "type": "luks2", "key_size": 64, "af": ["type": "luks1", "stripes": 4000, "hash": "sha256"],
                "area": [
                    "type": "raw", "offset": .string(offset), "size": "258048", "encryption": "aes-xts-plain64",
                    "key_size": 64,
                ],
                "kdf": ["type": "pbkdf2", "hash": "sha256", "iterations": 1000, "salt": salt],
            ]
        }
        var tokens: [String: JSONValue] = [:]
        let array = LUKS2ArrayToken(
            boxID: StickImage.box, array: HeaderParser.array, state: .ready, revoked: Array(StickImage.revoked))
        for (index, json) in (StickImage.enrolled.map { LUKS2KeyToken($0).json } + [array.json]).enumerated() {
            do { tokens[String(index)] = try JSONValue(json: Array(json.utf8)) } catch { tokens["x"] = .null }
        }
        return [
            "keyslots": ["0": keyslot("32768"), "1": keyslot("290816")], "tokens": .object(tokens),
            "segments": [
                "0": [
                    "type": "crypt", "offset": "16777216", "size": "dynamic", "iv_tweak": "0",
                    "encryption": "aes-xts-plain64", "sector_size": 4096,
                ]
            ],
            "digests": [
                "0": [
                    "type": "pbkdf2", "keyslots": ["0", "1"], "segments": ["0"], "hash": "sha256", "iterations": 1000,
                    "salt": salt, "digest": salt,
                ]
            ],
            "config": ["json_size": "12288", "keyslots_size": "16744448"],
        ]
    }()

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        func forged(_ from: String, _ to: String) -> [UInt8] {
            let text = good.text
            guard let range = text.ranges(of: from).first else { return [] }
            return Array((text[..<range.lowerBound] + to + text[range.upperBound...]).utf8)
        }
        return [
            ("whole", Array(good.text.utf8)),
            ("reencryption", forged(#""config":{"#, #""config":{"requirements":{"x":["online-reencrypt-v2"]},"#)),
            ("unknown-requirement", forged(#""config":{"#, #""config":{"requirements":{"mandatory":["opal"]},"#)),
            ("reencrypt-keyslot", forged(#""type":"luks2""#, #""type":"reencrypt""#)),
            ("backup-segment", forged(#""sector_size":4096"#, #""sector_size":4096,"flags":["backup-final"]"#)),
            ("huge-area-key", forged(#""key_size":64,"offset""#, #""key_size":2147483647,"offset""#)),
            ("edge-of-areas", forged(#""offset":"290816""#, #""offset":"1152921504606846976""#)),
            ("beyond-numbers", forged(#""offset":"290816""#, #""offset":"9223372036854775808""#)),
            ("twice", forged(#""config":{"#, #""config":{"a":1,"a":2,"#)),
            ("deep", forged(#""config":{"#, #""config":{"a":[[[[[[[[[]]]]]]]]],"#)), ("empty", Array("{}".utf8)),
        ]
    }
}
