import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// The data volume takes nothing more: full, or switched to read-only.
    struct FullVolumeTests {
        /// Two minutes after the data were opened the device below the file system fails everything it is asked: btrfs
        /// then switches itself to read-only. Nothing of it is in the image.
        private static let failing = [
            "systemd.extra-unit.lab-fail.service":
                "[Service]\nType=oneshot\nExecStart=/usr/sbin/dmsetup wipe_table --noflush --nolockfs datasafe-data\n",
            "systemd.extra-unit.lab-fail.timer": "[Timer]\nOnActiveSec=120\nAccuracySec=1\n",
            "systemd.unit-dropin.datasafe-data.target": "[Unit]\nWants=lab-fail.timer\n",
        ]

        @Test func `a full box refuses by name, deleting makes it whole; read-only is said and survived`() async throws
        {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                try await day.makeBox()
                let kept = try await day.makeFolder("Bleibt")
                for document in try await day.documents().prefix(5) { try await day.store(document, in: kept) }
                try await day.fillUp()
                try await day.lookAtFullBox()
                try await day.compare(Array(try await day.documents().prefix(5)))
                try await day.emptyFilled()
                try await day.store(try await day.documents()[5], in: kept)

                try await day.hand(.powerOff)
                await lab.guest.say(Self.failing)
                try await day.switchOnWithKey()
                try await day.turnReadOnly()
                // No orderly end: what runs on a failed device may hang.
                await lab.guest.cutPower()
                await lab.guest.say([:])
                try await day.switchOnWithKey()
                try await day.waitForStatus("whole again", limit: FirstDay.moment) { status -> Void? in
                    status.at("volume", "usedPercent") != nil && status.at("volume", "code")?.text == nil ? () : nil
                }
                try await day.logIn(.administrator)
                try await day.compare(Array(try await day.documents().prefix(6)))
                try await day.store(try await day.documents()[6], in: kept)
            }
        }
    }
}

extension Day {
    private func put(_ bytes: [UInt8], as name: String, in folder: String) async throws -> PageReply {
        let browser = try browser()
        return try await browser.put(
            BoxRoutes.upload(folder: folder, name: name), bytes: bytes, headers: await browser.uploadHeaders)
    }

    /// Stores documents, large ones first, until not even a small one is taken and the box says so.
    func fillUp() async throws {
        folder = try await makeFolder("Füllung")
        var random = SystemRandomNumberGenerator()
        var count = 0
        for size in [8 << 20, 512 << 10, 16 << 10] {
            while true {
                let bytes = (0..<size / 8).flatMap { _ in
                    withUnsafeBytes(of: random.next()) { Array($0) }
                }
                // A refusal that comes before the last byte was sent may cost the connection.
                guard let reply = try? await put(bytes, as: "\(count).bin", in: folder), reply.status == 201 else {
                    break
                }
                count += 1
                try claim(count < 2000, "the box is never full")
            }
        }
        voice.say("voll nach \(count) Dokumenten")
        let reply = try await put([UInt8](repeating: 1, count: 100 << 10), as: "zuviel.bin", in: folder)
        try claim(reply.status == 507 && reply.text.contains("DOC-FULL"), "refused with \(reply.status): \(reply.text)")
        try claim(
            try await !list(folder).documents.contains { $0.name == "zuviel.bin" }, "what was refused is there in part")
    }

    /// What is said while it is full, and that everything else goes on.
    func lookAtFullBox() async throws {
        try await waitForStatus("full", limit: FirstDay.moment) { status -> Void? in
            status["level"]?.text == "crit" && status.at("volume", "code")?.text == "VOL-FULL" ? () : nil
        }
        let page = try await look(at: BoxRoutes.start)
        try claim(page.element(id: "volume")?["data-code"] == "VOL-FULL", "the start page: \(page.text.prefix(300))")
        try await waiting(for: "VOLL on the screen", limit: FirstDay.moment, every: .seconds(1)) {
            self.lab.guest.console.screen.contains { $0.contains("VOLL") && $0.contains("VOL-FULL") } ? () : nil
        }
        try await waitForPage(BoxRoutes.alarms, "alarm of the volume", limit: FirstDay.alarm) { page -> Void? in
            let raised = page.elements(with: "data-check").filter { $0["data-state"] == "2" }.map { $0["data-check"] }
            try claim(!raised.contains { $0?.hasPrefix("svc.") == true }, "a service fails: \(raised)")
            return raised.contains("fs.used:data") ? () : nil
        }
        // The reserve is there for this.
        _ = try await makeFolder("Geht noch")
        try await logIn(.administrator)
    }

    /// Throws away for good what filled the volume.
    func emptyFilled() async throws {
        try await changeFolder("bin", on: BoxRoutes.folder(folder))
        try await changeFolder("erase", on: BoxRoutes.bin)
        try await waitForStatus("room again", limit: FirstDay.moment) { status -> Void? in
            status.at("volume", "code")?.text == nil && status.at("volume", "usedPercent") != nil ? () : nil
        }
    }

    /// The device below fails: the state is said, reading and log-in go on as far as memory reaches, no service dies.
    func turnReadOnly() async throws {
        try await waitForStatus("read-only", limit: .seconds(400)) { status -> Void? in
            status["code"]?.text == "VOL-READ-ONLY" ? () : nil
        }
        let reply = try await put([1, 2, 3], as: "zuviel.bin", in: folder)
        try claim(reply.text.contains("DOC-READ-ONLY"), "refused with \(reply.status): \(reply.text.prefix(300))")
        let start = try await look(at: BoxRoutes.start)
        try claim(
            start.element(id: "volume")?["data-code"] == "VOL-READ-ONLY", "the start page: \(start.text.prefix(300))")
        try await waiting(for: "NUR LESBAR on the screen", limit: FirstDay.moment, every: .seconds(1)) {
            self.lab.guest.console.screen.contains { $0.contains("NUR LESBAR") } ? () : nil
        }
        // Two minutes of everything that looks and writes in turn.
        try await Task.sleep(for: .seconds(120))
        try await waitForPage(BoxRoutes.alarms, "alarm of the volume", limit: FirstDay.alarm) { page -> Void? in
            page.elements(with: "data-check").contains { $0["data-check"] == "fs.ro:data" && $0["data-state"] == "2" }
                ? () : nil
        }
        let status = try await status()
        try claim(status["phase"]?.text == "open", "the phase is \(status["phase"]?.text ?? "")")
        let journal = String(decoding: try Files.read(lab.folder.records.appending("journal.log")), as: UTF8.self)
        let died = journal.split(whereSeparator: \.isNewline).filter {
            $0.contains("Main process exited") && $0.contains("datasafe-")
        }
        try claim(died.isEmpty, "services ended: \(died.suffix(5))")
    }
}
