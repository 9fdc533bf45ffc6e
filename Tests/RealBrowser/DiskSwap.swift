/// The way of `docs/replace-a-disk.md`: from the alarm to whole data, only by what can be read and clicked.
package struct DiskSwap: Sendable {
    /// The disk that stays, as the page calls it: bay and end of its serial.
    package var staying: String
    /// Bay of the new disk.
    package var bay: String
    /// What stands at the end of the new disk's label.
    package var ending: String
    /// How long filling the new disk may take.
    package var limit: Duration

    package init(staying: String, bay: String, ending: String, limit: Duration) {
        self.staying = staying
        self.bay = bay
        self.ending = ending
        self.limit = limit
    }

    /// What hands do at the box meanwhile.
    package enum Hand: Sendable {
        case pullOld, plugNew
        /// Nothing to do but to wait: the progress has been seen.
        case wait
    }

    /// Goes the way. `person` is logged in, on the start page of a box whose data are whole.
    package func go(_ person: Newcomer, hand: (Hand) async throws -> Void) async throws {
        let page = person.page
        try await page.see("Eine Platte darf noch ausfallen", limit: limit)
        try await hand(.pullOld)
        // The tiles are asked for every ten seconds.
        try await page.see("Keine Platte darf mehr ausfallen", limit: .seconds(60))
        try await page.see("nur noch auf einer Platte", limit: .seconds(60))
        try await person.photograph("swap-1-alarm")
        try await person.click("Was ist zu tun?")
        try await page.see("Heute eine neue Platte einsetzen")
        try await person.photograph("swap-2-what-to-do")
        try await person.click("Zu den Platten")
        try await page.see("Platte 2 fehlt")
        try await page.see("Die ausgefallene Platte herausnehmen")
        try await page.see("Stecken lassen, darauf sind die Daten: Platte 1 in \(staying).")
        try await person.photograph("swap-3-missing", at: "Stecken lassen")

        try await hand(.plugNew)
        // By itself: nobody reloads the page.
        try await page.see("Platte in Einschub \(bay)", limit: .seconds(60))
        try await page.see("Eine neue Platte ist eingesetzt")
        try await person.photograph("swap-4-new-disk", at: "Eine neue Platte ist eingesetzt")
        try await person.fill("Letzte 4 Zeichen der Seriennummer", ending)
        try await person.photograph("swap-5-confirm", at: "Letzte 4 Zeichen der Seriennummer")
        try await person.click("Diese Platte verwenden")

        try await page.see("wird durch die neue Platte (…\(ending)) ersetzt")
        try await page.see("%, noch etwa", limit: .seconds(120))
        try await person.photograph("swap-6-progress")
        try await hand(.wait)
        try await page.see("Fertig: Die neue Platte hält jetzt alle Daten.", limit: limit)
        try await page.see("Eine Platte darf noch ausfallen", limit: .seconds(60))
        try await person.photograph("swap-7-whole")
        try await person.click("Start")
        try await page.see("Beide Platten halten dieselben Daten.")
        // The monitor takes back what it raised.
        try await page.seeNoMore("nur noch auf einer Platte", limit: .seconds(120))
        try await person.photograph("swap-8-start")
    }
}
