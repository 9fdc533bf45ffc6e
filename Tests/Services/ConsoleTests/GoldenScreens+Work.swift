// Work at disks and keys, and the fullest screen of all.
extension GoldenScreens {
    static let lockedWork = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          GESPERRT   LOCKED

           Die Daten sind verschlossen.
           The data is locked.

         > Bitte silbernen USB-Schlüssel einstecken.
           Please plug in the silver USB key.

        ────────────────────────────────────────────────────────────────────────────────
         Platten / Disks:           Platte 2 wird ersetzt: 23 %, noch 90 Min.
                                    Disk 2 is being replaced: 23 %, 90 min left
         Arbeits-Code / Work code:  481 516

         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        ruht, solange gesperrt ist / rests while locked

        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let split = """
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
         Arbeits-Code / Work code:  481 516
         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F
         Meldungen / Messages:      dringend: 2, Hinweise: 1 / urgent: 2, hints: 1
           - Datenplatte 2 fehlt, die Datasafe arbeitet mit den übrigen Platten.
           - Die Daten stehen nur noch auf einer Platte, es gibt keine zweite Kopie.
         Sicherung / Backup:        ruht, solange gesperrt ist / rests while locked
        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let filling = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          BEREIT, SCHUTZ VERRINGERT   READY, LESS PROTECTED             Code MEM-STALE

           Eine Platte wird befüllt. Daten sind vorhanden.
           A disk is being filled. Data is there.

         > Eingeschaltet lassen, keine Platte herausnehmen.
           Leave it switched on, take out no disk.

        ────────────────────────────────────────────────────────────────────────────────
         Platten / Disks:           Platte 2 wird befüllt: 71 %, noch 90 Min.
                                    Disk 2 is being filled: 71 %, 90 min left

         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F

         Meldungen / Messages:      keine / none
         Sicherung / Backup:        -


        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let issuing = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          BEREIT   READY

           Silberner Schlüssel 3 wird ausgestellt.
           Silver key 3 is being issued.

         > Den neuen Stick abziehen und wieder einstecken, den alten stecken lassen.
           Unplug the new stick and plug it in again, leave the old one in.

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
}
