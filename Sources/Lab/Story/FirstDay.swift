/// The first day of a practice, in eleven steps.
public enum FirstDay {
    /// Limits of waiting are for a slow machine without KVM; nothing here waits longer than it has to.
    package static let boot: Duration = .seconds(480)
    package static let forming: Duration = .seconds(1200)
    static let keyToData: Duration = .seconds(240)
    package static let moment: Duration = .seconds(120)
    package static let alarm: Duration = .seconds(120)
    static let backup: Duration = .seconds(1200)

    /// Documents of step 6, and those written while a disk is pulled.
    static let documents = 200
    static let more = 40

    /// The story.
    public static let story = Story([
        StoryStep(
            1, "Einschalten: Die Box ist neu und bietet ihre Einrichtungsseite an.",
            "Power on: the box is new and offers its set-up page.",
            run: { try await $0.switchOnNewBox() }, verify: { try await $0.lookAtNewBox() }),
        StoryStep(
            2, "Einrichten: Praxis, Konto, zwei silberne Schlüssel und der Backup-Schlüssel.",
            "Set-up: practice, account, two silver keys and the backup key.",
            run: { try await $0.setUp() }, verify: { try await $0.lookAtSetUp() }),
        StoryStep(
            3, "Aus und wieder an, ohne Schlüssel: gesperrt, nichts ist lesbar.",
            "Off and on again without a key: locked, nothing can be read.",
            run: { try await $0.restartWithoutKey() }, verify: { try await $0.lookAtLockedBox() }),
        StoryStep(
            4, "Fremder Stick, beschädigter Schlüssel, leerer Stick: jeder wird mit eigenem Satz abgelehnt.",
            "A foreign stick, a damaged key, an empty stick: each refused in its own words.",
            run: { try await $0.tryWrongSticks() }, verify: { try await $0.lookAtRefusals() }),
        StoryStep(
            5, "Silberner Schlüssel hinein: Die Daten sind offen. Schlüssel wieder heraus.",
            "Silver key in: the data are open. Key out again.",
            run: { try await $0.useKey() }, verify: { try await $0.lookAtOpenBox() }),
        StoryStep(
            6, "Das Team meldet sich an und legt 200 echte Dokumente ab; alle kommen gleich zurück.",
            "The staff log in and store 200 real documents; all of them come back identical.",
            run: { try await $0.storeDocuments() }, verify: { try await $0.lookAtDocuments() }),
        StoryStep(
            7, "Backup-Platte 1 hinein, eingerichtet, gesichert, geprüft: Sie kann abgezogen werden.",
            "Backup disk 1 in, initialised, backed up, verified: it can be pulled.",
            run: { try await $0.backUp() }, verify: { try await $0.lookAtBackup() }),
        StoryStep(
            8, "Beim Schreiben wird eine Datenplatte gezogen: Alarm in Sekunden, nichts geht verloren.",
            "A data disk is pulled while documents are written: alarm in seconds, nothing is lost.",
            run: { try await $0.pullDiskWhileWriting() }, verify: { try await $0.lookAtDegradedBox() }),
        StoryStep(
            9, "Neue Platte hinein: Die Daten liegen wieder doppelt.",
            "New disk in: the data are there twice again.",
            run: { try await $0.replaceDisk() }, verify: { try await $0.lookAtWholeBox() }),
        StoryStep(
            10, "Ein versehentlich gelöschter Ordner kommt von Platte 1 zurück, Byte für Byte.",
            "A folder deleted by mistake comes back from disk 1, byte for byte.",
            run: { try await $0.loseFolder() }, verify: { try await $0.lookAtRestoredFolder() }),
        StoryStep(
            11, "Der Hub zeigt alles: die Box, ihren Zustand, den Alarm und sein Ende.",
            "The hub shows it all: the box, its state, the alarm and its end.",
            run: { try await $0.openHub() }, verify: { try await $0.lookAtHub() }),
    ])
}
