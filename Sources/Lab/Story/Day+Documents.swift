import Guest

/// Step 6: the staff store documents.
extension Day {
    func storeDocuments() async throws {
        seen = []
        try await logIn(.administrator)
        for account in [Account.doctor, .assistant] { try await create(account) }
        let documents = Array(try documents().prefix(FirstDay.documents))
        try await logIn(.doctor)
        folder = try await makeFolder("Patientenakten")
        let clock = ContinuousClock()
        let start = clock.now
        for (index, document) in documents.enumerated() {
            if index == documents.count / 2 { try await logIn(.assistant) }
            voice.progress("abgelegt: \(index) von \(documents.count)")
            try await store(document, in: folder)
        }
        let bytes = documents.reduce(0) { $0 + $1.bytes }
        let took = clock.now - start
        seen.append(
            "\(documents.count) Dokumente, \(bytes / 1_000_000) MB, von zwei Personen abgelegt in \(Voice.time(took))")
    }

    func create(_ account: Account) async throws {
        let page = try await look(at: BoxRoutes.users)
        // The form for a new user is the one without an id.
        guard
            let form = page.forms.first(where: { form in
                form.action == BoxRoutes.saveUser && !form.fields.contains { $0.name == "id" }
            })
        else { throw StoryError(.form, "no form for a new user") }
        let reply = try await browser().submit(
            form,
            [
                "fullName": [account.name], "user": [account.user], "role": [account.role],
                "password": [account.password], "repeated": [account.password],
            ])
        if let refusal = reply.page.element(id: "refusal") {
            throw StoryError(.page, "user \(account.user): \(reply.page.text(in: refusal))")
        }
    }

    func lookAtDocuments() async throws -> [String] {
        let documents = Array(try documents().prefix(FirstDay.documents))
        try await compare(documents)
        let listed = try await list(folder).documents
        try claim(
            Set(listed.map(\.sha256)) == Set(documents.map { hex($0.sha256) }) && listed.count == documents.count,
            "the folder lists \(listed.count) documents of \(documents.count)")
        let word = documents[16].name.prefix(3)
        let found = try await look(at: BoxRoutes.search + Browser.encoded(String(word)))
        try claim(
            found.elements(with: "data-kind", "document").contains { found.text(in: $0).contains(documents[16].name) },
            "the search for \(word) does not find \(documents[16].name)")
        try await logIn(.administrator)
        let audit = try await look(at: BoxRoutes.audit)
        try claim(
            [Account.doctor, .assistant].contains { audit.text.contains($0.name) || audit.text.contains($0.user) },
            "the audit log names nobody: \(audit.text.prefix(300))")
        return seen + ["alle zurückgelesen: Größe und SHA-256 gleich", "Suche und Protokoll kennen sie"]
    }
}
