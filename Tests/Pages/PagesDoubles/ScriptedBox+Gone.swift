import DatasafeCore

extension ScriptedBox {
    /// A practice that has erased a few things, and nights of three places that hold them or do not.
    public func gone() {
        let now = ScriptedBox.now
        let at: @Sendable (Int64) -> Instant = { now.adding(seconds: $0 * 3600) }
        let document = GoneEntry(
            kind: "document", id: 41, name: "Befund Müller.pdf", path: "Befunde/2026", bytes: 184_000, since: at(-960),
            until: at(-3))
        let folder = GoneEntry(
            kind: "folder", id: 7, name: "Röntgen 2019", path: "", bytes: 0, since: at(-4000), until: at(-200))
        deeds.on(PracticeDeeds.FindGone.self) { deed, _ in
            .init(entries: [document, folder], inBin: deed.words.isEmpty ? 0 : 2)
        }
        deeds.on(PracticeDeeds.ReadGone.self) { deed, _ in
            guard deed.kind == "document" else { return .init(entry: folder, versions: []) }
            return .init(
                entry: document,
                versions: [
                    GoneVersion(number: 3, at: at(-30), bytes: 184_000),
                    GoneVersion(number: 2, at: at(-700), bytes: 180_500),
                    GoneVersion(number: 1, at: at(-960), bytes: 92_000),
                ])
        }
        let snapshots = [-1, -2, -4, -5, -6].map { (hour: Int64) in
            let name = SnapshotName(at: at(hour))
            return Night(id: name.text, at: name.at)
        }
        let places = [
            PlaceNights(place: .here, isHere: true, nights: snapshots),
            PlaceNights(place: .disk(2), isHere: true, nights: [Night(id: "2b3c4d5e", at: at(-25))]),
            PlaceNights(place: .disk(3), isHere: false, nights: [Night(id: "4d5e6f70", at: at(-600))]),
            PlaceNights(place: .target(.online), isHere: true, nights: [Night(id: "5e6f7081", at: at(-25))]),
        ]
        deeds.on(BackupDeeds.ListPlaces.self) { _, _ in .init(places: places) }
    }
}
