/// At the front desk of the box: as `FrontDesk`, and what was stored is remembered for later steps.
extension Day {
    /// The front desk, once a browser is open there.
    func desk() throws -> FrontDesk { FrontDesk(browser: try browser(), voice: voice) }

    /// Somebody sits down at the front desk and logs in.
    package func logIn(_ account: Account) async throws { try await desk().logIn(account) }

    /// Makes a folder in the root and returns its id.
    package func makeFolder(_ name: String) async throws -> String { try await desk().makeFolder(name) }

    /// Stores one file in a folder and notes its id. Returns only when the box has answered for it.
    func store(_ document: RealDocuments.Document, in folder: String) async throws {
        stored[document.name] = try await desk().store(document, in: folder)
    }

    /// Reads stored documents back and compares size and SHA-256. Throws naming those that differ.
    func compare(_ documents: [RealDocuments.Document]) async throws {
        try await desk().compare(documents, stored: stored)
    }

    /// Folders and documents of a folder, all pages of it.
    func list(_ folder: String) async throws -> (folders: [FrontDesk.Entry], documents: [FrontDesk.Entry]) {
        try await desk().list(folder)
    }
}
