import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// One night of one place as the pages name it: `/backup/night/2/1a2b3c4d?at=1795294800&partial=yes`. What only the list of
/// nights knows is carried along in the query.
struct NightAddress {
    let place: NightPlace
    /// The place's own word: a snapshot id of restic, or the name of a snapshot in the box.
    let night: String
    /// When the night was, for titles; nil = not known.
    let moment: Instant?
    /// Damage has cost it files.
    let isPartial: Bool

    init(_ night: Night, of place: NightPlace) {
        self.place = place
        self.night = night.id
        moment = night.at
        isPartial = night.isPartial
    }

    /// The night of the visited page, whose route names `{place}` and `{night}`; nil when they are none.
    init?(_ visit: Visit) {
        guard let place = visit.parameter("place").flatMap({ NightPlace($0) }), let night = visit.parameter("night"),
            Self.isNight(night)
        else { return nil }
        self.place = place
        self.night = night
        moment = SnapshotName(night)?.at ?? visit.query("at").flatMap { Int64($0) }.map { Instant(seconds: $0) }
        isPartial = visit.query("partial") == "yes"
    }

    /// restic's snapshot ids are hex.
    static func isNight(_ text: String) -> Bool {
        SnapshotName(text) != nil
            || (4...64).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// The way into the night; `trail` are the ids of the folders above, outermost first.
    func path(folder: Int? = nil, trail: [Int] = []) -> String {
        let above = trail.isEmpty ? nil : "trail=\(trail.map { "\($0)" }.joined(separator: ","))"
        return address("night", [folder.map { "folder=\($0)" }, above])
    }

    /// The page on which the whole practice becomes what it was in the night.
    var wholePath: String { address("whole", []) }

    /// In the visitor's words.
    func when(_ visit: Visit) -> String { moment.map { visit.wording.moment($0) } ?? night }

    /// What a night means that damage has cost files; nothing for the others.
    func notice(_ visit: Visit) -> HTML {
        isPartial ? visit.notice(.warn, visit[.nightPartialWhat], visit[.nightPartialWhy]) : .empty
    }

    private func address(_ page: String, _ fields: [String?]) -> String {
        let all = fields + [moment.map { "at=\($0.seconds)" }, isPartial ? "partial=yes" : nil]
        let query = all.compactMap(\.self).joined(separator: "&")
        return "/backup/\(page)/\(place.text)/\(night)\(query.isEmpty ? "" : "?\(query)")"
    }
}
