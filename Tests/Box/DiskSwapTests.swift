import FoundationEssentials
import Guest
import RealBrowser
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// A disk is pulled and replaced by somebody who has never done it: a real browser before the booted box, and only what
    /// can be read and clicked on the pages. The pictures go to `.build-test/pictures`.
    struct DiskSwapTests {
        /// Enough to be more than nothing.
        private static let documents = 24

        @Test(.timeLimit(.minutes(30)))
        func `a newcomer replaces a pulled disk by following the pages alone`() async throws {
            try await BoxLane.with(try BoxLane.plan()) { lab, day in
                try await day.makeBox()
                try await day.fill(Self.documents)
                try await replace(lab)
                try await day.compareStored()
            }
        }

        private func replace(_ lab: Lab) async throws {
            let (old, new) = ("data2", "data3")
            let guide = BoxLane.root.appending("docs").appending("replace-a-disk.md")
            let person = try await Newcomer.open(
                try Chromium(), origin: "https://127.0.0.1:\(lab.ports.web)",
                guide: String(decoding: try Files.read(guide), as: UTF8.self),
                pictures: BoxLane.root.appending(".build-test").appending("pictures").string)
            let account = Account.administrator
            try await person.logIn(user: account.user, password: account.password, name: account.name)
            let swap = DiskSwap(
                staying: "Einschub 1 (…0001)", bay: String(new.suffix(1)),
                ending: String(try lab.part(new).serial.suffix(4)), limit: FirstDay.forming)
            try await swap.go(person) { hand in
                switch hand {
                case .pullOld: try await lab.perform(.pull(old))
                case .plugNew: try await lab.perform(.plug(new))
                case .wait: break
                }
            }
            #expect(person.page.complaints() == [])
            try await person.page.close()
        }
    }
}

extension Day {
    /// Documents that must be the same afterwards.
    fileprivate func fill(_ count: Int) async throws {
        try await logIn(.administrator)
        let folder = try await makeFolder("Röntgenbilder")
        for document in try documents().prefix(count) { try await store(document, in: folder) }
    }
}
