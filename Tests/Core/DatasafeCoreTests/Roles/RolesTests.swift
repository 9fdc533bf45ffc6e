import DatasafeCore
import Testing

/// The table as people read it in the handbook: a = administrator, d = doctor, s = assistant.
private let table: [RoleAction: String] = [
    .browse: "ads", .open: "ads", .file: "ads", .makeFolder: "ads", .rename: "ads", .move: "ads", .bin: "ads",
    .unbin: "ads", .erase: "a",
    .changeOwnPassword: "ads", .listUsers: "a", .saveUser: "a", .readAudit: "a",
    .seeState: "ads", .backUpNow: "ad", .restore: "ad", .restorePractice: "a", .initialiseBackupDisk: "a",
    .changeBox: "a",
    .acknowledge: "ad",
]

@Suite struct RolesTests {
    @Test(arguments: Role.allCases, RoleAction.allCases)
    func `a role may what the handbook says, and nothing else`(role: Role, action: RoleAction) throws {
        let letter = [Role.administrator: "a", .doctor: "d", .assistant: "s"]
        let allowed = try #require(table[action], "action without a row")
        #expect(Roles.may(role, action) == allowed.contains(try #require(letter[role])))
    }

    @Test func `nobody but the administrator destroys, makes users or reads the log`() {
        for action in [RoleAction.erase, .saveUser, .readAudit, .initialiseBackupDisk, .changeBox] {
            #expect(Role.allCases.filter { Roles.may($0, action) } == [.administrator])
        }
    }
}

@Suite struct UserNameTests {
    @Test(arguments: [
        ("anna", "anna"), ("  Anna ", "anna"), ("Dr.Meier-2", "dr.meier-2"), ("ab", "ab"), ("a_b", "a_b"),
    ])
    func `is folded`(raw: String, text: String) { #expect(UserName(raw)?.text == text) }

    @Test(arguments: [
        "", "a", "1a", ".a", "an na", "ännä", "аnna", "anna\n", "a/b", "a\0b", String(repeating: "a", count: 33),
    ])
    func `is refused`(raw: String) { #expect(UserName(raw) == nil) }
}

@Suite struct SessionRuleTests {
    @Test(
        arguments: [
            // started, lastUsed, now, left
            (0, 0, 0, 900), (0, 0, 899, 1), (0, 0, 900, nil), (0, 0, 901, nil), (0, 800, 900, 800),
            (0, 43_000, 43_100, 100), (0, 43_199, 43_200, nil), (0, 43_190, 43_199, 1),
            // The clock was put back: a little, by much, in either moment.
            (100, 100, 90, 900), (100, 100, 40, 900), (100, 100, 39, nil), (0, 1_000_000, 10, nil),
        ] as [(Int64, Int64, Int64, Int?)])
    func `seconds left`(started: Int64, used: Int64, now: Int64, left: Int?) {
        #expect(
            SessionRule.secondsLeft(
                started: Instant(seconds: started), lastUsed: Instant(seconds: used), now: Instant(seconds: now))
                == left)
    }
}

@Suite struct FullNameTests {
    @Test(arguments: [
        ("  Dr. med. Anna Müller ", "Dr. med. Anna Müller"), ("Praxis A / B", "Praxis A / B"), ("Ö", "Ö"),
    ])
    func `is trimmed`(raw: String, text: String) { #expect(FullName(raw)?.text == text) }

    @Test(arguments: ["", " ", "a\nb", "a\u{202E}b", "a\0", String(repeating: "a", count: 101)])
    func `is refused`(raw: String) { #expect(FullName(raw) == nil) }
}
