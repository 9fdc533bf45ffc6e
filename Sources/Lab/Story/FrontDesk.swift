import Guest

/// The front desk: log-in, folders and documents through the pages, before a box or before its services on this machine.
struct FrontDesk: Sendable {
    /// Where the person sits.
    let browser: Browser
    /// Who tells how far it is.
    let voice: Voice

    /// Somebody sits down and logs in.
    func logIn(_ account: Account) async throws {
        await browser.forget()
        let reply = try await browser.submit(
            on: BoxRoutes.login, to: BoxRoutes.login, ["user": [account.user], "password": [account.password]])
        try claim(
            reply.status == 200 && reply.page.forms.contains { $0.action == BoxRoutes.logout },
            "log-in of \(account.user): \(reply.page.text.prefix(300))")
    }

    /// Makes a folder in the root and returns its id.
    func makeFolder(_ name: String) async throws -> String {
        let reply = try await browser.submit(on: BoxRoutes.files, to: BoxRoutes.makeFolder, ["name": [name]])
        try reply.expecting(200)
        let path = reply.path.prefix { $0 != "?" }
        guard path.hasPrefix("/files/folder/"), let id = path.split(separator: "/").last else {
            throw StoryError(.page, "new folder led to \(reply.path): \(reply.page.text.prefix(200))")
        }
        return String(id)
    }

    /// Stores one file in a folder and returns its id, only when the box has answered for it.
    func store(_ document: RealDocuments.Document, in folder: String) async throws -> String {
        let reply = try await browser.put(
            BoxRoutes.upload(folder: folder, name: document.name), file: document.file,
            headers: await browser.uploadHeaders)
        try reply.expecting(200, 201)
        guard let id = try reply.json().at("document", "id")?.whole else {
            throw StoryError(.page, "upload answered \(reply.text.prefix(200))")
        }
        return String(id)
    }

    /// Reads stored documents back, by name and id, and compares size and SHA-256. Throws naming those that differ.
    func compare(_ documents: [RealDocuments.Document], stored: [String: String]) async throws {
        var different: [String] = []
        for (index, document) in documents.enumerated() {
            voice.progress("zurückgelesen: \(index) von \(documents.count)")
            guard let id = stored[document.name] else {
                different.append(document.name)
                continue
            }
            let digest = try await browser.digest(BoxRoutes.document(id))
            if digest.sha256 != document.sha256 || digest.bytes != document.bytes { different.append(document.name) }
        }
        try claim(different.isEmpty, "\(different.count) of \(documents.count) differ: \(different.prefix(5))")
    }

    /// One row of a folder.
    struct Entry: Sendable, Equatable {
        var id: String
        var name: String
        var sha256: String
    }

    /// Folders and documents of a folder, all pages of it.
    func list(_ folder: String) async throws -> (folders: [Entry], documents: [Entry]) {
        var folders: [Entry] = []
        var documents: [Entry] = []
        var offset: Int64? = 0
        while let from = offset {
            let page = try await browser.get(
                "\(BoxRoutes.folder(folder))?offset=\(from)", accepting: "application/json"
            ).expecting(200).json()
            let entry = { (row: JSON) in
                Entry(
                    id: row["id"]?.whole.map { String($0) } ?? "", name: row["name"]?.text ?? "",
                    sha256: row["sha256"]?.text ?? "")
            }
            folders += page["folders"]?.elements.map(entry) ?? []
            documents += page["documents"]?.elements.map(entry) ?? []
            offset = page["next"]?.whole
        }
        return (folders, documents)
    }
}

extension Browser {
    /// What the page's own script sends beside a file: the token, and that it wants JSON back.
    package var uploadHeaders: [String: String] {
        [BoxRoutes.tokenHeader: cookie(BoxRoutes.tokenCookie) ?? "", "Accept": "application/json"]
    }
}

/// Lower-case hex.
package func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0\(text)" : text
    }.joined()
}
