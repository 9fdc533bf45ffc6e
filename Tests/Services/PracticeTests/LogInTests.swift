import DatasafeCore
import Synchronization
import Testing

@testable import Practice

@Suite struct LogInTests {
    let practice: TestPractice
    let chef: String

    init() async throws {
        practice = try TestPractice()
        chef = try await practice.found()
    }

    @Test func `the practice is founded once`() async throws {
        let again = PracticeDeeds.CreateFirstAdministrator(practice: "P", user: "dieb", fullName: "Dieb")
        #expect(
            await code { try await practice.host.answer(again, secret: Secret(text: TestPractice.password)) }
                == "USR-NOT-FIRST")
        let who = try await practice.host.answer(PracticeDeeds.WhoIs(session: chef, touch: true))
        #expect(who.practice == "Praxis am Markt")
        #expect(who.user.user == "chef" && who.user.role == "administrator" && who.user.lastLogIn == practice.now)
        #expect(who.secondsLeft == 900)
    }

    @Test(arguments: [
        ("", "chef", "Eva", TestPractice.password, "USR-FULL-NAME"), ("P", "chef", "", "x", "USR-FULL-NAME"),
        ("P", "c/f", "Eva", "x", "USR-NAME"), ("P", "chef", "Eva", "kurz", "USR-PASSWORD-SHORT"),
        ("P", "chef", "Eva", "1234567890", "USR-PASSWORD-COMMON"),
        ("P", "chefinnen", "Eva", "chefinnen1", "USR-PASSWORD-GUESSABLE"),
        ("P", "chef", "Eva", String(repeating: "x y", count: 100), "USR-PASSWORD-LONG"),
        ("P", "chef", "Eva", TestPractice.password, "-"),
    ])
    func `founding looks at everything`(
        name: String, user: String, fullName: String, password: String, refused: String
    ) async throws {
        let fresh = try TestPractice()
        let deed = PracticeDeeds.CreateFirstAdministrator(practice: name, user: user, fullName: fullName)
        #expect(await code { try await fresh.host.answer(deed, secret: Secret(text: password)) } == refused)
    }

    @Test func `wrong password and unknown user look and cost the same`() async throws {
        let before = practice.checks
        #expect(await code { try await practice.logIn("chef", "falsch") } == "USR-WRONG")
        #expect(practice.checks == before + 1)
        #expect(await code { try await practice.logIn("niemand", "falsch") } == "USR-WRONG")
        #expect(practice.checks == before + 2)
        #expect(await code { try await practice.logIn("ä!", "falsch") } == "USR-WRONG")
        #expect(practice.checks == before + 3)
    }

    @Test func `five wrong passwords lock for fifteen minutes, and the message says until when`() async throws {
        for number in 0..<5 {
            #expect(await code { try await practice.logIn("chef", "falsch", client: "c\(number)") } == "USR-WRONG")
        }
        let before = practice.checks
        do {
            _ = try await practice.logIn("chef")
            Issue.record("not locked")
        } catch let refusal as Refusal {
            #expect(refusal.code == "USR-LOCKED")
            #expect(refusal.at == practice.now.adding(seconds: 900))
            #expect(refusal.subject == BerlinTime.civil(practice.now.adding(seconds: 959)).hourMinute)
        }
        #expect(practice.checks == before, "a locked user costs no hash")
        practice.wait(899)
        #expect(await code { try await practice.logIn("chef") } == "USR-LOCKED")
        practice.wait(1)
        #expect(await code { try await practice.logIn("chef") } == "-")
    }

    @Test func `one client that tries many names is locked out`() async throws {
        for number in 0..<5 { _ = await code { try await practice.logIn("user\(number)", "x", client: "evil") } }
        #expect(await code { try await practice.logIn("chef", client: "evil") } == "USR-LOCKED")
        #expect(await code { try await practice.logIn("chef", client: "good") } == "-")
    }

    @Test func `tries side by side cannot pass the limit`() async throws {
        let codes = await withTaskGroup(of: String.self) { group in
            for number in 0..<12 {
                group.addTask { await code { try await practice.logIn("chef", "falsch", client: "c\(number)") } }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(codes == ["USR-WRONG": 5, "USR-LOCKED": 7])
    }

    @Test func `a new password by the administrator ends the lock`() async throws {
        _ = try await practice.add("anna", .doctor, by: chef)
        for number in 0..<5 { _ = await code { try await practice.logIn("anna", "x", client: "c\(number)") } }
        #expect(await code { try await practice.logIn("anna", client: "new") } == "USR-LOCKED")
        let users = try await practice.host.answer(PracticeDeeds.ListUsers(session: chef)).users
        let anna = try #require(users.first { $0.user == "anna" })
        _ = try await practice.host.answer(
            PracticeDeeds.SaveUser(
                session: chef, id: anna.id, user: "anna", fullName: "Anna", role: "doctor", active: true),
            secret: Secret(text: "Ein ganz anderes Wort"))
        #expect(await code { try await practice.logIn("anna", "Ein ganz anderes Wort", client: "new") } == "-")
    }

    @Test func `a session ends after fifteen minutes without use, whoever polls`() async throws {
        practice.wait(600)
        _ = try await practice.host.answer(PracticeDeeds.WhoIs(session: chef, touch: false))
        practice.wait(299)
        #expect(try await practice.host.answer(PracticeDeeds.WhoIs(session: chef, touch: false)).secondsLeft == 1)
        #expect(try await practice.host.answer(PracticeDeeds.WhoIs(session: chef, touch: true)).secondsLeft == 900)
        practice.wait(899)
        #expect(await code { try await practice.list(chef) } == "-")
        practice.wait(900)
        #expect(await code { try await practice.list(chef) } == "USR-SESSION")
        let over = practice.host.sessions.expire(now: practice.now)
        #expect(over.map(\.login) == ["chef"])
    }

    @Test func `a session ends after twelve hours however it is used`() async throws {
        for _ in 0..<71 {
            practice.wait(600)
            _ = try await practice.list(chef)
        }
        practice.wait(600)
        #expect(await code { try await practice.list(chef) } == "USR-SESSION")
    }

    @Test func `nobody works with a token that is none, with another's hash, or after logging out`() async throws {
        for token in ["", "x", chef + "x", String(chef.dropLast()), String(repeating: "a", count: 100_000)] {
            #expect(await code { try await practice.list(token) } == "USR-SESSION")
        }
        #expect(chef.utf8.count == 43)
        _ = try await practice.host.answer(PracticeDeeds.LogOut(session: chef))
        #expect(await code { try await practice.list(chef) } == "USR-SESSION")
        #expect(await code { try await practice.host.answer(PracticeDeeds.LogOut(session: chef)) } == "-")
    }

    /// Counts people at a turnstile.
    private final class Crowd: Sendable {
        private let counts = Mutex((inside: 0, most: 0, sentAway: 0))
        var most: Int { counts.withLock { $0.most } }
        var sentAway: Int { counts.withLock { $0.sentAway } }
        func enter() { counts.withLock { $0 = ($0.inside + 1, max($0.most, $0.inside + 1), $0.sentAway) } }
        func leave() { counts.withLock { $0.inside -= 1 } }
        func goAway() { counts.withLock { $0.sentAway += 1 } }
    }

    @Test func `many at once wait their turn, too many are told to come back`() async throws {
        for _ in 0..<20 {
            let turnstile = Turnstile(width: 2, queue: 3)
            let crowd = Crowd()
            // Whoever is in stays until the seven too many were sent away: how fast the tasks begin does not matter. The
            // end of the waiting is for a turnstile that lets too many in.
            let late = ContinuousClock.now + .seconds(10)
            let results = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        let passed: Bool? = await turnstile.pass {
                            crowd.enter()
                            while crowd.sentAway < 7, ContinuousClock.now < late {
                                try? await Task.sleep(for: .milliseconds(1))
                            }
                            crowd.leave()
                            return true
                        }
                        if passed == nil { crowd.goAway() }
                        return passed != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(results == 5)
            #expect(crowd.most == 2)
            #expect(await turnstile.pass { 1 } == 1)
        }
    }
}
