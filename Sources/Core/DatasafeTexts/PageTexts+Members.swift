// Changes of the data disks on the device page: replace, add, take out, call off, check, erase.
extension Text {
    public static let mayStillFail = Text(de: "Dürfen noch ausfallen", en: "May still fail")
    public static let mayStillFailCount = Text(de: "{count} von {all}", en: "{count} of {all}")
    public static let readErrors = Text(de: "Lesefehler", en: "Read errors")
    public static let correctedErrors = Text(de: "Aus der Kopie geheilt", en: "Healed from the other copy")
    public static let integrityErrors = Text(de: "Falsche Prüfsummen", en: "Wrong checksums")
    public static let diskNoticed = Text(de: "Auffällig", en: "Noticed")
    public static let bayLabel = Text(de: "Einschub", en: "Bay")

    // A change under way
    public static let changeReplace = Text(
        de: "Platte {number}{old} wird durch die neue Platte{new} ersetzt",
        en: "Disk {number}{old} is being replaced by the new disk{new}")
    public static let changeReplaceOld = Text(
        de: "Die alte Platte hält weiter alle Daten, bis die neue befüllt ist. Bitte beide stecken lassen.",
        en: "The old disk keeps all data until the new one is filled. Please leave both in.")
    public static let changeReplaceLost = Text(
        de: "Die Praxis kann weiterarbeiten. Bis die neue Platte befüllt ist, keine andere herausnehmen.",
        en: "The practice can go on working. Do not take out another disk until the new one is filled.")
    public static let changeReplaceEnd = Text(
        de: "Die neue Platte {number} ist befüllt, die alte{old} wird aus dem Verbund genommen",
        en: "The new disk {number} is filled, the old one{old} is being taken out")
    public static let changeAdd = Text(
        de: "Die neue Platte{new} wird zusätzlich aufgenommen", en: "The new disk{new} is being added")
    public static let changeAddWhy = Text(
        de: "Die Daten sind währenddessen so geschützt wie bisher.",
        en: "Meanwhile the data are protected as before.")
    public static let changeTakeOut = Text(
        de: "Platte {number}{old} wird aus dem Verbund genommen", en: "Disk {number}{old} is being taken out")
    public static let changeTakeOutWhy = Text(
        de: "Bitte stecken lassen, bis sie hier als nicht mehr verwendet steht.",
        en: "Please leave it in until it is shown here as not used any more.")
    public static let changeWaits = Text(
        de: "Die neue Platte{new} fehlt oder antwortet nicht", en: "The new disk{new} is missing or does not answer")
    public static let changeWaitsWhy = Text(
        de: "Die Platte fest einsetzen, dann geht es von selbst weiter. Oder die Änderung abbrechen.",
        en: "Put the disk in firmly, then it goes on by itself. Or call the change off.")
    public static let changeSurvives = Text(
        de: "Nach einem Stromausfall geht es von selbst weiter.", en: "After a power cut it goes on by itself.")
    public static let tail = Text(de: " (…{tail})", en: " (…{tail})")
    public static let callOff = Text(de: "Änderung abbrechen", en: "Call off the change")
    public static let callOffNew = Text(
        de: "Was auf die neue Platte{new} kopiert wurde, geht verloren. Die anderen Platten bleiben, wie sie sind.",
        en: "What was copied to the new disk{new} is lost. On the other disks everything stays as it is.")
    public static let callOffLost = Text(
        de: "Platte {number} fehlt danach weiterhin.", en: "Disk {number} is still missing afterwards.")
    public static let callOffTakeOut = Text(
        de: "Platte {number}{old} bleibt dann im Verbund.", en: "Disk {number}{old} then stays in the array.")
    public static let callOffGo = Text(de: "Ja, abbrechen", en: "Yes, call it off")
    public static let noteCalledOff = Text(de: "Abgebrochen.", en: "Called off.")

    // A disk that is not used
    public static let looseTitle = Text(de: "Platte in Einschub {number}", en: "Disk in bay {number}")
    public static let looseWaits = Text(
        de: "Diese Platte kann verwendet werden, sobald die laufende Änderung fertig ist.",
        en: "This disk can be used as soon as the present change has ended.")
    public static let looseFormer = Text(
        de: "Diese Platte gehörte zu dieser oder zu einer anderen Datasafe. Sie wurde nicht angerührt.",
        en: "This disk belonged to this or to another Datasafe. It was not touched.")
    public static let looseFormerWhy = Text(
        de: "Um sie hier neu zu verwenden, wird sie zuerst gelöscht.",
        en: "To use it here anew, it is erased first.")
    public static let looseFound = Text(
        de: "Eine Platte ist eingesetzt, die noch nicht verwendet wird.", en: "A disk is inserted that is not used yet."
    )
    public static let formerDisk = Text(de: "Frühere Datenplatte", en: "Former data disk")
    public static let formerContent = Text(
        de: "verschlüsselte Daten einer Datasafe", en: "encrypted data of a Datasafe")
    public static let replaceInstead = Text(de: "Eine vorhandene Platte ersetzen", en: "Replace a present disk")
    public static let replaceInsteadWhat = Text(
        de: "Die alte Platte hält ihre Daten, bis die neue befüllt ist. Der Schutz sinkt dabei nicht.",
        en: "The old disk keeps its data until the new one is filled. Protection does not drop meanwhile.")
    public static let replaceChoice = Text(de: "Platte {number}{tail}: {state}", en: "Disk {number}{tail}: {state}")
    public static let addTitle = Text(de: "Zusätzlich aufnehmen", en: "Add it")
    public static let addWhat = Text(
        de: "Danach halten {count} Platten dieselben Daten, {left} davon dürfen ausfallen. Mehr Platz wird es nicht.",
        en: "Then {count} disks hold the same data, {left} of them may fail. It does not give more space.")
    public static let addGo = Text(de: "Platte aufnehmen", en: "Add the disk")
    public static let eraseTitle = Text(de: "Löschen, mit Nachweis", en: "Erase, with certificate")
    public static let eraseWhat = Text(
        de: """
            Die ganze Platte wird gelöscht und nachgelesen, danach gibt es einen Löschnachweis. Das kann Stunden dauern und \
            lässt sich nicht abbrechen.
            """,
        en: """
            The whole disk is erased and read back, then there is a certificate. That can take hours and cannot be called \
            off.
            """)
    public static let eraseOther = Text(
        de: "Gehört sie zu einer anderen Datasafe, sind deren Daten auf dieser Platte für immer weg.",
        en: "If it belongs to another Datasafe, that one's data on this disk are gone for ever.")
    public static let eraseGo = Text(de: "Endgültig löschen", en: "Erase for good")

    // Take a member out
    public static let takeOutTitle = Text(de: "Platte aus dem Verbund nehmen", en: "Take a disk out of the array")
    public static let takeOutWhat = Text(
        de: "Geht nur, weil mehr als zwei Platten dieselben Daten halten. Danach: {left}.",
        en: "Possible only because more than two disks hold the same data. Afterwards: {left}.")
    public static let takeOutLoses = Text(
        de: "Platte {number}{tail} zählt danach nicht mehr mit.", en: "Disk {number}{tail} does not count any more.")
    public static let takeOutLeaves = Text(
        de: "Auf ihr bleibt eine verschlüsselte Kopie von heute. Vor dem Weggeben hier löschen.",
        en: "An encrypted copy of today stays on it. Erase it here before giving it away.")
    public static let takeOutGone = Text(
        de: "Platte {number} fehlt. Ihr Platz wird aufgegeben, es bleiben {count} Platten.",
        en: "Disk {number} is missing. Its place is given up, {count} disks stay.")
    public static let takeOutOne = Text(de: "Platte {number}{tail}", en: "Disk {number}{tail}")
    public static let takeOutGo = Text(de: "Aus dem Verbund nehmen", en: "Take it out")

    // Scrub
    public static let scrubCard = Text(de: "Vollständige Prüfung", en: "Complete check")
    public static let scrubWhat = Text(
        de:
            "Jede Woche wird jede Platte ganz gelesen. Was sich nicht mehr lesen lässt, wird von einer anderen erneuert.",
        en: "Every week each disk is read completely. What cannot be read any more is renewed from another one.")
    public static let scrubLast = Text(de: "Zuletzt vollständig", en: "Last complete one")
    public static let scrubMismatches = Text(
        de: "Unterschiede zwischen den Platten", en: "Differences between the disks")
    public static let scrubRunning = Text(de: "Prüfung läuft", en: "Check is running")
    public static let scrubWaits = Text(
        de: "Solange eine Platte befüllt wird, ruht die Prüfung.", en: "While a disk is being filled, the check rests.")
    public static let scrubHeld = Text(
        de: "Angehalten bei {percent} %. Die nächste Nacht macht dort weiter.",
        en: "Stopped at {percent} %. The next night goes on from there.")
    public static let scrubBegun = Text(
        de: "{percent} % sind gelesen. Es geht weiter, sobald die Platten Zeit haben.",
        en: "{percent} % have been read. It goes on as soon as the disks have time.")
    public static let scrubContinue = Text(de: "Weiter prüfen", en: "Go on checking")
    public static let scrubStart = Text(de: "Jetzt prüfen", en: "Check now")
    public static let scrubPause = Text(de: "Anhalten", en: "Stop")
    public static let noteScrubStarted = Text(
        de: "Die Prüfung beginnt, sobald die Platten Zeit haben.",
        en: "The check begins as soon as the disks have time.")
    public static let noteScrubPaused = Text(
        de: "Angehalten. Die nächste Prüfung macht dort weiter.", en: "Stopped. The next check goes on from there.")

    public static let newDiskDone = Text(
        de: "Fertig: Die neue Platte hält jetzt alle Daten.", en: "Finished: the new disk now holds all data.")
    public static let deedAdd = Text(de: "Platte wird aufgenommen", en: "Adding the disk")
    public static let deedTakeOut = Text(de: "Platte wird herausgenommen", en: "Taking the disk out")
    public static let deedErase = Text(de: "Platte wird gelöscht", en: "Erasing the disk")

    // USB devices that were not let in
    public static let usbCard = Text(de: "Nicht zugelassene USB-Geräte", en: "USB devices not let in")
    public static let usbWhy = Text(
        de: "Die Datasafe nimmt nur USB-Sticks und Platten an. Das Gerät abziehen, mehr ist nicht zu tun.",
        en: "The Datasafe takes USB sticks and disks only. Unplug the device, nothing else is to be done.")
    public static let usbKeyboard = Text(de: "Eine Tastatur wurde nicht zugelassen", en: "A keyboard was not let in")
    public static let usbNetwork = Text(
        de: "Ein Netzwerkgerät wurde nicht zugelassen", en: "A network device was not let in")
    public static let usbComposite = Text(
        de: "Ein Stick, der zugleich ein anderes Gerät ist, wurde nicht zugelassen",
        en: "A stick that is another device as well was not let in")
    public static let usbMedia = Text(
        de: "Ein Telefon, eine Kamera oder ein Abspielgerät wurde nicht zugelassen",
        en: "A phone, camera or player was not let in")
    public static let usbSerial = Text(
        de: "Ein serieller Adapter wurde nicht zugelassen", en: "A serial adapter was not let in")
    public static let usbHub = Text(de: "Ein USB-Verteiler wurde nicht zugelassen", en: "A USB hub was not let in")
    public static let usbOther = Text(de: "Ein USB-Gerät wurde nicht zugelassen", en: "A USB device was not let in")
}
