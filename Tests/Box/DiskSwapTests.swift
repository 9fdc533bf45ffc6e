import FoundationEssentials
import Guest
import RealBrowser
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// A disk is pulled and replaced by somebody who has never done it: a real browser, and only what can be read and
    /// clicked on the pages. What is clicked here must stand in `docs/replace-a-disk.md`, with the pictures made here.
    ///
    /// With `DATASAFE_BOX=folder` it goes on with the box that the first day left in that folder; else one is set up.
    struct DiskSwapTests {
        private static let left = ProcessInfo.processInfo.environment["DATASAFE_BOX"]
        /// Enough to be more than nothing.
        private static let documents = 24

        @Test(.timeLimit(.minutes(30)))
        func `a newcomer replaces a pulled disk by following the pages alone`() async throws {
            var plan = try BoxLane.plan()
            if let left = Self.left {
                plan.folder = try RunFolder(root: FilePath(left))
                plan.isContinued = true
                plan.dataDisks = FirstDay.disksLeft
            }
            let (old, new) = Self.left == nil ? ("data2", "data3") : ("data3", "data4")
            let isNew = Self.left == nil
            try await BoxLane.with(plan) { lab, day in
                if isNew { try await day.makeBox() } else { try await day.openLeftBox() }
                try await day.fill(Self.documents)
                try await Newcomer.with(port: lab.ports.web) { try await replace($0, lab, old, new) }
                try await day.compareStored()
            }
        }

        /// The way of `docs/replace-a-disk.md`, in its steps.
        private func replace(_ person: Newcomer, _ lab: Lab, _ old: String, _ new: String) async throws {
            let page = person.page
            let ends = try [old, new].map { String(try lab.part($0).serial.suffix(4)) }
            try await person.logIn(.administrator)
            try await page.see("Eine Platte darf noch ausfallen", limit: FirstDay.forming)

            try await lab.perform(.pull(old))
            // The tiles are asked for every ten seconds.
            try await page.see("Keine Platte darf mehr ausfallen", limit: .seconds(60))
            try await page.see("nur noch auf einer Platte", limit: .seconds(60))
            try await person.photograph("1-alarm")
            try await person.click("Was ist zu tun?")
            try await page.see("Heute eine neue Platte einsetzen")
            try await person.photograph("2-what-to-do", at: "Heute eine neue Platte einsetzen")
            try await person.click("Zu den Platten")
            try await page.see("Platte 2 fehlt")
            try await page.see("Die ausgefallene Platte herausnehmen")
            try await page.see("Stecken lassen, darauf sind die Daten: Platte 1 in Einschub 1 (…0001).")
            try await person.photograph("3-missing", at: "Platte 2 fehlt")

            try await lab.perform(.plug(new))
            // By itself: nobody reloads the page.
            try await page.see("Platte in Einschub \(new.suffix(1))", limit: .seconds(60))
            try await page.see("Eine neue Platte ist eingesetzt")
            try await person.photograph("4-new-disk", at: "Eine neue Platte ist eingesetzt")
            try await person.fill("Letzte 4 Zeichen der Seriennummer", ends[1])
            try await person.photograph("5-confirm", at: "Letzte 4 Zeichen der Seriennummer")
            try await person.click("Diese Platte verwenden")

            try await page.see("Platte 2 (…\(ends[0])) wird durch die neue Platte (…\(ends[1])) ersetzt")
            try await page.see("%, noch etwa", limit: .seconds(120))
            try await person.photograph("6-progress")
            try await page.see("Fertig: Die neue Platte hält jetzt alle Daten.", limit: FirstDay.forming)
            try await page.see("Eine Platte darf noch ausfallen")
            try await person.photograph("7-whole")
            try await person.click("Start")
            try await page.see("Beide Platten halten dieselben Daten.")
            // The monitor takes back what it raised.
            try await page.seeNoMore("nur noch auf einer Platte", limit: FirstDay.alarm)
            try await person.photograph("8-start")
            #expect(page.complaints() == [])
        }
    }
}

extension Day {
    /// A box that was just set up.
    fileprivate func makeBox() async throws {
        try await switchOnNewBox()
        try await setUp()
        _ = try await lookAtSetUp()
    }

    /// The box of the first day, switched on and opened in the morning.
    fileprivate func openLeftBox() async throws {
        try await hand(.powerOn)
        try await readScreenAndOpenBrowser(limit: FirstDay.boot)
        try await waitForPhase(.locked, limit: FirstDay.boot)
        try await useKey()
        _ = try await lookAtOpenBox()
    }

    /// Documents that must be the same afterwards.
    fileprivate func fill(_ count: Int) async throws {
        try await logIn(.administrator)
        let folder = try await makeFolder("Röntgenbilder")
        for document in try documents().prefix(count) { try await store(document, in: folder) }
    }

    fileprivate func compareStored() async throws {
        try await logIn(.administrator)
        try await compare(try documents().filter { stored[$0.name] != nil })
    }
}
