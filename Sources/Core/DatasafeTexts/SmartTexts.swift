public import DatasafeCore

// Places in these texts: {disk} = bay or number of the disk; {value} = the value that was judged.
extension SmartCode: Advised {
    public var sentence: Text {
        switch self {
        case .failed:
            Text(
                de: "Platte {disk} meldet selbst, dass sie ausfällt.",
                en: "Disk {disk} itself reports that it is failing.")
        case .attributeFailing:
            Text(
                de: "Platte {disk} hat einen Grenzwert ihres Herstellers unterschritten.",
                en: "Disk {disk} has fallen below one of its manufacturer’s limits.")
        case .attributeFailed:
            Text(
                de: "Platte {disk} hatte früher einen Grenzwert ihres Herstellers unterschritten.",
                en: "Disk {disk} had fallen below one of its manufacturer’s limits in the past.")
        case .reallocated:
            Text(
                de: "Platte {disk} hat defekte Stellen durch Reserve ersetzt, bisher {value}.",
                en: "Disk {disk} has replaced bad places by spare ones, {value} so far.")
        case .pending:
            Text(
                de: "Platte {disk} kann Stellen nicht sicher lesen, zurzeit {value}.",
                en: "Disk {disk} cannot read some places reliably, {value} at present.")
        case .offlineUncorrectable:
            Text(
                de: "Platte {disk} hat bei ihrer Selbstprüfung unlesbare Stellen gefunden, bisher {value}.",
                en: "Disk {disk} found unreadable places in its own check, {value} so far.")
        case .reportedUncorrectable:
            Text(
                de: "Platte {disk} hat {value} Lesefehler gemeldet.",
                en: "Disk {disk} has reported read errors, {value} so far.")
        case .endToEnd:
            Text(
                de: "Platte {disk} hat {value} Fehler in ihrem eigenen Speicher gemeldet.",
                en: "Disk {disk} has reported errors in its own memory, {value} so far.")
        case .commandTimeouts:
            Text(
                de: "Platte {disk} antwortet immer wieder nicht rechtzeitig.",
                en: "Disk {disk} repeatedly does not answer in time.")
        case .cable:
            Text(
                de: "Zwischen Platte {disk} und der Datasafe gehen Daten verloren und werden wiederholt.",
                en: "Data between disk {disk} and the Datasafe get lost and are sent again.")
        case .nvmeCriticalWarning:
            Text(de: "Platte {disk} meldet einen kritischen Zustand.", en: "Disk {disk} reports a critical state.")
        case .nvmeSpare:
            Text(
                de: "Platte {disk} hat nur noch {value} % Reserve.",
                en: "Disk {disk} has only {value} % of its spare left.")
        case .nvmeMediaErrors:
            Text(
                de: "Platte {disk} hat {value} Speicherfehler gemeldet.",
                en: "Disk {disk} has reported media errors, {value} so far.")
        case .worn:
            Text(de: "Platte {disk} ist zu {value} % abgenutzt.", en: "Disk {disk} is {value} % worn out.")
        case .wearForecast:
            Text(
                de: "Platte {disk} wird in etwa {value} Tagen abgenutzt sein.",
                en: "Disk {disk} will be worn out in about {value} days.")
        case .scsiUncorrected:
            Text(
                de: "Platte {disk} hat Fehler gemeldet, die sie nicht beheben konnte, bisher {value}.",
                en: "Disk {disk} has reported errors it could not correct, {value} so far.")
        case .scsiGrownDefects:
            Text(
                de: "Platte {disk} hat neue defekte Stellen, bisher {value}.",
                en: "Disk {disk} has new bad places, {value} so far.")
        case .selfTestFailed:
            Text(
                de: "Der letzte Selbsttest von Platte {disk} ist fehlgeschlagen.",
                en: "The latest self-test of disk {disk} failed.")
        case .selfTestFailedBefore:
            Text(
                de: "Ein früherer Selbsttest von Platte {disk} ist fehlgeschlagen.",
                en: "An earlier self-test of disk {disk} failed.")
        case .temperature:
            Text(de: "Platte {disk} ist mit {value} °C zu warm.", en: "Disk {disk} is too warm at {value} °C.")
        case .unreadable:
            Text(
                de: "Der Zustand von Platte {disk} kann nicht gelesen werden.",
                en: "The condition of disk {disk} cannot be read.")
        case .noReport:
            Text(
                de: "Die Angaben zu Platte {disk} sind kein Bericht von smartctl oder unvollständig.",
                en: "What is said about disk {disk} is no report of smartctl or is incomplete.")
        case .deviceList:
            Text(
                de: "Statt des Zustands von Platte {disk} liegt nur eine Geräteliste vor.",
                en: "Instead of the condition of disk {disk} there is only a list of devices.")
        case .notOpened:
            Text(
                de: "Platte {disk} ließ sich zum Lesen ihres Zustands nicht öffnen.",
                en: "Disk {disk} could not be opened to read its condition.")
        case .bridge:
            Text(
                de: "Das USB-Gehäuse von Platte {disk} gibt ihren Zustand nicht weiter.",
                en: "The USB case of disk {disk} does not pass on its condition.")
        case .asleep:
            Text(
                de: "Platte {disk} schläft und wurde nicht geweckt.",
                en: "Disk {disk} sleeps and was not woken.")
        case .noHealth:
            Text(
                de: "Platte {disk} sagt nichts über ihren Zustand.",
                en: "Disk {disk} says nothing about its condition.")
        case .virtual:
            Text(
                de: "Platte {disk} ist eine virtuelle Platte und hat keinen Zustand zum Lesen.",
                en: "Disk {disk} is a virtual disk and has no condition to read.")
        case .counterFell:
            Text(
                de: "Ein Fehlerzähler von Platte {disk} ist zurückgesprungen.",
                en: "An error counter of disk {disk} has jumped back.")
        }
    }

    public var action: Text {
        switch self {
        case .failed, .attributeFailing, .nvmeCriticalWarning, .nvmeSpare, .selfTestFailed:
            Text(
                de: "Die Platte heute unter „Platten“ durch eine neue ersetzen.",
                en: "Replace the disk today by a new one, under “Disks”.")
        case .reallocated, .pending, .offlineUncorrectable, .reportedUncorrectable, .nvmeMediaErrors, .scsiUncorrected,
            .scsiGrownDefects:
            Text(
                de: "Eine Ersatzplatte bestellen und die Platte tauschen, wenn die Zahl wächst.",
                en: "Order a spare disk and swap this one if the number grows.")
        case .attributeFailed, .endToEnd, .selfTestFailedBefore:
            Text(
                de: "Eine Ersatzplatte bestellen und diese Platte beobachten.",
                en: "Order a spare disk and keep an eye on this one.")
        case .commandTimeouts, .cable:
            Text(
                de: "Das Kabel der Platte prüfen oder tauschen lassen.",
                en: "Have the disk’s cable checked or replaced.")
        case .worn, .wearForecast:
            Text(
                de: "Den Tausch der Platte einplanen.",
                en: "Plan to replace the disk.")
        case .temperature:
            Text(
                de: "Für Luft an der Datasafe sorgen und Lüfter und Schlitze vom Staub befreien.",
                en: "Give the Datasafe air and free fans and slots from dust.")
        case .unreadable:
            Text(
                de: "Prüfen, ob die Platte fest sitzt, und sonst den Support anrufen.",
                en: "Check that the disk sits firmly, otherwise call support.")
        case .noReport, .deviceList:
            Text(
                de: "Den Zustand mit „smartctl -j -x“ und dem Namen der Platte neu sichern.",
                en: "Save the condition anew with “smartctl -j -x” and the name of the disk.")
        case .notOpened:
            Text(
                de: "Prüfen, ob die Platte fest sitzt und erkannt wird.",
                en: "Check that the disk sits firmly and is recognised.")
        case .bridge:
            Text(
                de: "Auf die nächtliche Prüfung der Platte achten oder ein anderes Gehäuse verwenden.",
                en: "Mind the nightly verification of the disk or use another case.")
        case .asleep:
            Text(
                de: "Nichts tun: Beim nächsten Zugriff wird die Platte gelesen.",
                en: "Nothing to do: the disk is read at its next use.")
        case .noHealth:
            Text(
                de: "SMART der Platte einschalten oder sie einzeln statt über einen RAID-Controller anschließen.",
                en: "Switch on the disk’s SMART, or connect it singly instead of through a RAID controller.")
        case .virtual:
            Text(
                de: "Die wirklichen Platten dort prüfen, wo sie eingebaut sind.",
                en: "Check the real disks where they are built in.")
        case .counterFell:
            Text(
                de: "Nichts tun, außer die Platte wurde getauscht und trägt eine fremde Seriennummer.",
                en: "Nothing to do, unless the disk was swapped and bears a foreign serial number.")
        }
    }
}
