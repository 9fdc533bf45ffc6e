/// The first day of a practice, in eleven steps.
public enum FirstDay {
    /// Limits of waiting are for a slow machine without KVM; nothing here waits longer than it has to.
    static let boot: Duration = .seconds(300)
    static let keyToData: Duration = .seconds(120)
    static let alarm: Duration = .seconds(90)

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
    ])
}
