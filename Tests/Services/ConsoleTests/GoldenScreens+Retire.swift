// A box that leaves.
extension GoldenScreens {
    static let retiring = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          AUSSER DIENST   RETIRED

           Die Platten dieser Datasafe werden gelöscht.
           The disks of this Datasafe are being erased.

         > Eingeschaltet lassen, keine Platte herausnehmen.
           Leave it switched on, take out no disk.

        ────────────────────────────────────────────────────────────────────────────────
         Platten / Disks:           Platten werden gelöscht: 62 %, noch 3 Std.
                                    The disks are being erased: 62 %, 3 h left
         Arbeits-Code / Work code:  481 516

         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F




        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let retiringWaits = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          AUSSER DIENST   RETIRED

           Eine Platte fehlt oder lässt sich nicht löschen.
           A disk is missing or cannot be erased.

         > Die Platte wieder einsetzen. Hilft das nicht, sie vernichten lassen.
           Put the disk in again. If that does not help, have it destroyed.

        ────────────────────────────────────────────────────────────────────────────────
         Arbeits-Code / Work code:  481 516

         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F






        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """

    static let retired = """
         DATASAFE                                       Version 2026.3.1   Box 7f3a91c2

          AUSSER DIENST   RETIRED

           Auf dieser Datasafe sind keine Daten mehr.
           There is no data on this Datasafe any more.

         > Auf der Webseite die Löschnachweise holen, dann ausschalten.
           Fetch the certificates on the web page, then switch it off.

        ────────────────────────────────────────────────────────────────────────────────
         Arbeits-Code / Work code:  481 516

         Webseite / Web page:       https://192.168.178.40
                                    https://[fd00::5054:ff:fe12:3456]
         Zertifikat / Certificate:  A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:
                                    A6:3F:A8:3F:A0:3F:A2:3F:A4:3F:A6:3F:A8:3F:A0:3F






        ────────────────────────────────────────────────────────────────────────────────
         20:31        Nur Anzeige, keine Eingabe möglich. Display only, takes no input.
        """
}
