import Cryptsetup
import Damage
import DatasafeCore
import DatasafeFormats
import Glibc
import Testing

/// Headers that libcryptsetup takes and our reading must not (CVE-2021-4122 through the other copy): it reads both copies
/// for itself, and more tolerantly.
@Suite(.timeLimit(.minutes(2))) struct ForgedHeaderTests {
    /// A second copy, whole and newer, with something in it that must never be opened; `change` forges the JSON.
    private func newerSecond(_ file: ContainerFile, _ change: (String) -> String) throws -> [UInt8] {
        var image = HeaderImage(file.header)
        let json = change(String(decoding: image.json(1), as: UTF8.self))
        image.put(HeaderImage.big(10_000), at: 16, 1)
        image.setJSON(Array(json.utf8), 1)
        return image.bytes
    }

    private func opensInLibrary(_ file: ContainerFile) -> Bool {
        do throws(CryptsetupError) {
            try LUKSContainer.prove(device: file.path, slot: 0, key: file.keys[0])
            return true
        } catch {
            return false
        }
    }

    /// Each of these is a header with `allow-discards` that our reader does not understand and the library does.
    @Test(arguments: [
        (#""config":{"#, #""config":{"flags":["allow-discards"],"a":1,"a":2,"#),
        (#""config":{"#, #""config":{"flags":["allow-discards"],"a":[[[[[[[[[[]]]]]]]]]],"#),
        (#""config":{"#, #""config":{/* */"flags":["allow-discards"],"#),
        (#""config":{"#, #""config":{"flags":["allow-discards"],'a':1,"#),
    ])
    func `JSON that only the library reads, in a newer second copy`(from: String, to: String) throws {
        let file = try ContainerFile()
        let forged = try newerSecond(file) { json in
            guard let range = json.ranges(of: from).first else { return json }
            return String(json[..<range.lowerBound]) + to + String(json[range.upperBound...])
        }
        #expect(forged != file.header)
        try file.write(forged)
        #expect(try file.start() == "VOL-PARAM")
        // The second wall: even if the reading had let it pass, the library shows what it took.
        let header = try #require(LUKS2Reading(bytes: file.header).header)
        #expect(opensInLibrary(file))
        #expect(throws: CryptsetupError(code: .otherHeader, what: "luks prove \(file.path)")) {
            try LUKSContainer.prove(device: file.path, slot: 0, key: file.keys[0], isJudged: { header.says($0) })
        }
    }

    /// A first copy of 32 KiB: the library goes by its length and never looks at our second copy.
    @Test func `a longer first copy over a whole second one`() throws {
        let file = try ContainerFile()
        let length = 2 * HeaderImage.copyLength
        var image = HeaderImage(file.header)
        image.put(HeaderImage.big(UInt64(length)), at: 8, 0)
        let json = String(decoding: image.json(0), as: UTF8.self)
            .replacing(#""json_size":"12288""#, with: #""json_size":"28672""#)
            .replacing(#""keyslots_size":"16744448""#, with: #""keyslots_size":"16711680""#)
        // Room for both: the keyslot in front lies where the second copy ends now.
        let moved = json.replacing(#""offset":"32768""#, with: #""offset":"548864""#)
        image.setJSON(Array(moved.utf8), 0)
        image.put([UInt8](repeating: 0, count: 64), at: 448, 0)
        image.put(SHA256Digest(of: image.bytes).bytes, at: 448, 0)
        // The checksum goes over the second copy too, so that this stays whole.
        let second = LUKS2Reading(copies: [nil, Array(image.bytes[HeaderImage.copyLength...])])
        #expect(second.header != nil && second.findings == [.headerHealed])
        try file.write(image.bytes)
        #expect(try file.start() == "VOL-PARAM")
    }

    @Test func `flags of the configuration are refused in either copy`() throws {
        let file = try ContainerFile()
        let forged = try newerSecond(file) {
            $0.replacing(#""config":{"#, with: #""config":{"flags":["allow-discards"],"#)
        }
        try file.write(forged)
        #expect(try file.start() == "VOL-PARAM")
        #expect(opensInLibrary(file))
    }

    @Test func `a header that was judged and then exchanged is not opened`() throws {
        let file = try ContainerFile()
        let judged = try #require(LUKS2Reading(bytes: file.header).header)
        try LUKSContainer.setToken(device: file.path, index: 0, json: nil)
        #expect(throws: CryptsetupError(code: .otherHeader, what: "luks prove \(file.path)")) {
            try LUKSContainer.prove(device: file.path, slot: 0, key: file.keys[0], isJudged: { judged.says($0) })
        }
    }
}
