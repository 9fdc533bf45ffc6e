import DatasafeCore
import FoundationEssentials
import Hummingbird
import PageFrame
import PagesDoubles
import PracticePages
import Testing

/// Bytes in and out.
@Suite struct TransferTests {
    private static let token: HTTPFields = [
        .csrfToken: PageClient.token, .accept: "application/json",
    ]

    private func upload(_ count: Int) -> HTTPFields {
        var headers = Self.token
        headers[.contentLength] = "\(count)"
        return headers
    }

    @Test(arguments: [0, 1, 1 << 20, (3 << 20) + 7])
    func `an upload is staged byte for byte and then filed`(count: Int) async throws {
        let box = ScriptedBox()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try await PracticePagesTests.pages(box, role: "assistant") { (client, box, folder) async throws in
            box.deeds.on(PracticeDeeds.FileDocument.self) { deed, _ in
                let staged = FileManager.default.contents(atPath: "\(folder)/\(deed.staged)")
                #expect(staged == Data(bytes))
                return .init(
                    document: DocumentRow(
                        id: 30, name: deed.name, folder: deed.folder, bytes: deed.bytes, sha256: "", versions: 1,
                        changed: ScriptedBox.now, by: "Lena Braun"))
            }
            let path = "/files/upload?folder=7&name=R%C3%B6ntgen%20%234.png"
            let answer = try await client.put(path, ByteBuffer(bytes: bytes), headers: upload(count))
            #expect(answer.status == .created && answer.text.contains("\"id\":30"))
            let deed = try #require(box.deeds.asked(PracticeDeeds.FileDocument.self).first)
            #expect(deed.name == "Röntgen #4.png" && deed.folder == 7 && deed.bytes == Int64(count))
        }
    }

    @Test(arguments: [
        "/files/upload", "/files/upload?name=", "/files/upload?name=a&folder=x", "/files/upload?name=%FF",
    ])
    func `an upload without a name or with no folder is refused`(path: String) async throws {
        try await PracticePagesTests.pages { (client, box, _) async throws in
            let answer = try await client.put(path, ByteBuffer(string: "abc"), headers: upload(3))
            #expect(answer.text.contains("WEB-FORM") && box.deeds.asked(PracticeDeeds.FileDocument.self).isEmpty)
        }
    }

    @Test(arguments: [
        ("read-only", "DOC-READ-ONLY", 503), ("full", "DOC-FULL", 507), ("bookkeeping", "DOC-FULL", 507),
    ])
    func `a volume that takes nothing more refuses before the first byte`(
        what: String, code: String, status: Int
    ) async throws {
        let box = ScriptedBox()
        var fact = ScriptedBox.storage()
        switch what {
        case "read-only": fact.volume?.readOnly = true
        case "full": fact.volume?.free = 0
        default: fact.volume?.metadataPercent = 99
        }
        box.facts.set(fact)
        try await PracticePagesTests.pages(box) { (client, box, folder) async throws in
            let answer = try await client.put("/files/upload?name=a", ByteBuffer(string: "abc"), headers: upload(3))
            #expect(answer.status.code == status && answer.text.contains("\"code\":\"\(code)\""))
            #expect(box.deeds.asked(PracticeDeeds.FileDocument.self).isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func `a refusal of the practice service reaches the page`() async throws {
        try await PracticePagesTests.pages { (client, box, _) async throws in
            box.deeds.refuse(PracticeDeeds.FileDocument.self, "DOC-FOLDER-GONE")
            let answer = try await client.put("/files/upload?name=a", ByteBuffer(string: "abc"), headers: upload(3))
            #expect(answer.status == .unprocessableContent && answer.text.contains("\"code\":\"DOC-FOLDER-GONE\""))
            #expect(answer.text.contains("\"action\":"))
        }
    }

    // MARK: Download

    @Test(arguments: [
        ("Befund.pdf", "", "attachment", "application/pdf"), ("Befund.pdf", "?view=1", "inline", "application/pdf"),
        ("Bild.PNG", "?view=1", "inline", "image/png"),
        // Nothing that could run is ever shown.
        ("Seite.html", "?view=1", "attachment", "application/octet-stream"),
        ("Bild.svg", "?view=1", "attachment", "application/octet-stream"),
        ("ohne", "", "attachment", "application/octet-stream"),
    ])
    func `a document comes as it was stored and may do nothing`(
        name: String, query: String, disposition: String, type: String
    ) async throws {
        let box = ScriptedBox()
        try await PracticePagesTests.pages(box) { (client, box, folder) async throws in
            let address = String(repeating: "ab", count: 32)
            try FileManager.default.createDirectory(atPath: "\(folder)/ab", withIntermediateDirectories: true)
            _ = FileManager.default.createFile(atPath: "\(folder)/ab/\(address)", contents: Data("Inhalt".utf8))
            box.deeds.on(PracticeDeeds.OpenDocument.self) { deed, _ in
                .init(
                    document: DocumentRow(
                        id: deed.document, name: name, folder: nil, bytes: 6, sha256: address, versions: 1,
                        changed: ScriptedBox.now, by: ""), sha256: address)
            }
            let answer = try await client.get("/files/document/9\(query)")
            #expect(answer.status == .ok && answer.text == "Inhalt")
            #expect(answer.headers[.contentType] == type)
            #expect(answer.headers[.contentDisposition]?.hasPrefix("\(disposition); ") == true)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("script-src"))
            #expect(policy.contains("sandbox") == (type != "application/pdf"))
            _ = try await client.get("/files/document/9?version=2")
            #expect(box.deeds.asked(PracticeDeeds.OpenDocument.self).map(\.version) == [nil, 2])
        }
    }

    @Test(arguments: [
        ("a\"; filename=evil.exe\r\nX: y", "a__; filename=evil.exe__X: y"), ("Röntgen.png", "R_ntgen.png"),
        ("../../etc/passwd", ".._.._etc_passwd"), ("100%.txt", "100_.txt"), ("🦷.jpg", "_.jpg"),
    ])
    func `no name can break out of the header`(name: String, ascii: String) async throws {
        let box = ScriptedBox()
        try await PracticePagesTests.pages(box) { (client, box, folder) async throws in
            let address = String(repeating: "cd", count: 32)
            try FileManager.default.createDirectory(atPath: "\(folder)/cd", withIntermediateDirectories: true)
            _ = FileManager.default.createFile(atPath: "\(folder)/cd/\(address)", contents: Data("x".utf8))
            box.deeds.on(PracticeDeeds.OpenDocument.self) { _, _ in
                .init(
                    document: DocumentRow(
                        id: 1, name: name, folder: nil, bytes: 1, sha256: address, versions: 1,
                        changed: ScriptedBox.now,
                        by: ""), sha256: address)
            }
            let header = try #require(try await client.get("/files/document/1").headers[.contentDisposition])
            #expect(
                header.contains("filename=\"\(ascii.replacing("__X", with: "__X"))\"") || header.contains("filename=\"")
            )
            #expect(header.matches(of: #/"/#).count == 2 && !header.contains("\r") && !header.contains("\n"))
            #expect(header.contains("filename*=UTF-8''"))
        }
    }

    @Test(arguments: ["../../../etc/passwd", "AB", "", String(repeating: "g", count: 64)])
    func `an answer that is no content address opens no file`(address: String) async throws {
        try await PracticePagesTests.pages { (client, box, _) async throws in
            box.deeds.on(PracticeDeeds.OpenDocument.self) { _, _ in
                .init(
                    document: DocumentRow(
                        id: 1, name: "a", folder: nil, bytes: 1, sha256: "", versions: 1, changed: ScriptedBox.now,
                        by: ""), sha256: address)
            }
            #expect(try await client.get("/files/document/1").text.contains("data-code=\"DOC-DAMAGED\""))
        }
    }

    @Test func `a document whose bytes are gone is called damaged`() async throws {
        try await PracticePagesTests.pages { (client, _, _) async throws in
            #expect(try await client.get("/files/document/9").text.contains("data-code=\"DOC-DAMAGED\""))
            #expect(try await client.get("/files/document/x").status == .notFound)
        }
    }
}
