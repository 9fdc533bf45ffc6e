import DatasafeCore
import DatasafeTexts
import Testing

@Suite struct WordingTests {
    private let de = Wording(language: .de, now: Instant("2026-11-21T21:30:00Z") ?? Instant(seconds: 0))
    private let en = Wording(language: .en, now: Instant("2026-11-21T21:30:00Z") ?? Instant(seconds: 0))

    @Test(arguments: [
        (0, "0 B", "0 B"), (812, "812 B", "812 B"), (999, "999 B", "999 B"), (1_000, "1,0 kB", "1.0 kB"),
        (1_404, "1,4 kB", "1.4 kB"), (84_213, "84 kB", "84 kB"), (9_949, "9,9 kB", "9.9 kB"),
        (9_950, "10 kB", "10 kB"), (999_499, "999 kB", "999 kB"), (999_500, "1,0 MB", "1.0 MB"),
        (4_000_787_030_016, "4,0 TB", "4.0 TB"), (-5, "0 B", "0 B"), (Int64.max, "9.223 PB", "9,223 PB"),
    ])
    func sizes(bytes: Int64, german: String, english: String) {
        #expect(de.bytes(bytes) == german)
        #expect(en.bytes(bytes) == english)
    }

    @Test(arguments: [
        (0, "0", "0"), (999, "999", "999"), (1_000, "1.000", "1,000"), (12_431, "12.431", "12,431"),
        (1_234_567, "1.234.567", "1,234,567"), (-4_096, "-4.096", "-4,096"),
    ])
    func numbers(value: Int, german: String, english: String) {
        #expect(de.number(value) == german)
        #expect(en.number(value) == english)
    }

    @Test(arguments: [
        ("2026-11-21T20:14:00Z", "heute 21:14", "today 21:14"),
        ("2026-11-20T20:14:00Z", "gestern 21:14", "yesterday 21:14"),
        ("2026-11-22T20:00:00Z", "morgen 21:00", "tomorrow 21:00"),
        ("2026-11-20T22:59:59Z", "gestern 23:59", "yesterday 23:59"),
        // Berlin is two hours ahead in July.
        ("2026-07-01T22:30:00Z", "02.07.2026 00:30", "2 Jul 2026 00:30"),
        ("1970-01-01T00:00:00Z", "01.01.1970 01:00", "1 Jan 1970 01:00"),
    ])
    func moments(at: String, german: String, english: String) throws {
        let instant = try #require(Instant(at))
        #expect(de.moment(instant) == german)
        #expect(en.moment(instant) == english)
    }

    @Test(arguments: [
        (0, "1 Minute", "1 Minute"), (59, "1 Minute", "1 Minute"), (121, "2 Minuten", "2 Minuten"),
        (7_199, "119 Minuten", "119 Minuten"), (7_200, "2 Stunden", "2 Stunden"), (86_400, "1 Tag", "1 Tag"),
        (200_000, "2 Tagen", "2 Tage"), (-5, "1 Minute", "1 Minute"),
    ])
    func spans(seconds: Int64, dative: String, plain: String) {
        #expect(de.span(seconds: seconds) == dative)
        #expect(de.span(seconds: seconds, plain: true) == plain)
    }
}
