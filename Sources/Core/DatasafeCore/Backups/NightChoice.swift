/// All nights of one place, whether it can be looked into now or not.
public struct PlaceNights: Codable, Sendable, Equatable {
    public var place: NightPlace
    /// In the box, plugged in, or on the line.
    public var isHere: Bool
    /// Newest first.
    public var nights: [Night]
    public init(place: NightPlace, isHere: Bool, nights: [Night]) {
        self.place = place
        self.isHere = isHere
        self.nights = nights
    }
}

/// Which nights hold what lived for a while only.
public enum NightChoice {
    /// Seconds between what a snapshot holds and the moment it is named after: whatever is younger than that may not be in it.
    public static let slack: Int64 = 60

    /// The nights in which something is that came at `since` and was gone at `until`, newest first, the partial ones behind
    /// the whole ones. Places without one are left out; those that can be looked into come first, the box itself before
    /// disks, disks before the online service.
    public static func nights(since: Instant, until: Instant, in places: [PlaceNights]) -> [PlaceNights] {
        let first = since.adding(seconds: slack)
        return places.compactMap { place in
            let nights = place.nights.filter { first <= $0.at && $0.at < until }.sorted {
                $0.isPartial != $1.isPartial ? $1.isPartial : $0.at > $1.at
            }
            return nights.isEmpty ? nil : PlaceNights(place: place.place, isHere: place.isHere, nights: nights)
        }.sorted { left, right in
            left.isHere != right.isHere ? left.isHere : left.place.turn < right.place.turn
        }
    }
}

extension NightPlace {
    /// The nearest first.
    fileprivate var turn: Int {
        switch self {
        case .here: 0
        case .target(let target): target.number ?? 100
        }
    }
}
