// The certificate of an erased disk, on a page, on paper and as a PDF.
extension Text {
    public static let erasures = Text(de: "Gelöschte Platten", en: "Erased disks")
    public static let erasureTitle = Text(de: "Löschnachweis", en: "Certificate of erasure")
    public static let erasureFile = Text(de: "Datasafe-Loeschnachweis", en: "Datasafe-erasure")
    public static let erasureOpen = Text(de: "Löschnachweis", en: "Certificate")
    public static let erasurePDF = Text(de: "Als PDF herunterladen", en: "Download as PDF")
    public static let erasurePrint = Text(de: "Drucken", en: "Print")
    public static let erasurePassed = Text(
        de: "Gelöscht und geprüft", en: "Erased and checked")
    public static let erasurePassedWhy = Text(
        de: "Beim Nachlesen fanden sich an keiner geprüften Stelle Reste.",
        en: "Reading back found no remains at any place checked.")
    public static let erasureFailed = Text(
        de: "Nicht vollständig gelöscht", en: "Not erased completely")
    public static let erasureFailedWhy = Text(
        de: "Diese Platte nicht weitergeben, sondern zerstören lassen. Das ist kein Nachweis einer Löschung.",
        en: "Do not pass this disk on, have it destroyed. This is no certificate of an erasure.")
    public static let erasureUnchecked = Text(
        de: "Gelöscht, aber nicht nachgelesen", en: "Erased, but not read back")

    public static let erasureDisk = Text(de: "Datenträger", en: "Medium")
    public static let erasureDone = Text(de: "Löschung", en: "Erasure")
    public static let erasureMethod = Text(de: "Verfahren", en: "Method")
    public static let erasureClass = Text(de: "Stufe nach NIST SP 800-88", en: "Category of NIST SP 800-88")
    public static let erasureBegan = Text(de: "Begonnen", en: "Begun")
    public static let erasureEnded = Text(de: "Beendet", en: "Ended")
    public static let erasureUser = Text(de: "Veranlasst von", en: "Ordered by")
    public static let erasureCheck = Text(de: "Nachgelesen", en: "Read back")
    public static let erasureChecked = Text(
        de: "{count} Stellen, {wrong} mit Resten", en: "{count} places, {wrong} with remains")
    public static let erasureCheckedNone = Text(de: "nicht nachgelesen", en: "not read back")
    public static let erasureBytes = Text(de: "{size} ({bytes} Bytes)", en: "{size} ({bytes} bytes)")
    public static let erasurePractice = Text(de: "Praxis", en: "Practice")
    public static let erasureBox = Text(de: "Gerät", en: "Device")
    public static let erasureBoxLine = Text(
        de: "Datasafe {box}, Softwareversion {version}", en: "Datasafe {box}, software version {version}")
    public static let erasureMeaning = Text(de: "Was das bedeutet", en: "What this means")
    public static let erasureSigned = Text(de: "Ort, Datum, Unterschrift", en: "Place, date, signature")

    // Methods
    public static let methodOverwrite = Text(
        de: "Überschreiben aller Sektoren", en: "Overwriting of all sectors")
    public static let methodCrypto = Text(
        de: "Sanitize: Crypto Scramble der Platte", en: "Sanitize: the disk's own crypto scramble")
    public static let methodBlock = Text(
        de: "Sanitize: Block Erase der Platte", en: "Sanitize: the disk's own block erase")
    public static let methodSecure = Text(
        de: "ATA Security Erase der Platte", en: "The disk's own ATA security erase")
    public static let classClear = Text(de: "Clear", en: "Clear")
    public static let classPurge = Text(de: "Purge", en: "Purge")
    public static let classNone = Text(de: "keine", en: "none")

    public static let meaningOverwrite = Text(
        de: """
            Alles, was die Platte nach außen zeigt, wurde überschrieben. Stellen, die sie selbst verwaltet (Reserve, \
            ausgetauschte Sektoren), erreicht das nicht. Deshalb die Stufe Clear und nicht Purge.
            """,
        en: """
            Everything the disk shows was overwritten. Places the disk manages by itself (spare, swapped sectors) are not \
            reached that way. Hence the category Clear and not Purge.
            """)
    public static let meaningCrypto = Text(
        de: """
            Die Platte hat ihren inneren Schlüssel gewechselt, auch für Stellen, die sie nicht nach außen zeigt. Das \
            beruht auf der Aussage der Platte.
            """,
        en: """
            The disk changed its inner key, also for places it does not show. That rests on what the disk itself reports.
            """)
    public static let meaningBlock = Text(
        de: """
            Die Platte hat alle Speicherblöcke gelöscht, auch solche, die sie nicht nach außen zeigt. Das beruht auf der \
            Aussage der Platte.
            """,
        en: """
            The disk erased all its blocks, also those it does not show. That rests on what the disk itself reports.
            """)
    public static let meaningSecure = Text(
        de: """
            Die Platte hat sich auf Befehl selbst gelöscht. Ob sie dabei ausgetauschte Sektoren erreicht, sagt sie nicht. \
            Deshalb die Stufe Clear und nicht Purge.
            """,
        en: """
            The disk erased itself on command. It does not say whether that reaches swapped sectors. Hence the category \
            Clear and not Purge.
            """)
    public static let meaningNone = Text(
        de: "Dieses Verfahren ist keiner Stufe zugeordnet.", en: "This method has no category.")
    public static let meaningEncrypted = Text(
        de: """
            Daten der Praxis standen auf den Platten einer Datasafe nur verschlüsselt (LUKS2, AES-256-XTS). Der Schlüssel \
            selbst wurde nicht vernichtet: Er gehört auch zu den Platten, die in der Datasafe bleiben.
            """,
        en: """
            Data of the practice stood on the disks of a Datasafe only encrypted (LUKS2, AES-256-XTS). The key itself was \
            not destroyed: it also belongs to the disks that stay in the Datasafe.
            """)
    public static let meaningCheck = Text(
        de: "Nachgelesen wurden Stichproben über die ganze Platte, nicht jeder Sektor.",
        en: "Samples over the whole disk were read back, not every sector.")
}
