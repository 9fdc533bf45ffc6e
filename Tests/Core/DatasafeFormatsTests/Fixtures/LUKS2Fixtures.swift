import DatasafeFormats

/// A LUKS2 header as cryptsetup 2.6.1 wrote it on a plain file, with the parameters of a box, two keyslots, our tokens, and
/// random keys nobody kept. Kept are JSON, salts and the SHA-256 of all 32 KiB; the rest follows from them.
enum LUKS2Fixtures {
    /// The JSON text.
    static let json = #"""
        {"keyslots":{"0":{"type":"luks2","key_size":64,"af":{"type":"luks1","stripes":4000,"hash":"sha256"},\#
        "area":{"type":"raw","offset":"32768","size":"258048","encryption":"aes-xts-plain64","key_size":64},\#
        "kdf":{"type":"pbkdf2","hash":"sha256","iterations":1000,"salt":"Fz9it7/xof600QI+bKxDYv4aeuqfl3w4qtT\#
        9mh096SU="}},"1":{"type":"luks2","key_size":64,"af":{"type":"luks1","stripes":4000,"hash":"sha256"},\#
        "area":{"type":"raw","offset":"290816","size":"258048","encryption":"aes-xts-plain64","key_size":64}\#
        ,"kdf":{"type":"pbkdf2","hash":"sha256","iterations":1000,"salt":"QNsOFUFa7E4XqqAB2tch8pIWMuQCE/S560\#
        edEwvzpbE="}}},"tokens":{"0":{"type":"datasafe-key","keyslots":["0"],"keyid":"0000000000000000000000\#
        0000000001","boxid":"00112233445566778899aabbccddeeff","number":1},"1":{"type":"datasafe-key","keysl\#
        ots":["1"],"keyid":"00000000000000000000000000000002","boxid":"00112233445566778899aabbccddeeff","nu\#
        mber":2},"2":{"type":"datasafe-key","keyslots":[],"keyid":"000000000000000000000000000000b1","boxid"\#
        :"00112233445566778899aabbccddeeff","number":1,"role":"backup"},"3":{"type":"datasafe-array","keyslo\#
        ts":[],"boxid":"00112233445566778899aabbccddeeff","array":"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf","state"\#
        :"ready","revoked":["000000000000000000000000000000ff"]}},"segments":{"0":{"type":"crypt","offset":"\#
        16777216","size":"dynamic","iv_tweak":"0","encryption":"aes-xts-plain64","sector_size":4096}},"diges\#
        ts":{"0":{"type":"pbkdf2","keyslots":["0","1"],"segments":["0"],"hash":"sha256","iterations":1000,"s\#
        alt":"YJSfy5XcrFHjDB0IkOL0LdKJhT43CtoBcmSzLE1Y25s=","digest":"KiXArH+rHT8ZLzsfz6wKrcAjfVvKXI774B4zrL\#
        NdBKU="}},"config":{"json_size":"12288","keyslots_size":"16744448"}}
        """#
    /// The JSON text after `cryptsetup reencrypt --init-only`.
    static let reencryptJSON = #"""
        {"keyslots":{"0":{"type":"luks2","key_size":64,"af":{"type":"luks1","stripes":4000,"hash":"sha256"},\#
        "area":{"type":"raw","offset":"32768","size":"258048","encryption":"aes-xts-plain64","key_size":64},\#
        "kdf":{"type":"pbkdf2","hash":"sha256","iterations":1000,"salt":"Fz9it7/xof600QI+bKxDYv4aeuqfl3w4qtT\#
        9mh096SU="}},"1":{"type":"luks2","key_size":64,"af":{"type":"luks1","stripes":4000,"hash":"sha256"},\#
        "area":{"type":"raw","offset":"290816","size":"258048","encryption":"aes-xts-plain64","key_size":64}\#
        ,"kdf":{"type":"pbkdf2","hash":"sha256","iterations":1000,"salt":"QNsOFUFa7E4XqqAB2tch8pIWMuQCE/S560\#
        edEwvzpbE="}},"2":{"type":"luks2","key_size":64,"af":{"type":"luks1","stripes":4000,"hash":"sha256"}\#
        ,"area":{"type":"raw","offset":"548864","size":"258048","encryption":"aes-xts-plain64","key_size":64\#
        },"kdf":{"type":"pbkdf2","hash":"sha256","iterations":1000,"salt":"6ADqYagCbOrOqVq7AEyrHNUwaXbX076Kc\#
        PnIhmYJ/o0="}},"3":{"area":{"offset":"806912","size":"15970304","type":"checksum","hash":"sha256","s\#
        ector_size":4096},"type":"reencrypt","key_size":1,"mode":"reencrypt","direction":"forward","priority\#
        ":0}},"tokens":{"0":{"type":"datasafe-key","keyslots":["0","2"],"keyid":"000000000000000000000000000\#
        00001","boxid":"00112233445566778899aabbccddeeff","number":1},"1":{"type":"datasafe-key","keyslots":\#
        ["1"],"keyid":"00000000000000000000000000000002","boxid":"00112233445566778899aabbccddeeff","number"\#
        :2},"2":{"type":"datasafe-key","keyslots":[],"keyid":"000000000000000000000000000000b1","boxid":"001\#
        12233445566778899aabbccddeeff","number":1,"role":"backup"},"3":{"type":"datasafe-array","keyslots":[\#
        ],"boxid":"00112233445566778899aabbccddeeff","array":"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf","state":"rea\#
        dy","revoked":["000000000000000000000000000000ff"]}},"segments":{"0":{"type":"crypt","offset":"16777\#
        216","size":"dynamic","iv_tweak":"0","encryption":"aes-xts-plain64","sector_size":4096},"1":{"type":\#
        "crypt","offset":"16777216","size":"dynamic","iv_tweak":"0","encryption":"aes-xts-plain64","sector_s\#
        ize":4096,"flags":["backup-previous"]},"2":{"type":"crypt","offset":"16777216","size":"dynamic","iv_\#
        tweak":"0","encryption":"aes-xts-plain64","sector_size":4096,"flags":["backup-final"]}},"digests":{"\#
        0":{"type":"pbkdf2","keyslots":["0","1"],"segments":["0","1"],"hash":"sha256","iterations":1000,"sal\#
        t":"YJSfy5XcrFHjDB0IkOL0LdKJhT43CtoBcmSzLE1Y25s=","digest":"KiXArH+rHT8ZLzsfz6wKrcAjfVvKXI774B4zrLNd\#
        BKU="},"1":{"type":"pbkdf2","keyslots":["2"],"segments":["2"],"hash":"sha256","iterations":1000,"sal\#
        t":"HwNLf8y1THNj7aZR+jQUW8IvS0BBJjrwMHS37Nh6ziM=","digest":"i+OsAuUS0+2wzJIO1Pg7juAKlep2GYrIev1TA8mL\#
        D1c="},"2":{"type":"pbkdf2","keyslots":["3"],"segments":[],"hash":"sha256","iterations":1000,"salt":\#
        "4j9WEjJ82NkKF/Lj8K0d/o8526VEpDEo5kr5vHv4vDM=","digest":"JO5BxIrghGuCPiXPBK/bnsWpIFpgo2LYtO6EksR35zU\#
        ="}},"config":{"json_size":"12288","keyslots_size":"16744448","requirements":{"mandatory":["online-r\#
        eencrypt-v2"]}}}
        """#
    static let saltOne = fromHex(
        "e39122c61c785bf527dac3fd2246d8f12580d8438cac220eb1ac98f650451391"
            + "b7753aee13669a762c3456e80886b98b2f843955fed4fec687a06980ea6d5907")
    static let saltTwo = fromHex(
        "57655da702b4b3f65ad0a82889e5da6aacdb25213de511d281fedd70ec3fb724"
            + "2a85a0f4bfdfe5ed7cb463f41a91f6123da2d4ae92ea1a5b5474ea164fead990")
    /// SHA-256 of the 32 KiB that cryptsetup wrote.
    static let digest = "4716029ccd3ff02115c33de47dcc730817085452fa3a54d4b8586f2d0e9de425"

    static let boxID = "00112233445566778899aabbccddeeff"
    static let array = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"

    /// Both copies of a header with this JSON, checksums right.
    static func header(json: String = json, sequence: UInt64 = 8, subsystem: String = "datasafe-\(boxID)") -> [UInt8] {
        copy(json: json, offset: 0, sequence: sequence, subsystem: subsystem)
            + copy(json: json, offset: 16_384, sequence: sequence, subsystem: subsystem)
    }

    /// One copy.
    static func copy(
        json: String, offset: Int, sequence: UInt64 = 8, subsystem: String = "datasafe-\(boxID)"
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        func put(_ field: [UInt8], _ at: Int) {
            for (index, byte) in field.enumerated() { bytes[at + index] = byte }
        }
        put(offset == 0 ? [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe] : [0x53, 0x4b, 0x55, 0x4c, 0xba, 0xbe], 0)
        put([0, 2], 6)
        put([0x40, 0], 14)
        put((0..<8).map { UInt8(truncatingIfNeeded: sequence >> (56 - 8 * UInt64($0))) }, 16)
        put(Array("datasafe-data".utf8), 24)
        put(Array("sha256".utf8), 72)
        put(offset == 0 ? saltOne : saltTwo, 104)
        put(Array("11111111-2222-4333-8444-555555555555".utf8), 168)
        put(Array(subsystem.utf8), 208)
        put([UInt8(offset >> 8)], 262)
        put(Array(json.utf8), 4096)
        put(SHA256Digest(of: bytes).bytes, 448)
        return bytes
    }
}
