import DatasafeFormats

/// Damage under a right checksum: whoever made it knew the format.
extension HeaderDamage {
    func forged(_ kind: DamagedHeader.Kind, _ random: inout SplitMix) -> [UInt8] {
        var image = good
        // The first copy, the second one, or both.
        let targets = random.pick([[0], [1], [0, 1], [0, 1]])
        // With only one copy forged it may be the newer one, so that it is the one that counts.
        if targets.count == 1, random.below(2) == 0 {
            let sequence = random.pick([UInt64(1000), .max, 0, 1 << 63])
            image.put(HeaderImage.big(sequence), at: 16, targets[0])
            image.seal(targets[0])
        }
        switch kind {
        case .sequence:
            for copy in 0..<2 {
                image.put(HeaderImage.big(random.pick([0, 1, .max, .max - 1, 1 << 63, random.next()])), at: 16, copy)
                image.seal(copy)
            }
            if random.below(2) == 0 { image.setJSON(Array(renumbered(&random).text.utf8), targets[0]) }
        case .binary:
            for copy in targets { binary(&image, copy, &random) }
        case .jsonText:
            let text = DamagedJSON.text(good.json(0), &random)
            for copy in targets { image.setJSON(text, copy) }
        default:
            let text = Array(tree(kind, &random).text.utf8)
            for copy in targets { image.setJSON(text, copy) }
        }
        return image.bytes
    }

    private func binary(_ image: inout HeaderImage, _ copy: Int, _ random: inout SplitMix) {
        let length = UInt64(HeaderImage.copyLength)
        switch random.below(9) {
        case 0: image.put(HeaderImage.big(random.pick([1, 3, 0, 0xffff]), bytes: 2), at: 6, copy)
        case 1:
            let sizes = [0, 1, 4096, length - 1, length + 1, 2 * length, 4 << 20, (4 << 20) + 1, 1 << 63, .max]
            image.put(HeaderImage.big(random.pick(sizes)), at: 8, copy)
        case 2: image.put(HeaderImage.big(random.pick([0, 1, length, 2 * length, .max])), at: 256, copy)
        case 3:
            let names = ["sha512", "SHA256", "sha1", "", "crc32", "sha256x", String(repeating: "a", count: 32)]
            let name = Array(random.pick(names).utf8)
            image.put(name + [UInt8](repeating: 0, count: 32 - name.count), at: 72, copy)
        case 4: image.put(random.bytes(48), at: 24, copy)
        case 5: image.put(random.bytes(40), at: 168, copy)
        case 6: image.put(random.bytes(48), at: 208, copy)
        case 7: image.put(random.bytes(64), at: 104, copy)
        default: image.put(random.bytes(random.within(1, 3584)), at: 512, copy)
        }
        image.seal(copy)
    }

    private func tree(_ kind: DamagedHeader.Kind, _ random: inout SplitMix) -> JSONValue {
        switch kind {
        case .jsonSizes: sizes(&random)
        case .requirement: requirement(&random)
        case .reencrypt: reencrypt(&random)
        case .backup: backup(&random)
        case .cipher: cipher(&random)
        case .costs: costs(&random)
        case .tokens: tokens(&random)
        default: DamagedJSON.tree(root, &random)
        }
    }

    private func renumbered(_ random: inout SplitMix) -> JSONValue {
        root.setting(["tokens", "0", "number"], .number(String(random.within(1, 255))))
    }

    private func sizes(_ random: inout SplitMix) -> JSONValue {
        let numbers: [JSONValue] = [
            "0", "1", "4096", "32768", "36864", "290817", "548865", "16777216", "16777215", "1152921504606846976",
            "9223372036854775807", "18446744073709551615", "-4096", "4611686018427387904",
        ]
        let slot = random.pick(["0", "1"])
        let other: JSONValue = slot == "0" ? "290816" : "32768"
        return switch random.below(6) {
        case 0: root.setting(["keyslots", slot, "area", "offset"], other)
        case 1:
            root.setting(["keyslots", slot, "area", "offset"], random.pick(Array(numbers.filter { $0 != "32768" })))
        case 2: root.setting(["keyslots", slot, "area", "size"], random.pick(numbers))
        case 3: root.setting(["segments", "0", "offset"], random.pick(Array(numbers.filter { $0 != "16777216" })))
        case 4: root.setting(["segments", "0", "size"], random.pick(numbers))
        default: root.setting(["config", random.pick(["json_size", "keyslots_size"])], random.pick(numbers))
        }
    }

    private func requirement(_ random: inout SplitMix) -> JSONValue {
        let name: JSONValue = random.pick(["inline-hw-tags", "opal", "x", "", .number("1"), .null])
        let kind = random.pick(["mandatory", "optional", "x"])
        let list: JSONValue = random.pick([.array([name]), .array([name, name]), .array([name, "online-reencrypt"])])
        return root.setting(["config", "requirements"], .object([kind: list]))
    }

    private func reencrypt(_ random: inout SplitMix) -> JSONValue {
        let area: JSONValue = [
            "offset": "548864", "size": "16228352", "type": random.pick(["checksum", "none", "journal", "datashift"]),
            "hash": "sha256", "sector_size": 4096,
        ]
        let slot: JSONValue = [
            "type": "reencrypt", "key_size": 1, "mode": random.pick(["reencrypt", "decrypt", "encrypt"]),
            "direction": random.pick(["forward", "backward"]), "area": area, "af": ["type": "luks1"],
        ]
        let version = random.pick([
            "online-reencrypt", "online-reencrypt-v2", "online-reencrypt-v9", "offline-reencrypt",
        ])
        let marked = root.setting(["config", "requirements"], ["mandatory": [.string(version)]])
        return switch random.below(3) {
        case 0: marked
        case 1: root.setting(["keyslots", random.pick(["2", "31"])], slot)
        default: marked.setting(["keyslots", "2"], slot)
        }
    }

    /// Two segments more, as a re-encryption that was cut leaves them (CVE-2021-4122).
    private func backup(_ random: inout SplitMix) -> JSONValue {
        let segment = root[path: "segments", "0"] ?? .null
        let names = ["backup-final", "backup-previous", "backup-moved-segment", "in-reencryption"]
        let flagged = segment.setting(["flags"], .array([.string(random.pick(names))]))
        return switch random.below(4) {
        case 0: root.setting(["segments", "0"], flagged)
        case 1: root.setting(["segments", "1"], flagged)
        case 2:
            root.setting(["segments", "0", "flags"], random.pick(["backup-final", ["backup-final": true], 1, .null]))
        default:
            root.setting(["segments", "1"], flagged).setting(
                ["segments", "2"], segment.setting(["flags"], ["backup-previous"]))
        }
    }

    private func cipher(_ random: inout SplitMix) -> JSONValue {
        let ciphers: [JSONValue] = [
            "cipher_null-ecb", "aes-cbc-plain", "aes-xts-plain", "serpent-xts-plain64", "", .null,
        ]
        return switch random.below(7) {
        case 0: root.setting(["segments", "0", "encryption"], random.pick(ciphers))
        case 1:
            root.setting(["segments", "0", "sector_size"], random.pick([512, 0, -1, 8192, "4096", .number("4096.0")]))
        case 2: root.setting(["segments", "0", "iv_tweak"], random.pick(["1", "18446744073709551615", 0]))
        case 3: root.setting(["segments", "0", "type"], random.pick(["linear", "hw-opal", "hw-opal-crypt", ""]))
        case 4: root.setting(["segments", "0", "integrity"], ["type": "hmac(sha256)", "journal_encryption": "none"])
        case 5: root.setting(["keyslots", random.pick(["0", "1"]), "area", "encryption"], random.pick(ciphers))
        default:
            root.setting(["config", "flags"], random.pick([["allow-discards"], ["no-journal"], "x", .null, [.null]]))
        }
    }

    /// What makes whoever reads it work or allocate without end.
    private func costs(_ random: inout SplitMix) -> JSONValue {
        let slot = random.pick(["0", "1"])
        let huge: [JSONValue] = [2_147_483_647, .number("4294967295"), 536_870_912, 100_001, -1, 0, "64"]
        let long = JSONValue.string(String(repeating: "A", count: random.within(45, 2000)))
        return switch random.below(7) {
        case 0: root.setting(["keyslots", slot, "area", "key_size"], random.pick(huge))
        case 1: root.setting(["keyslots", slot, "key_size"], random.pick(huge.filter { $0 != "64" } + [32, 128]))
        case 2: root.setting(["keyslots", slot, "kdf", "iterations"], random.pick(huge + [1, 999]))
        case 3: root.setting(["digests", "0", "iterations"], random.pick(huge + [1, 999]))
        case 4: root.setting(["keyslots", slot, "kdf", "salt"], random.pick([long, "", "!", .null]))
        case 5:
            root.setting(
                ["keyslots", slot, "kdf"],
                ["type": "argon2id", "time": 4, "memory": 2_147_483_647, "cpus": 4, "salt": long])
        default:
            root.setting(
                ["keyslots", slot, "af", random.pick(["stripes", "hash", "type"])], random.pick([0, 2, "x"]))
        }
    }

    private func tokens(_ random: inout SplitMix) -> JSONValue {
        let first = root[path: "tokens", "0"] ?? .null
        let number = random.pick(["0", "1", "2", "3"])
        let field = random.pick(["type", "keyslots", "keyid", "boxid", "number", "role", "array", "state", "revoked"])
        return switch random.below(6) {
        case 0: root.setting(["tokens", number], first)
        case 1: root.setting(["tokens", number, field], random.pick(DamagedJSON.evil))
        case 2: root.setting(["tokens", random.pick(["5", "31", "32", "x"])], first)
        case 3:
            root.setting(["tokens", "7"], ["type": random.pick(["luks2-keyring", "../x", ""]), "keyslots": ["0"]])
        case 4: root.removing(["tokens", number])
        default:
            root.setting(["tokens", number, "keyslots"], random.pick([["0", "1"], [], ["31"], ["0", "0"], "0"]))
        }
    }
}

extension JSONValue {
    /// The same with the value at a path of keys set; what is missing on the way is made.
    func setting(_ path: [String], _ value: JSONValue) -> JSONValue {
        guard let key = path.first, case .object(var members) = self else { return self }
        members[key] = path.count == 1 ? value : (members[key] ?? [:]).setting(Array(path.dropFirst()), value)
        return .object(members)
    }

    /// The same without the value at a path of keys.
    func removing(_ path: [String]) -> JSONValue {
        guard let key = path.first, case .object(var members) = self else { return self }
        members[key] = path.count == 1 ? nil : members[key]?.removing(Array(path.dropFirst()))
        return .object(members)
    }
}
