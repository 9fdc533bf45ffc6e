// The page of one disk.
extension Text {
    public static let diskTitle = Text(de: "Platte {number}", en: "Disk {number}")
    public static let backupDiskTitle = Text(de: "Backup-Platte {number}", en: "Backup disk {number}")
    public static let aboutDisk = Text(de: "Diese Platte", en: "This disk")
    public static let diskMore = Text(de: "Werte und Verlauf", en: "Values and history")
    public static let diskOthers = Text(de: "Alle Platten", en: "All disks")
    public static let diskAllWell = Text(de: "Die Platte meldet keine Fehler.", en: "The disk reports no faults.")
    public static let diskNotJudged = Text(
        de: "Das Urteil über diese Platte fehlt gerade.", en: "The verdict on this disk is missing at the moment.")
    public static let diskNotJudgedWhy = Text(
        de: "Die Werte unten stimmen trotzdem. Die Seite in einer Minute neu laden.",
        en: "The values below are right all the same. Reload the page in a minute.")
    public static let diskVirtual = Text(
        de: "Eine virtuelle Platte hat keinen Zustand, der sich lesen ließe.",
        en: "A virtual disk has no condition that could be read.")
    public static let diskMeans = Text(de: "Für die Praxis", en: "For the practice")
    public static let diskDo = Text(de: "Zu tun", en: "To do")
    public static let diskMeasured = Text(de: "Gemessen", en: "Measured")
    public static let diskRead = Text(de: "Zuletzt gelesen", en: "Last read")
    public static let diskTemperature = Text(de: "Temperatur", en: "Temperature")
    public static let diskCelsius = Text(de: "Temperatur in °C", en: "Temperature in °C")
    public static let diskAge = Text(de: "Betriebszeit", en: "Time in operation")
    public static let diskAgeHour = Text(de: "1 Stunde", en: "1 hour")
    public static let diskAgeHours = Text(de: "{value} Stunden", en: "{value} hours")
    public static let diskAgeYears = Text(
        de: "{value} Stunden, etwa {years} Jahre", en: "{value} hours, about {years} years")
    public static let selfTest = Text(de: "Selbsttest", en: "Self-test")
    public static let selfTestRunning = Text(de: "läuft, noch {percent} %", en: "running, {percent} % left")
    public static let selfTestNone = Text(de: "kann diese Platte nicht", en: "this disk cannot do it")
    public static let selfTestNever = Text(de: "noch keiner beendet", en: "none finished yet")
    public static let selfTestPassed = Text(de: "bestanden", en: "passed")
    public static let selfTestFailed = Text(de: "fehlgeschlagen", en: "failed")
    public static let selfTestAborted = Text(de: "vorzeitig beendet, sagt nichts", en: "cut short, says nothing")
    public static let selfTestShort = Text(de: "kurzer Test", en: "short test")
    public static let selfTestLong = Text(de: "langer Test", en: "long test")
    public static let selfTestStarts = Text(
        de: "Kurzer Test zuletzt begonnen {short}, langer {long}",
        en: "Short test last begun {short}, long one {long}")

    public static let diskValues = Text(de: "Werte", en: "Values")
    public static let diskValue = Text(de: "Wert", en: "Value")
    public static let diskNow = Text(de: "Jetzt", en: "Now")
    public static let diskYearAgo = Text(de: "Vor einem Jahr", en: "A year ago")
    public static let diskThen = Text(de: "Am {day}", en: "On {day}")
    public static let diskAttribute = Text(de: "Attribut", en: "Attribute")
    public static let diskValuesHint = Text(
        de: "So zählt die Platte selbst. Fehlerzähler sollen 0 sein und bleiben.",
        en: "As the disk itself counts. Error counters should be 0 and stay so.")
    public static let diskValuesNone = Text(de: "Diese Platte nennt keine Werte.", en: "This disk names no values.")

    public static let diskCurves = Text(de: "Verlauf", en: "History")
    public static let diskCurvesSince = Text(
        de: "Aufgezeichnet seit {day}. Gezeichnet wird, was nicht immer 0 war.",
        en: "Recorded since {day}. What was not always 0 is drawn.")
    public static let diskCurvesYoung = Text(
        de: "Die Aufzeichnung hat gerade erst begonnen.", en: "The recording has only just begun.")
    public static let diskCurve = Text(
        de: "{name}: von {first} auf {last}, höchstens {most}", en: "{name}: from {first} to {last}, at most {most}")
    public static let diskLimitWarn = Text(de: "Hinweis ab {value}", en: "Notice from {value}")
    public static let diskLimitCrit = Text(de: "Alarm ab {value}", en: "Alarm from {value}")

    public static let diskEvents = Text(de: "Was geschah", en: "What happened")
    public static let diskFell = Text(
        de: "{name} fiel von {before} auf {after}: Der Zähler begann neu.",
        en: "{name} fell from {before} to {after}: the counter began anew.")
}
