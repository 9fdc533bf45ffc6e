public import DatasafeCore

extension HubRefusal: Advised {
    public var sentence: Text {
        switch self {
        case .codeShape:
            Text(
                de: "Der Anmeldecode ist unvollständig oder enthält ein falsches Zeichen.",
                en: "The enrolment code is incomplete or has a wrong character.")
        case .codeTypo:
            Text(de: "Im Anmeldecode ist ein Tippfehler.", en: "There is a typing error in the enrolment code.")
        case .address:
            Text(de: "Die Adresse der Zentrale ist ungültig.", en: "The address of the hub is not valid.")
        case .unreachable:
            Text(de: "Die Zentrale ist nicht erreichbar.", en: "The hub cannot be reached.")
        case .wrongHub:
            Text(
                de: "Unter dieser Adresse antwortet nicht die Zentrale, zu der der Code gehört.",
                en: "At this address another machine answers than the hub the code belongs to.")
        case .codeUnknown:
            Text(
                de: "Die Zentrale kennt diesen Code nicht, oder er ist verbraucht oder abgelaufen.",
                en: "The hub does not know this code, or it was used, or it has expired.")
        case .busy:
            Text(
                de: "Es gab zu viele Versuche in kurzer Zeit.",
                en: "There were too many tries in a short time.")
        case .strange:
            Text(
                de: "Die Zentrale antwortet anders als erwartet.",
                en: "The hub answers in a way this box does not understand.")
        }
    }

    public var action: Text {
        switch self {
        case .codeShape:
            Text(
                de: "Bitte alle 25 Zeichen vom Datenblatt abtippen.",
                en: "Please type all 25 characters from the data sheet.")
        case .codeTypo:
            Text(
                de: "Bitte den Code mit dem Datenblatt vergleichen.",
                en: "Please compare the code with the data sheet.")
        case .address:
            Text(
                de: "Bitte die Adresse wie auf dem Datenblatt eingeben, sie beginnt mit https://.",
                en: "Please type the address as on the data sheet; it begins with https://.")
        case .unreachable:
            Text(
                de: "Bitte Adresse und Internetanschluss prüfen und noch einmal versuchen.",
                en: "Please check the address and the internet connection and try again.")
        case .wrongHub:
            Text(
                de: "Bitte die Adresse prüfen; stimmt sie, den Support anrufen und den Code nennen.",
                en: "Please check the address; if it is right, call support and name the code.")
        case .codeUnknown:
            Text(
                de: "Bitte beim Support einen neuen Code anfordern.",
                en: "Please ask support for a new code.")
        case .busy:
            Text(de: "Bitte eine Minute warten und noch einmal versuchen.", en: "Please wait a minute and try again.")
        case .strange:
            Text(
                de: "Bitte den Support anrufen und den Code nennen.",
                en: "Please call support and name the code.")
        }
    }
}

extension HubReason: Advised {
    public var sentence: Text {
        switch self {
        case .silent:
            Text(de: "Die Box meldet sich nicht mehr.", en: "The box no longer reports.")
        case .silentLong:
            Text(de: "Die Box meldet sich seit Langem nicht mehr.", en: "The box has not reported for a long time.")
        case .clone:
            Text(
                de: "Zwei Boxen melden sich mit derselben Kennung.",
                en: "Two boxes report with the same identity.")
        case .forged:
            Text(
                de: "Eine Meldung trug eine falsche Unterschrift.",
                en: "A report carried a wrong signature.")
        case .clock:
            Text(
                de: "Die Uhr der Box weicht um mehr als eine Minute ab.",
                en: "The clock of the box is off by more than a minute.")
        case .auditShrunk:
            Text(
                de: "Das Zugriffsprotokoll der Box passt nicht zu seinem früheren Stand.",
                en: "The audit log of the box does not continue its former state.")
        case .vaultWrong:
            Text(
                de: "Im Tresor sind Dateien dieser Box falsch geworden. Ihr fehlen dort Nächte oder Teile davon.",
                en: "In the vault files of this box have gone wrong. Nights, or parts of them, are missing there.")
        case .other:
            Text(
                de: "Die Box nennt einen Grund, den diese Software nicht kennt.",
                en: "The box gives a reason this software does not know.")
        }
    }

    public var action: Text {
        switch self {
        case .silent:
            Text(
                de: "Bitte in der Praxis nach Strom und Internetanschluss fragen.",
                en: "Please ask the practice about power and internet connection.")
        case .silentLong:
            Text(
                de: "Bitte die Praxis jetzt anrufen: Strom, Internet, Anzeige der Box.",
                en: "Please call the practice now: power, internet, screen of the box.")
        case .clone:
            Text(
                de: "Bitte klären, welche Box die echte ist, die Kennung sperren und die echte neu anmelden.",
                en: "Please find out which box is the real one, revoke the identity and enrol the real one anew.")
        case .forged:
            Text(
                de: "Bitte die Box prüfen; tritt es wieder auf, die Kennung sperren.",
                en: "Please check the box; if it happens again, revoke the identity.")
        case .clock:
            Text(
                de: "Bitte prüfen, ob die Box einen Zeitserver erreicht.",
                en: "Please check whether the box reaches a time server.")
        case .auditShrunk:
            Text(
                de: "Bitte die Praxis anrufen und die Ursache klären, bevor sie weiterarbeitet.",
                en: "Please call the practice and find the cause before it goes on working.")
        case .vaultWrong:
            Text(
                de:
                    "Bitte die Platten des Tresors prüfen. Die Box heilt nachts, was sie noch hat; nach einer Prüfung ohne Fehler endet diese Meldung.",
                en:
                    "Please check the disks of the vault. At night the box heals what it still has; after a reading without a fault this message ends."
            )
        case .other:
            Text(
                de: "Bitte die Seite der Box ansehen und die Zentrale aktualisieren.",
                en: "Please look at the page of the box and update the hub.")
        }
    }
}
