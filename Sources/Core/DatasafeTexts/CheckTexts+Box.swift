import DatasafeCore

extension CheckReason {
    /// Network, services and the box as a whole: sentence and action.
    var box: TextPair {
        switch self {
        case .boxLocked:
            TextPair(
                Text(
                    de: "Die Datasafe ist in der Sprechzeit seit {value} Minuten gesperrt.",
                    en: "The Datasafe has been locked for {value} minutes during opening hours."),
                Text(de: "Den silbernen Schlüssel einstecken.", en: "Plug in the silver key."))
        case .keyLeftPlugged:
            TextPair(
                Text(
                    de: "Der silberne Schlüssel steckt seit {value} Minuten.",
                    en: "The silver key has been plugged in for {value} minutes."),
                Text(
                    de: "Den Schlüssel abziehen und sicher verwahren.", en: "Pull the key and keep it in a safe place.")
            )
        case .unlockTries:
            TextPair(
                Text(
                    de: "{value} Sticks, die nicht passen, wurden in zehn Minuten eingesteckt.",
                    en: "{value} sticks that do not fit were plugged in within ten minutes."),
                Text(
                    de: "Nachfragen, wer an der Datasafe war, und den richtigen Schlüssel nehmen.",
                    en: "Ask who was at the Datasafe and take the right key."))
        case .netDown, .netSlow, .netErrors, .certificateEnding, .certificateInvalid, .timeUnsynchronised, .timeWrong,
            .hubUnsent, .auditNotAnchored:
            network
        default: services
        }
    }

    private var network: TextPair {
        switch self {
        case .netDown:
            TextPair(
                Text(de: "Die Datasafe hat keine Netzwerkverbindung.", en: "The Datasafe has no network connection."),
                Text(
                    de: "Netzwerkkabel und Router prüfen.", en: "Check the network cable and the router."))
        case .netSlow:
            TextPair(
                Text(
                    de: "Die Netzwerkverbindung ist langsamer als bei der Einrichtung.",
                    en: "The network connection is slower than at set-up."),
                Text(de: "Das Netzwerkkabel tauschen.", en: "Swap the network cable."))
        case .netErrors:
            TextPair(
                Text(
                    de: "{value} % der Datenpakete im Netz sind fehlerhaft.",
                    en: "{value} % of the packets on the network are faulty."),
                Text(de: "Netzwerkkabel und Switch prüfen lassen.", en: "Have cable and switch checked."))
        case .certificateEnding:
            TextPair(
                Text(
                    de: "Das Zertifikat gilt nur noch {value} Tage.",
                    en: "The certificate is valid for {value} days only."),
                Text(
                    de: "Die Datasafe einmal neu starten, sonst den Support anrufen.",
                    en: "Restart the Datasafe once, otherwise call support."))
        case .certificateInvalid:
            TextPair(
                Text(
                    de: "Das Zertifikat der Webseite gilt nicht, oder die Uhr geht falsch.",
                    en: "The web page's certificate is not valid, or the clock is wrong."),
                Text(de: "Den Support anrufen.", en: "Call support."))
        case .timeUnsynchronised:
            TextPair(
                Text(
                    de: "Die Uhr ist seit über einem Tag nicht gestellt worden.",
                    en: "The clock has not been set for more than a day."),
                Text(
                    de: "Im Router die Zeitabfrage (NTP) für die Datasafe erlauben.",
                    en: "Allow time requests (NTP) of the Datasafe in the router."))
        case .timeWrong:
            TextPair(
                Text(de: "Die Uhr der Datasafe geht falsch.", en: "The Datasafe's clock is wrong."),
                Text(
                    de: "Die Internetverbindung prüfen und eine Stunde warten.",
                    en: "Check the Internet connection and wait an hour."))
        case .auditNotAnchored:
            TextPair(
                Text(
                    de: "Der Stand des Protokolls ist seit {value} Stunden nicht beim Hub hinterlegt.",
                    en: "The audit log has not been anchored at the hub for {value} hours."),
                Text(de: "Die Internetverbindung prüfen.", en: "Check the Internet connection."))
        default:
            TextPair(
                Text(
                    de: "Meldungen an den Hub warten und kommen nicht hinaus.",
                    en: "Messages to the hub wait and do not get out."),
                Text(
                    de: "Die Internetverbindung der Praxis prüfen.", en: "Check the practice's Internet connection."))
        }
    }

    private var services: TextPair {
        switch self {
        case .serviceDown:
            TextPair(
                Text(de: "Ein Dienst der Datasafe läuft nicht.", en: "A service of the Datasafe is not running."),
                Text(
                    de: "Einige Minuten warten, dann neu starten (Schlüssel bereithalten).",
                    en: "Wait a few minutes, then restart (have the key ready)."))
        case .serviceRestarts:
            TextPair(
                Text(
                    de: "Ein Dienst der Datasafe ist {value}-mal in einer Stunde neu gestartet.",
                    en: "A service of the Datasafe started again {value} times in an hour."),
                Text(de: "Den Support anrufen.", en: "Call support."))
        case .serviceStore:
            TextPair(
                Text(
                    de: "Die Datenbank der Praxis kann nicht lesen oder schreiben.",
                    en: "The practice's database can not read or write."),
                Text(
                    de: "Nichts ausschalten und den Support anrufen.",
                    en: "Switch nothing off and call support."))
        case .auditBroken:
            TextPair(
                Text(
                    de: "Das Protokoll stimmt nicht mehr mit seiner Prüfsumme überein.",
                    en: "The audit log no longer matches its checksum."),
                Text(
                    de: "Nichts verändern und den Support anrufen.", en: "Change nothing and call support."))
        case .monitorForgetful:
            TextPair(
                Text(
                    de: "Die Überwachung kann ihren Stand nicht speichern.",
                    en: "The monitor cannot store what it knows."),
                Text(
                    de: "Neu starten (Schlüssel bereithalten), sonst den Support anrufen.",
                    en: "Restart (have the key ready), otherwise call support."))
        case .monitorGaps:
            TextPair(
                Text(
                    de: "Die Überwachung bekommt von {value} Stellen keine Antwort.",
                    en: "The monitor gets no answer from {value} places."),
                Text(de: "Neu starten (Schlüssel bereithalten).", en: "Restart (have the key ready)."))
        default:
            TextPair(
                Text(
                    de: "Die Überwachung selbst ist {value}-mal in einer Stunde abgestürzt.",
                    en: "The monitor itself has crashed {value} times in an hour."),
                Text(de: "Den Support anrufen.", en: "Call support."))
        }
    }
}
