// The online backup on the backup page.
extension Text {
    public static let online = Text(de: "Online-Sicherung", en: "Online backup")
    public static let onlineWhat = Text(
        de: "Jede Nacht gehen die Änderungen verschlüsselt zu Ihrem Anbieter. Lesen kann sie dort niemand: Die "
            + "Schlüssel bleiben hier. Wegnehmen kann sie von hier aus auch niemand, auch kein Schadprogramm.",
        en: "Each night the changes go to your vendor, encrypted. Nobody can read them there: the keys stay here. "
            + "Nobody can delete them from here either, no malicious program and no person.")
    public static let onlineFirst = Text(
        de: "Die erste Nacht dauert je nach Leitung Stunden bis Tage. Sie darf unterbrochen werden.",
        en: "The first night takes hours or days, as the line allows. It may be interrupted.")
    public static let onlineNotEnrolled = Text(
        de: "Dafür muss die Datasafe bei Ihrem Anbieter angemeldet sein.",
        en: "For this the Datasafe has to be enrolled with your vendor.")
    public static let onlineAdd = Text(de: "Online-Sicherung einrichten", en: "Set up the online backup")
    public static let onlineWaiting = Text(de: "Wartet auf die Nacht", en: "Waiting for the night")
    public static let onlineRunning = Text(de: "Sichert gerade", en: "Backing up")
    public static let onlineTrouble = Text(de: "Gestört", en: "Disturbed")
    public static let onlineDay = Text(de: "Leitung tagsüber", en: "Line by day")
    public static let onlineNight = Text(
        de: "Leitung nachts und am Wochenende", en: "Line at night and at weekends")
    public static let onlineAll = Text(de: "alles, was frei ist", en: "all that is free")
    public static let onlineUpTo = Text(de: "höchstens {rate}", en: "at most {rate}")
    public static let onlineDayHint = Text(
        de: "Tagsüber ist montags bis freitags von 7:30 bis 18:00 Uhr. Es geht nur um das Senden.",
        en: "By day is Monday to Friday from 7:30 to 18:00. It is about sending only.")
    public static let onlineKept = Text(
        de:
            "Etwa einmal im Monat gibt der Anbieter das Löschen alter Nächte für einen Tag frei; was davor war, hebt er "
            + "noch 30 Tage auf.",
        en:
            "About once a month the vendor allows old nights to be deleted for a day; what was there before, he keeps for "
            + "another 30 days.")
    public static let onlineNow = Text(de: "Jetzt online sichern", en: "Back up online now")
    public static let onlineEnd = Text(de: "Online-Sicherung beenden", en: "End the online backup")
    public static let onlineEndWhat = Text(
        de: "Die Datasafe sendet dann nichts mehr zum Anbieter. Was dort liegt, bleibt verschlüsselt dort; der "
            + "Backup-Schlüssel öffnet es.",
        en: "The Datasafe then sends nothing to the vendor any more. What is there stays there, encrypted; the backup "
            + "key opens it.")
    public static let onlineNights = Text(de: "Nächte beim Online-Dienst", en: "Nights at the online service")
    public static let onlineNightsKept = Text(de: "Nächte dort", en: "Nights there")
    public static let onlineLast = Text(
        de: "Online-Sicherung {when}, geprüft.", en: "Online backup {when}, verified.")
    public static let onlineNone = Text(
        de: "Die erste Online-Sicherung ist noch nicht fertig.", en: "The first online backup is not finished yet.")
    public static let onlinePlan = Text(de: "Plan der Online-Sicherung", en: "Plan of the online backup")
    public static let bytesOf = Text(de: "{done} von {of}", en: "{done} of {of}")
    public static let filesOf = Text(de: "{done} von {of} Dateien", en: "{done} of {of} files")
    public static let onlineThinned = Text(de: "Alte Nächte zuletzt gelöscht", en: "Old nights last deleted")
    public static let onlineShort = Text(de: "Online", en: "Online")
}
