import FoundationEssentials
import Guest
import Subprocess
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// A disk joins, a disk leaves and is erased, and in the end the whole box leaves the practice.
    struct MemberLifeTests {
        @Test(.timeLimit(.minutes(45)))
        func `three disks, two again, one erased, then everything erased with its papers`() async throws {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                try await day.fillBox()
                try await day.addDisk("data3")
                try await day.compareStored()
                try await day.takeOutFirst("data1")
                try await day.compareStored()
                try await day.eraseLoose("data1")
                #expect(try Self.firstByte(of: lab.part("data1").file) == nil)

                try await day.hand(.unplug("data1"))
                try await day.switchOffAndOn(with: "key2")
                try await day.compareStored()

                try await day.retire()
                for disk in ["data2", "data3"] {
                    #expect(try Self.firstByte(of: lab.part(disk).file) == nil)
                }
                try await day.hand(.powerOff)
                try await day.hand(.powerOn)
                try await day.readScreenAndOpenBrowser(limit: FirstDay.boot)
                try await day.waitForPhase(.retired, limit: FirstDay.moment)
                try await day.hand(.plug("key1"))
                try await Task.sleep(for: .seconds(20))
                try await day.waitForPhase(.retired, limit: FirstDay.moment)
            }
        }

        /// Where the first byte stands that is not zero.
        private static func firstByte(of file: FilePath) throws -> Int? {
            let descriptor = try FileDescriptor.open(file, .readOnly)
            defer { try? descriptor.close() }
            var block = [UInt8](repeating: 0, count: 1 << 20)
            var offset = 0
            while true {
                let count = try block.withUnsafeMutableBytes { try descriptor.read(into: $0) }
                guard count > 0 else { return nil }
                if let index = block[..<count].firstIndex(where: { $0 != 0 }) { return offset + index }
                offset += count
            }
        }
    }
}

extension Day {
    /// The form of the device's page to `action` that is about this disk; `member` = the one that is about this member.
    private func form(to action: String, disk: String? = nil, member: Int? = nil) async throws -> HTMLForm {
        let serial = try disk.map { try lab.part($0).serial }
        return try await waitForPage(BoxRoutes.box, "form to \(action)", limit: FirstDay.moment) { page in
            page.forms.first { form in
                form.action == action
                    && (serial.map { serial in
                        form.fields.contains { $0.name == "disk" && $0.value.contains(serial) }
                    } ?? true)
                    && (member.map { member in
                        form.fields.contains { $0.name == "member" && $0.value == "\(member)" }
                    } ?? true)
            }
        }
    }

    private func tail(_ disk: String) throws -> [String: [String]] {
        ["confirm": [String(try lab.part(disk).serial.suffix(4))]]
    }

    private func waitForMembers(_ count: Int64, redundancy: Int64) async throws {
        try await waitForStatus("\(count) disks whole", limit: FirstDay.forming) { status -> Void? in
            guard let array = status["array"], array["action"]?.text == "idle" else { return nil }
            return array["members"]?.whole == count && array["inSync"]?.whole == count
                && array["redundancyLeft"]?.whole == redundancy ? () : nil
        }
    }

    func addDisk(_ disk: String) async throws {
        try await logIn(.administrator)
        try await hand(.plug(disk))
        let form = try await form(to: BoxRoutes.addDisk, disk: disk)
        let wrong = try await browser().submit(form, ["confirm": ["zzzz"]])
        try claim(
            wrong.page.element(id: "refusal") != nil,
            "a wrong serial is taken: \(wrong.page.text.prefix(300))")
        try await browser().submit(form, try tail(disk)).expecting(200)
        try await waitForMembers(3, redundancy: 2)
        let page = try await browser().get(BoxRoutes.box).expecting(200).page
        try claim(page.element(id: "array")?["data-redundancy"] == "2", "the page does not say that two may fail")
    }

    /// Takes the member out that stands in the first place; `disk` = where it lies.
    func takeOutFirst(_ disk: String) async throws {
        let form = try await form(to: "/box/take-out", member: 1)
        try await browser().submit(form, try tail(disk)).expecting(200)
        try await waitForMembers(2, redundancy: 1)
    }

    func eraseLoose(_ disk: String) async throws {
        let form = try await form(to: "/box/erase", disk: disk)
        try await browser().submit(form, try tail(disk)).expecting(200)
        try await waitForDeed("EraseDisk", limit: FirstDay.forming)
        let serial = try lab.part(disk).serial
        let path = try await waitForPage(BoxRoutes.box, "certificate", limit: FirstDay.moment) { page in
            page.elements(with: "data-erasure").first?["data-erasure"].map { "/box/erasures/\($0)" }
        }
        let sheet = try await browser().get(path).expecting(200).page
        try claim(sheet.element(id: "erasure")?["data-level"] == "ok", "the erasure is not called good: \(sheet.text)")
        try claim(sheet.text.contains(serial), "the certificate does not name \(serial)")
        try await readPaper("\(path)/pdf", naming: [serial])
    }

    func switchOffAndOn(with key: String) async throws {
        try await hand(.powerOff)
        try await switchOn()
        try await open(with: key)
    }

    /// The whole box, as its administrator does it, and the papers as anybody in front of it fetches them.
    func retire() async throws {
        try await logIn(.administrator)
        let page = try await browser().get("/box/retire").expecting(200).page
        let number = page.element(id: "box-number").map { page.text(in: $0) } ?? ""
        let form = try page.form(to: "/box/retire")
        let other = try await browser().submit(form, ["confirm": ["00000000"], "understood": ["on"]])
        try claim(other.status != 200 || other.page.element(id: "retired") == nil, "another box's number is taken")
        try await browser().submit(form, ["confirm": [number], "understood": ["on"]]).expecting(200)
        try await waitForPhase(.retired, limit: FirstDay.moment)
        try await waitForPage(BoxRoutes.start, "both disks erased", limit: FirstDay.forming) { page in
            page.element(id: "erased")?["data-erased"] == "2" ? () : nil
        }
        let code = try await readScreenCode()
        try await browser().submit(on: BoxRoutes.diskWork, to: BoxRoutes.diskWorkCode, ["code": [code]]).expecting(200)
        let serials = try ["data2", "data3"].map { try lab.part($0).serial }
        try await readPaper("/disk-work/erasures.pdf", naming: serials)
    }

    /// Holds a PDF against what a foreign reader makes of it.
    private func readPaper(_ path: String, naming words: [String]) async throws {
        let reply = try await browser().get(path, accepting: "application/pdf").expecting(200)
        let file = lab.folder.path.appending("paper.pdf")
        try Files.write(reply.body, to: file)
        let text =
            try await Subprocess.run(
                .path("/usr/bin/pdftotext"), arguments: ["-layout", file.string, "-"], output: .string(limit: 1 << 20)
            ).standardOutput
        for word in words { try claim(text.contains(word), "\(path) does not name \(word): \(text.prefix(400))") }
    }
}
