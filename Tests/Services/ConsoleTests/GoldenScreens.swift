/// The screens byte for byte, as a person accepted them. A change of a screen is a change here.
enum GoldenScreens {
    static let starting = """
         DATASAFE                                                      Version 2026.3.1

          STARTET   STARTING

           Die Datasafe sieht sich ihre Platten an.
           The Datasafe is looking at its disks.

         > Bitte warten.
           Please wait.

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        -





        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let new = """
         DATASAFE                                                      Version 2026.3.1

          NEU   NEW

           Diese Datasafe ist noch nicht eingerichtet.
           This Datasafe is not set up yet.

         > Am PC die Webseite unten öffnen und den Code eingeben.
           Open the web page below on a PC and type the code.

        ────────────────────────────────────────────────────────────────────────────────
         Einrichtungs-Code / Code:  481 516

         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F






        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let settingUp = """
         DATASAFE                                                      Version 2026.3.1

          EINRICHTUNG   SET-UP

           Nächster Schritt: Schlüssel schreiben.
           Next step: write the keys.

         > Auf der Webseite weitermachen.
           Go on on the web page.

        ────────────────────────────────────────────────────────────────────────────────
         Einrichtungs-Code / Code:  481 516

         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F






        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let locked = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          GESPERRT   LOCKED

           Die Daten sind verschlossen.
           The data is locked.

         > Bitte silbernen USB-Schlüssel einstecken.
           Please plug in the silver USB key.

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        ruht, solange gesperrt ist / rests while locked





        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let keyBad = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          GESPERRT   LOCKED                                         Code KEY-OTHER-BOX

           Dieser Schlüssel gehört zu einer anderen Datasafe.
           This key belongs to another Datasafe.

         > Den Stick abziehen und den silbernen Schlüssel dieser Datasafe einstecken.
           Unplug the stick and plug in the silver key of this Datasafe.

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        ruht, solange gesperrt ist / rests while locked





        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let unlocking = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          WIRD GEÖFFNET   UNLOCKING

           Platten werden geöffnet (1 von 2).
           Disks are being opened (1 of 2).

         > Schlüssel stecken lassen.
           Leave the key plugged in.

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        ruht, solange gesperrt ist / rests while locked





        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let pullKey = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          BEREIT   READY

           Die Daten sind geöffnet.
           The data is open.

         > Bitte Schlüssel jetzt abziehen und sicher verwahren.
           Please pull the key now and keep it safe.

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        -





        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let ready = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          BEREIT   READY

           Die Daten sind geöffnet.
           The data is open.

         > Hier ist nichts zu tun.
           Nothing to do here.

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        01.03. 21:14, Platte 2 / disk 2





        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let degraded = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          BEREIT, SCHUTZ VERRINGERT   READY, LESS PROTECTED           Code MEM-MISSING

           Platte 2 (...K7Q2) fehlt. Daten sind vorhanden, Schutz ist verringert.
           Disk 2 (...K7Q2) is missing. Data is there, protection is reduced.

         > Neue Platte einsetzen, auf der Webseite unter "Platten" aufnehmen.
           Put in a new disk and take it in under "Disks" on the web page.

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      dringend: 2, Hinweise: 1 / urgent: 2, hints: 1
           - Datenplatte 2 fehlt, die Datasafe arbeitet mit den übrigen Platten.
           - Die Daten stehen nur noch auf einer Platte, es gibt keine zweite Kopie.
         Sicherung / Backup:        läuft auf Platte 1, nicht abziehen / do not pull



        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let fault = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          STÖRUNG   FAULT                                               Code MEM-SPLIT

           Die Datenplatten sind getrennt voneinander benutzt worden und haben
           verschiedene Stände.
           The data disks were used apart from each other and hold different states.

         > Keine Platte entfernen und auf der Webseite unter "Arbeiten an den
           Platten" den Stand wählen.
           Do not remove any disk and choose the state on the web page under "Work at
           the disks".

        ────────────────────────────────────────────────────────────────────────────────
         Webseite / Web page:       kein Netzwerk / no network

         Meldungen / Messages:      antwortet nicht / no answer
         Sicherung / Backup:        ruht, solange gesperrt ist / rests while locked





        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let all: [String: String] = [
        "starting": starting,
        "new": new,
        "settingUp": settingUp,
        "locked": locked,
        "keyBad": keyBad,
        "unlocking": unlocking,
        "pullKey": pullKey,
        "ready": ready,
        "degraded": degraded,
        "fault": fault,
        "lockedWork": lockedWork,
        "split": split,
        "filling": filling,
        "issuing": issuing,
        "retiring": retiring, "retiringWaits": retiringWaits, "retired": retired,
    ]
}
