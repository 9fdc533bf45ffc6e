import DatasafeCore
import Testing

@Suite struct PasswordStrengthTests {
    private static let hints = ["mmustermann", "Dr. Martha Mustermann", "Zahnarztpraxis am Markt"]

    @Test(arguments: [
        ("", 0), ("a", 0), ("aaaaaaaaaaaaaaaaaaaa", 0), ("1234567890", 0), ("passwort123", 0), ("abcabcabcabc", 1),
        ("qwertzuiop", 0), ("Mustermann", 0), ("P@ssw0rt", 0), ("poiuztrewq", 0), ("lkjhgfdsa123", 1),
        ("Kartoffeln", 1), ("Zahnarzt2024", 1), ("Sommer2025!", 1), ("Mustermann1", 0), ("24.12.1985", 1),
        ("2026/11/21", 1), ("24.12.1985!x", 2),
        ("Kartoffeln17", 2), ("Kartoffeln1985", 2), ("Kartoffelsalat", 1),
        ("Kartoffel Regenschirm", 4), ("pferd batterie klammer richtig", 4), ("xK9#qLm2vT", 4), ("qzvtkxwpjr", 4),
        ("t7Kq!9", 2), ("Regen-Bahnhof-42", 4),
    ])
    func `score`(password: String, score: Int) {
        #expect(PasswordStrength.score(password, hints: Self.hints) == score)
    }

    @Test func `more of the same never makes it weaker, and nothing overflows`() {
        for start in ["a", "Kartoffel ", "x9#", "ä"] {
            var last = 0
            for count in 1...120 {
                let score = PasswordStrength.score(String(repeating: start, count: count), hints: [])
                #expect(score >= last)
                last = score
            }
        }
    }

    @Test func `hints count in any spelling`() {
        #expect(PasswordStrength.score("zAHNARZTPRAXIS", hints: Self.hints) == 0)
        #expect(PasswordStrength.score("Quittenbaum", hints: []) == 1)
        #expect(PasswordStrength.score("Quittenbaum", hints: ["praxis quittenbaum"]) == 0)
    }
}

@Suite struct PasswordRuleTests {
    @Test(
        arguments: [
            ("kurz", UserCode.passwordShort), ("neunzeich", .passwordShort), ("1234567890", .passwordCommon),
            ("Passwort123", .passwordCommon), ("willkommen", .passwordCommon), ("zzzzzzzzzzzz", .passwordGuessable),
            ("mustermann1", .passwordGuessable), (String(repeating: "äö", count: 65), .passwordLong),
            ("Kartoffeln", nil), ("Kartoffel Regenschirm", nil), ("xK9#qLm2vT", nil),
        ] as [(String, UserCode?)])
    func `rule`(password: String, refusal: UserCode?) {
        #expect(PasswordRule.refusal(password, hints: ["mustermann"]) == refusal)
    }
}
