import FaultDisk
import Guest
import Story

/// Several people at once who store and open documents until the box goes dark.
struct Writers: Sendable {
    let clerk: Clerk
    /// How many, each over a connection of its own.
    let count: Int
    /// Part of every name, so that none is used twice.
    let cycle: Int
    let random: SeededRandom
    /// Set when they are to stop after what they are at.
    let stop: Watched<Bool>

    /// Returns when all of them have stopped: the box answers no more, or `stop` was set.
    func write() async {
        // No folder, no work: the box went dark before it made it.
        guard let folder = try? await clerk.makeFolder("Schnitt \(cycle)") else { return }
        let known = Array(clerk.notebook.documents.values).sorted { $0.name < $1.name }
        await withDiscardingTaskGroup { group in
            for number in 0..<count {
                group.addTask {
                    // The end of the box is the end of the work; what it answered before is noted.
                    try? await write(as: number, in: folder, known)
                }
            }
        }
    }

    /// One of them: half of what it does is new, a little is a new version of what it stored itself, the rest is looking
    /// at what was there before.
    private func write(as number: Int, in folder: String, _ known: [Notebook.Document]) async throws {
        var random = random.branch("writer \(number)")
        var own: [String] = []
        var paper = (cycle * 100 + number) * 100_000
        while !stop.now {
            paper += 1
            switch Int.random(in: 0..<100, using: &random) {
            case ..<8:
                guard let name = own.randomElement(using: &random) else { continue }
                try await clerk.store(paper, as: name, in: folder)
            case 60...:
                guard let document = known.randomElement(using: &random) else { fallthrough }
                try await clerk.open(document)
            default:
                let name = "\(cycle)-\(number)-\(own.count).bin"
                if try await clerk.store(paper, as: name, in: folder) { own.append(name) }
            }
        }
    }
}
