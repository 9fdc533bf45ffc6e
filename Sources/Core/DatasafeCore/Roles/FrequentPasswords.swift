/// Passwords and words that are tried first, likeliest first: what people choose who must choose something, and the words
/// that hang on the wall of a practice. Lower case. Own collection; a small one on purpose, `PasswordStrength` does not
/// lean on it alone.
enum FrequentPasswords {
    /// Place in the list, 1...; nil when not in it.
    static func rank(of scalars: [UInt32]) -> Int? { ranks[scalars] }

    private static let ranks: [[UInt32]: Int] = Dictionary(
        words.split(separator: " ").enumerated().map { ($0.element.unicodeScalars.map(\.value), $0.offset + 1) },
        uniquingKeysWith: { first, _ in first })

    private static let words = """
        123456 password passwort 123456789 12345678 12345 1234567890 hallo hallo123 qwertz qwertz123 1234567 111111 \
        passwort1 passwort123 password1 password123 schatz ficken berlin abc123 admin admin123 administrator letmein \
        welcome willkommen willkommen1 sommer winter frühling herbst fußball fussball daniel michael thomas andreas \
        stefan sandra nicole julia sabine claudia martina alexander christian sebastian matthias markus peter klaus \
        bayern dortmund borussia schalke werder hamburg münchen muenchen köln koeln frankfurt stuttgart dresden leipzig \
        hannover nürnberg deutschland germany qwerty qwerty123 qwertyuiop qwertzuiop qwertzuiopü asdf asdfgh asdfghjkl \
        asdfghjklö asdfasdf yxcvbnm zxcvbnm 1qay2wsx 1q2w3e4r 1q2w3e4r5t 1qaz2wsx iloveyou ichliebedich liebe schatzi \
        geheim geheim123 geheimnis sicher sicherheit test test123 test1234 testtest demo gast guest user benutzer root \
        master superman batman dragon monkey football baseball sunshine princess shadow computer internet start \
        start123 changeme default secret login zugang einstieg praxis praxis1 praxis123 arztpraxis zahnarzt zahnarztpraxis \
        hausarzt hausarztpraxis zahn zähne zaehne arzt ärztin doktor doctor klinik medizin patient patienten empfang \
        anmeldung rezeption labor röntgen roentgen befund befunde rezept sprechstunde behandlung behandlungszimmer \
        zahnmedizin kieferorthopädie chirurgie gynäkologie kinderarzt orthopädie datasafe datensicher tresor schlüssel \
        schluessel backup server nas box datenschutz dsgvo januar februar märz maerz april mai juni juli august \
        september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag hund katze \
        hase maus bär baer blume sonne mond sterne stern garten haus auto motorrad porsche mercedes ferrari audi bmw \
        volkswagen familie mama papa oma opa kinder baby engel teufel liebling mausi hasi spatz bärchen snoopy mickey \
        pokemon starwars matrix harrypotter lol123 asd123 aaa111 123123 123321 112233 121212 654321 987654321 0987654321 \
        0123456789 000000 666666 777777 888888 999999 11111111 00000000 12341234 11223344 1122334455 12344321 147258369 \
        159753 789456123 a1b2c3d4 a123456 a12345678 p@ssw0rd passw0rd pa55word pass pass123 pass1234 abcd1234 abcdefg \
        abcdefgh abcdefghij 123qwe 123qweasd 1234qwer qwer1234 qwertz1234 qwertz12345 qwerty1234 hallo1234 hallo12345 \
        hallohallo hallowelt helloworld servus moin moinmoin tschüss danke bitte super klasse toll cool egal keineahnung \
        niemand nichts nix wasweissich allesgut allesklar neuespasswort meinpasswort kennwort kennwort1 kennwort123 losung \
        parole sesam sesamöffnedich abrakadabra simsalabim hokuspokus
        """
}
