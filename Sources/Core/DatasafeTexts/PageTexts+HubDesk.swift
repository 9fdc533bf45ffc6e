// The hub's desk: enrolment, incidents, the words of its history and of its command line.
extension Text {
    // Enrolment
    public static let hubLabel = Text(de: "Eigene Bezeichnung", en: "Label of your own")
    public static let hubLabelHint = Text(
        de: "Zum Beispiel die Kundennummer. Keine Namen von Personen.",
        en: "For example the customer number. No names of persons.")
    public static let hubMakeCode = Text(de: "Code erzeugen", en: "Make a code")
    public static let hubCodeTitle = Text(de: "Code für {label}", en: "Code for {label}")
    public static let hubCodeOnce = Text(
        de: "Dieser Code wird nur hier und nur jetzt gezeigt. Er gilt einmal und 24 Stunden.",
        en: "This code is shown only here and only now. It is good once, for 24 hours.")
    public static let hubCodeStep1 = Text(
        de: "Die Box einschalten und ihre Einrichtungsseite im Netz der Praxis öffnen.",
        en: "Switch the box on and open its set-up page in the network of the practice.")
    public static let hubCodeStep2 = Text(
        de: "Im Schritt „Praxis“ als Adresse der Zentrale eingeben: {address}",
        en: "In the step “Practice” type as address of the hub: {address}")
    public static let hubCodeStep3 = Text(
        de: "Den Code eingeben. Er enthält den Fingerabdruck dieser Zentrale: Die Box prüft damit, dass sie mit der "
            + "richtigen spricht.",
        en: "Type the code. It holds the fingerprint of this hub: with it the box checks that it speaks to the right "
            + "one.")
    public static let hubCodeStep4 = Text(
        de: "Die Box erscheint nach ihrer ersten Meldung in der Liste.",
        en: "The box appears in the list after its first beat.")
    public static let hubCodes = Text(de: "Ausgegebene Codes", en: "Codes given out")
    public static let hubNoCodes = Text(de: "Noch kein Code ausgegeben.", en: "No code was given out yet.")
    public static let hubCodeMade = Text(de: "Erzeugt", en: "Made")
    public static let hubCodeState = Text(de: "Zustand", en: "State")
    public static let hubCodeOpen = Text(de: "gilt bis {time}", en: "good until {time}")
    public static let hubCodeUsed = Text(de: "verbraucht {time}", en: "used {time}")
    public static let hubCodeOver = Text(de: "abgelaufen", en: "expired")

    // Incidents
    public static let hubCommon = Text(de: "Gemeinsame Ausfälle", en: "Common failures")
    public static let hubCommonWords = Text(
        de: "Fallen viele Boxen zugleich aus, liegt es an der Zentrale oder am Anbieter, nicht an den Praxen: eine "
            + "Störung statt vieler Alarme.",
        en: "When many boxes fall silent at once, hub or provider are the cause, not the practices: one incident "
            + "instead of many alarms.")
    public static let hubCommonOpen = Text(
        de: "{boxes} Boxen melden sich seit {time} nicht mehr", en: "{boxes} boxes have been silent since {time}")
    public static let hubCommonAction = Text(
        de: "Bitte zuerst die Zentrale und ihren Internetanschluss prüfen.",
        en: "Please check the hub and its internet connection first.")
    public static let hubCommonNone = Text(de: "Keine.", en: "None.")
    public static let hubColumnBegan = Text(de: "Beginn", en: "Began")
    public static let hubColumnEnd = Text(de: "Ende", en: "End")
    public static let hubColumnBoxes = Text(de: "Boxen", en: "Boxes")
    public static let hubProblems = Text(de: "Offen in der Flotte", en: "Open in the fleet")
    public static let hubNoProblems = Text(de: "Alles in Ordnung.", en: "All is well.")
    public static let hubNewest = Text(de: "Neueste Ereignisse", en: "Newest events")

    // Events
    public static let hubEventRaise = Text(de: "Beginn", en: "Raised")
    public static let hubEventWorse = Text(de: "Schlimmer", en: "Worse")
    public static let hubEventResolve = Text(de: "Beendet", en: "Resolved")
    public static let hubEventRestart = Text(de: "Neustart", en: "Restart")
    public static let hubEventSwap = Text(de: "Getauscht", en: "Swapped")
    public static let hubEventMaintenance = Text(de: "Wartung", en: "Maintenance")
    public static let hubEventEnrol = Text(de: "Angemeldet", en: "Enrolled")
    public static let hubEventRevoke = Text(de: "Gesperrt", en: "Revoked")
    public static let hubEventAck = Text(de: "Gesehen", en: "Seen")
    public static let hubByBox = Text(de: "Box", en: "Box")
    public static let hubByHub = Text(de: "Zentrale", en: "Hub")

    // Units
    public static let unitDays = Text(de: "{value} Tage", en: "{value} days")
    public static let unitHours = Text(de: "{value} Std.", en: "{value} h")
    public static let unitMinutes = Text(de: "{value} Min.", en: "{value} min")
    public static let unitSeconds = Text(de: "{value} s", en: "{value} s")
    public static let unitFiles = Text(de: "Dateien: {value}", en: "Files: {value}")
    public static let unitNumber = Text(de: "Nr. {value}", en: "No. {value}")
}
