import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// Both silver keys are lost while the box runs; one is stolen: the data move to a new lock.
    struct LockChangeTests {
        private static func plan() throws -> Lab.Plan {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            return plan
        }

        @Test func `both keys are lost: a new lock, every document is there, the old keys open nothing`() async throws {
            try await BoxLane.with(Self.plan()) { _, day in
                try await day.fillBox()
                try await day.beginLockChange(keys: ["key3", "key4"], numbers: ["3", "4"])
                try await day.waitForDeed("ChangeLock", limit: FirstDay.forming)
                try await day.compareStored()
                for key in ["key3", "key4"] { try await day.hand(.unplug(key)) }
                try await day.waitForWholeMirror()
                try await day.compareStored()
                try await day.restartWithoutKey()
                try await day.tryRefused("key1", code: "KEY-REVOKED")
                try await day.open(with: "key4")
                try await day.compareStored()
            }
        }

        @Test func `a power cut while the data move: a new key opens, the move goes on to its end`() async throws {
            try await BoxLane.with(Self.plan()) { lab, day in
                try await day.fillBox()
                try await day.hand(.plug("key1"))
                try await day.beginLockChange(keys: ["key3", "key4"], numbers: ["3", "4"])
                try await day.waitForLockStep("lock-move", limit: FirstDay.forming)
                await lab.guest.cutPower()
                for key in ["key1", "key3", "key4"] { try await day.hand(.unplug(key)) }
                try await day.switchOn()
                try await day.open(with: "key3")
                try await day.compareStored()
                try await day.waitForLockStep("", limit: FirstDay.forming)
                try await day.waitForWholeMirror()
                try await day.compareStored()
                try await day.restartWithoutKey()
                try await day.tryRefused("key1", code: "KEY-REVOKED")
                try await day.open(with: "key4")
                try await day.compareStored()
            }
        }
    }
}

extension Day {
    private static let lockPage = "/box/keys/lock"

    /// A set-up box with two administrators and documents, its mirror whole.
    func fillBox() async throws {
        try await makeBox()
        try await create(.partner)
        folder = try await makeFolder("Umzug")
        for document in try documents().prefix(60) { try await store(document, in: folder) }
        try await waitForWholeMirror()
    }

    func waitForWholeMirror() async throws {
        try await waitForStatus("mirror whole", limit: FirstDay.forming) { status -> Void? in
            guard let array = status["array"], array["progress"]?["percent"]?.whole == nil else { return nil }
            return array["inSync"]?.whole == array["members"]?.whole && array["redundancyLeft"]?.whole == 1 ? () : nil
        }
    }

    /// Two sticks in, the form, both out and in again.
    func beginLockChange(keys: [String], numbers: [String]) async throws {
        try await logIn(.administrator)
        for key in keys { try await hand(.plug(key)) }
        let form = try await waitForPage(Self.lockPage, "form", limit: FirstDay.moment) {
            try? $0.form(to: Self.lockPage)
        }
        var answers = ["second": [Account.partner.user], "secondPassword": [Account.partner.password]]
        answers["withoutBackup"] = ["on"]
        let alone = try await browser().submit(
            form, answers.merging(["second": [Account.administrator.user]]) { $1 })
        try claim(
            alone.page.element(id: "refusal")?["data-code"] == "LOCK-SAME-PERSON",
            "one person alone may change the lock: \(alone.page.text.prefix(300))")
        try await browser().submit(form, answers).expecting(200)
        try await waitForPage(Self.lockPage, "both written", limit: FirstDay.moment) { page in
            page.element(id: "replug")?["data-waiting"] == numbers.joined(separator: ",") ? () : nil
        }
        for (index, key) in keys.enumerated() {
            try await hand(.unplug(key))
            try await Task.sleep(for: .seconds(2))
            try await hand(.plug(key))
            // Which stick got which number is the box's business.
            let left = keys.count - index - 1
            try await waitForPage(Self.lockPage, "\(key) read back", limit: FirstDay.moment) { page in
                (page.element(id: "replug")?["data-waiting"] ?? "").split(separator: ",").count == left ? () : nil
            }
        }
    }

    /// Waits until the page shows this step; "" = none.
    func waitForLockStep(_ step: String, limit: Duration) async throws {
        try await logIn(.administrator)
        try await waitForPage(Self.lockPage, "step \(step)", limit: limit) { page in
            page.element(id: "lock-live")?["data-step"] == step ? () : nil
        }
    }

    func tryRefused(_ key: String, code: String) async throws {
        try await hand(.plug(key))
        try await waitForStatus(code, limit: FirstDay.moment) { $0["code"]?.text == code ? () : nil }
        try await hand(.unplug(key))
    }
}
