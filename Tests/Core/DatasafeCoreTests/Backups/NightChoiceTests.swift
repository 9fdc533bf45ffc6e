import Testing

@testable import DatasafeCore

@Suite struct NightChoiceTests {
    private func night(_ id: String, _ at: Int64) -> Night { Night(id: id, at: Instant(seconds: at)) }

    private var places: [PlaceNights] {
        [
            PlaceNights(place: .disk(3), isHere: false, nights: [night("c", 5000), night("b", 900)]),
            PlaceNights(place: .target(.online), isHere: true, nights: [night("o", 3000)]),
            PlaceNights(place: .disk(2), isHere: true, nights: [night("d", 2000), night("e", 4000)]),
            PlaceNights(place: .here, isHere: true, nights: [night("h", 1500)]),
        ]
    }

    private func chosen(_ since: Int64, _ until: Int64) -> [String] {
        NightChoice.nights(since: Instant(seconds: since), until: Instant(seconds: until), in: places).map { place in
            "\(place.place.text)\(place.isHere ? "" : "?"):" + place.nights.map(\.id).joined()
        }
    }

    @Test func `the nearest place first, its newest night first, what is away last`() {
        #expect(chosen(0, 10_000) == ["here:h", "2:ed", "online:o", "3?:cb"])
        #expect(chosen(1600, 4500) == ["2:ed", "online:o"])
        #expect(chosen(4100, 10_000) == ["3?:c"])
        #expect(chosen(5000, 10_000).isEmpty)
    }

    @Test func `a night that has lost files is the last choice of its place`() {
        var newest = night("n", 5000)
        newest.isPartial = true
        let place = PlaceNights(place: .disk(1), isHere: true, nights: [newest, night("b", 900), night("c", 2000)])
        let found = NightChoice.nights(since: Instant(seconds: 0), until: Instant(seconds: 9000), in: [place])
        #expect(found.first?.nights.map(\.id) == ["c", "b", "n"])
    }

    @Test func `gone at the moment of a night is not in it; just stored may not be`() {
        #expect(chosen(1000, 1500).isEmpty)
        #expect(chosen(1000, 1501) == ["here:h"])
        #expect(chosen(1440, 1501) == ["here:h"])
        #expect(chosen(1441, 1501).isEmpty)
    }
}
