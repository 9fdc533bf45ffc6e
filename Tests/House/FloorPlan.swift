/// The rooms as `Package.swift` declares them.
struct FloorPlan: Sendable {
    /// A storey's rank: a room uses rooms of lower ranks. Pages and Hub stand side by side.
    static let ranks = ["Core": 0, "Machine": 1, "Services": 2, "Pages": 3, "Hub": 3, "Programs": 4, "Lab": 5]

    /// Machine rooms others of the same storey may stand on.
    static let foundations: Set = ["CLinux", "Threads", "Spawn"]

    /// Rooms a page or the vendor's house has no business with, though they stand lower.
    static let closed: [String: Set] = [
        "Pages": ["Database", "BlockDevices", "Cryptsetup", "Udev", "Spawn"],
        "Hub": ["BlockDevices", "Cryptsetup", "Udev", "Spawn", "Staging"],
    ]

    /// One room of the vendor's house runs a program: the server of the backup engine behind the vault (decision 0047).
    static let opened: [String: Set] = ["Vault": ["Spawn"]]

    /// The lab looks at a box from outside. One of its rooms stands in for a service, and has what a service has for
    /// speaking to others: facts and deeds.
    static let doors: [String: Set] = ["HostBox": ["DatasafeCore", "FactFiles", "Varlink", "Proc"]]

    /// Room to storey, from the folders.
    var storeys: [String: String] = [:]
    /// Room to the rooms it declares.
    var uses: [String: Set<String>] = [:]

    /// - Parameters:
    ///   - package: text of Package.swift.
    ///   - paths: of the repository.
    init(package: String, paths: some Sequence<String>) {
        for path in paths {
            let parts = path.split(separator: "/")
            if parts.count > 3, parts[0] == "Sources" { storeys[String(parts[2])] = String(parts[1]) }
        }
        for piece in package.split(separator: #/\b(?:room|program)\(/#).dropFirst() {
            guard let name = piece.firstMatch(of: #/^\s*"([^"]+)"/#)?.1,
                let list = piece.firstMatch(of: #/\buses:\s*\[([^\]]*)\]/#)?.1
            else { continue }
            uses[String(name)] = Set(list.matches(of: #/"([^"]+)"/#).map { String($0.1) })
        }
    }

    /// What is wrong with one import of one room of ours.
    func complaint(room: String, imports other: String) -> String? {
        guard let storey = storeys[room], let below = storeys[other], room != other else { return nil }
        // Database gives its names on; a module map belongs to the room of the same name.
        if uses[room]?.contains(other) != true { return "\(room) imports \(other) without declaring it" }
        guard let high = FloorPlan.ranks[storey], let low = FloorPlan.ranks[below] else {
            return "no storey: \(storey)"
        }
        let isOpened = FloorPlan.opened[room]?.contains(other) == true
        if FloorPlan.closed[storey]?.contains(other) == true, !isOpened {
            return "\(storey)/\(room) may not use \(other)"
        }
        if storey == below {
            let isFree = storey == "Core" || storey == "Pages" || storey == "Hub" || storey == "Lab"
            let isOwn = other == "C\(room)" || storey == "Machine" && FloorPlan.foundations.contains(other)
            return isFree || isOwn ? nil : "\(storey)/\(room) uses its neighbour \(other)"
        }
        if storey == "Pages" || storey == "Hub", below == "Services" { return "\(storey)/\(room) uses a service" }
        if storey == "Lab", FloorPlan.doors[room]?.contains(other) == true { return nil }
        if storey == "Lab" { return "Lab/\(room) stands around a box, not in it: \(other)" }
        return low < high ? nil : "\(storey)/\(room) uses \(below)/\(other) above it"
    }
}
