import Guest

/// Steps 8 and 9: a disk goes, a disk comes.
extension Day {
    func pullDiskWhileWriting() async throws {
        try await logIn(.doctor)
        let documents = Array(try documents().suffix(FirstDay.more))
        var pulled: ContinuousClock.Instant?
        var hub: Task<String, any Error>?
        defer { hub?.cancel() }
        for (index, document) in documents.enumerated() {
            if index == documents.count / 4 {
                try await hand(.pull("data2"))
                let now = ContinuousClock.now
                pulled = now
                // Beside the writing: the hub is to know it while people still work.
                hub = Task {
                    try await self.hubSays("Alarm der Spiegelung, nach dem Ziehen", since: now) { $0.hasMirrorAlarm }
                }
            }
            voice.progress("beim Schreiben: \(index) von \(documents.count)")
            try await store(document, in: folder)
        }
        guard let pulled, let hub else { throw StoryError(.claim, "no disk was pulled") }
        let alarm = try await waitForPage(BoxRoutes.alarms, "alarm of the mirror", limit: FirstDay.alarm) { page in
            page.elements(with: "data-check").first { element in
                element["data-check"]?.hasPrefix(BoxRoutes.mirrorCheck) == true && element["data-code"] != nil
                    && element["data-state"] == "2"
            }.map { page.text(in: $0) }
        }
        seen = [
            "Alarm auf der Box: „\(alarm.prefix(100))…“ (spätestens \(Voice.time(.now - pulled)) nach dem Ziehen)"
        ]
        seen.append(try await hub.value)
    }

    func lookAtDegradedBox() async throws -> [String] {
        try await waitForPhase(.openDegraded, limit: FirstDay.moment)
        let redundancy = try await status().at("array", "redundancyLeft")?.whole
        try claim(redundancy == 0, "redundancy left is \(redundancy.map { "\($0)" } ?? "unknown")")
        try await compare(try documents())
        return seen + [
            "alle \(try documents().count) Dokumente da und gleich, auch die während des Ziehens geschriebenen"
        ]
    }

    func replaceDisk() async throws {
        try await logIn(.administrator)
        try await hand(.plug("data3"))
        let form = try await waitForPage(BoxRoutes.box, "form for the new disk", limit: FirstDay.moment) {
            try? $0.form(to: BoxRoutes.replace)
        }
        let serial = try lab.drawer.part("data3").serial
        let reply = try await browser().submit(form, ["confirm": [String(serial.suffix(4))]])
        try reply.expecting(200)
        let clock = ContinuousClock()
        let start = clock.now
        try await waitForStatus("mirror whole", limit: FirstDay.forming) { status -> Void? in
            if let deed = status["deeds"]?.elements.last(where: { $0["name"]?.text == "ReplaceMember" }),
                let code = deed["code"]?.text
            {
                throw StoryError(.claim, "the new disk was refused: \(code)")
            }
            guard let array = status["array"] else { return nil }
            if let progress = array["progress"]?["percent"]?.whole { self.voice.progress("Spiegel: \(progress) %") }
            return array["inSync"]?.whole == array["members"]?.whole && array["redundancyLeft"]?.whole == 1 ? () : nil
        }
        seen = ["neue Platte aufgenommen und gespiegelt in \(Voice.time(clock.now - start))"]
    }

    func lookAtWholeBox() async throws -> [String] {
        try await waitForPhase(.open, limit: FirstDay.alarm)
        try await waitForPage(BoxRoutes.alarms, "end of the mirror's alarm", limit: FirstDay.alarm) { page in
            page.elements(with: "data-check").contains { element in
                element["data-check"]?.hasPrefix(BoxRoutes.mirrorCheck) == true && element["data-state"] == "2"
            } ? nil : ()
        }
        return seen + ["der Alarm ist beendet", try await hubSays("Alarm beendet") { !$0.hasMirrorAlarm }]
    }
}
