import BoxPages
import DatasafeCore
import DatasafeFormats
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// A disk of another box is taken over; the whole practice becomes what it was in a night.
@Suite struct WholePagesTests {
    private static let disk = "usb-Samsung_T7_strange"

    private func pages(
        role: String, _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        let box = ScriptedBox()
        box.logIn(role: role)
        box.strangeDisk()
        box.deeds.on(BackupDeeds.AdoptDisk.self) { _, _ in Done() }
        box.deeds.on(BackupDeeds.RestorePractice.self) { _, _ in .init(documents: 1, users: 1) }
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    private var key: SecretBytes {
        var bytes = SecretBytes(count: 64)
        bytes.withUnsafeMutableBytes { target in for index in 0..<64 { target[index] = UInt8(index) } }
        return bytes
    }

    @Test func `a disk whose newest night is missing is said to be taken over, with what to do`() async throws {
        try await pages(role: "administrator") { (client, box) async throws in
            let id = String(repeating: "a", count: 32)
            var deed = DeedFact(deed: id, name: BackupDeeds.AdoptDisk.name, started: Instant(seconds: 1_795_000_000))
            deed.outcome = BackupDeeds.AdoptDisk.older
            box.facts.change(BackupFact()) { $0.deeds = [deed] }
            let text = try await client.get("/backup?deed=\(id)").text
            #expect(text.contains("Ihre neueste Nacht fehlt") && text.contains("eine andere Platte"))
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", false), ("assistant", false)])
    func `an administrator takes it over, with the key of that box in`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            let address = "/backup/adopt?disk=\(Self.disk)"
            #expect(try await client.get("/backup").text.contains("href=\"\(address)\"") == may)
            let page = try await client.get(address)
            #expect(page.status == (may ? .ok : .forbidden))
            #expect(page.text.contains("der früheren Datasafe einstecken") == may)
            box.strangeDisk(isKeyThere: true)
            #expect(try await client.get(address).text.contains("einer anderen Datasafe steckt") == may)
            // It is not this box's own key: a new disk cannot be made with it.
            #expect(!(try await client.get("/backup").text.contains("Der Backup-Schlüssel steckt.")))
            let answer = try await client.post("/backup/adopt", [("disk", Self.disk), ("paper", "")])
            #expect(answer.status == (may ? .seeOther : .forbidden))
            let asked = box.deeds.asked(BackupDeeds.AdoptDisk.self)
            #expect(asked.map(\.disk) == (may ? [Self.disk] : []))
            guard may else { return }
            #expect(try await client.get("/backup/adopt?disk=usb-nothing").status == .notFound)
            #expect(try await client.post("/backup/adopt", [("disk", "x"), ("paper", "")]).status == .notFound)
        }
    }

    @Test func `a disk whose number is taken is asked for another`() async throws {
        try await pages(role: "administrator") { (client, box) async throws in
            let address = "/backup/adopt?disk=\(Self.disk)"
            #expect(!(try await client.get(address).text.contains("adopt-number")))
            box.facts.change(BackupFact()) { $0 = ScriptedBox.backup() }
            box.strangeDisk(2)
            let page = try await client.get(address).text
            #expect(page.contains("schon eine Backup-Platte 2") && page.contains("id=\"adopt-number\""))
            _ = try await client.post("/backup/adopt", [("disk", Self.disk), ("paper", ""), ("number", "3")])
            #expect(box.deeds.asked(BackupDeeds.AdoptDisk.self).last?.number == 3)
        }
    }

    @Test func `the paper's words and digits are a key; what is wrong with them is said, and nothing typed is lost`()
        async throws
    {
        try await pages(role: "administrator") { (client, box) async throws in
            let words = BackupKeyPaper.words(of: key)
            for typed in [
                words.joined(separator: " "),
                words.enumerated().map { "\($0 + 1). \($1.uppercased())" }.joined(separator: "\n"),
                BackupKeyPaper.text(of: key), BackupKeyPaper.text(of: key).uppercased() + "\n",
            ] {
                let answer = try await client.post("/backup/adopt", [("disk", Self.disk), ("paper", typed)])
                #expect(answer.status == .seeOther, "\(typed.prefix(30))")
            }
            #expect(box.deeds.asked(BackupDeeds.AdoptDisk.self).count == 4)
            for (typed, said) in [
                (words.dropLast().joined(separator: " "), "Es sind 47 Wörter"),
                ((words.dropLast() + ["xyzzyq"]).joined(separator: " "), "Wort 48, „xyzzyq“"),
                (([words[1], words[0]] + words.dropFirst(2)).joined(separator: " "), "passen nicht zusammen"),
                (String(BackupKeyPaper.text(of: key).dropLast()), "128 Zeichen"),
            ] {
                let answer = try await client.post("/backup/adopt", [("disk", Self.disk), ("paper", typed)])
                #expect(answer.status == .ok && answer.text.contains(said), "\(said)")
                #expect(answer.text.contains(typed) && answer.text.contains("id=\"paper-fault\""))
            }
            #expect(box.deeds.asked(BackupDeeds.AdoptDisk.self).count == 4)
        }
    }

    @Test func `a disk without this box's key says so`() async throws {
        try await pages(role: "administrator") { (client, box) async throws in
            box.facts.change(BackupFact()) { $0.disks[1].hasStrangeKey = true }
            #expect(try await client.get("/backup").text.contains("öffnet diese Platte noch nicht"))
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", false), ("assistant", false)])
    func `the whole practice is brought back by an administrator who is sure`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            let address = "/backup/whole/2/1a2b3c4d?at=1795294800"
            if role != "assistant" {
                let night = try await client.get("/backup/night/2/1a2b3c4d?at=1795294800").text
                #expect(night.contains("href=\"\(address)\"") == may)
            }
            let page = try await client.get(address)
            #expect(page.status == (may ? .ok : .forbidden))
            #expect(page.text.contains("heutigen Passwort") == may && !page.text.contains("id=\"gaps\""))
            let fields = [("place", "2"), ("night", "1a2b3c4d"), ("sure", "yes")]
            #expect(try await client.post("/backup/whole", fields).status == (may ? .seeOther : .forbidden))
            let asked = box.deeds.asked(BackupDeeds.RestorePractice.self)
            #expect(asked.map(\.night) == (may ? ["1a2b3c4d"] : []) && asked.allSatisfy { !$0.gaps })
            guard may else { return }
            for bad in [
                [("place", "2"), ("night", "1a2b3c4d")], [("place", "x"), ("night", "1a2b3c4d"), ("sure", "yes")],
                [("place", "2"), ("night", "../x"), ("sure", "yes")],
            ] {
                #expect(try await client.post("/backup/whole", bad).text.contains("WEB-FORM"))
            }
            // After a refusal because of gaps they can be accepted.
            box.facts.change(BackupFact()) { fact in
                var deed = DeedFact(deed: "d", name: BackupDeeds.RestorePractice.name, started: ScriptedBox.now)
                deed.refusal = Refusal(code: "BAK-NIGHT-GAPS", subject: "3")
                fact.deeds = [deed]
            }
            #expect(try await client.get(address).text.contains("id=\"gaps\""))
            _ = try await client.post("/backup/whole", fields + [("gaps", "yes")])
            #expect(box.deeds.asked(BackupDeeds.RestorePractice.self).last?.gaps == true)
        }
    }
}
