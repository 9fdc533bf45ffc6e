import DatasafeCore
import Logging
import Threads

/// Which nights lie where, also on disks that are away: what a person is told who looks for something.
extension BackupKeeper {
    /// Every place with its nights, the box itself first.
    func allNights() async throws -> BackupDeeds.ListPlaces.Outcome {
        look()
        var shown = [PlaceNights(place: .here, isHere: true, nights: try await snapshotsHere())]
        for (number, target) in targets.sorted(by: { $0.key < $1.key }) {
            let isHere = states[number]?.mayRun == true && disk(of: target) != nil
            shown.append(PlaceNights(place: .disk(number), isHere: isHere, nights: nights[.disk(number)] ?? []))
        }
        for id in remotes.keys.sorted() {
            shown.append(PlaceNights(place: .target(id), isHere: true, nights: nights[id] ?? []))
        }
        return BackupDeeds.ListPlaces.Outcome(places: shown.filter { !$0.nights.isEmpty })
    }

    /// The snapshots in the box, newest first. They come and go by the hour.
    func snapshotsHere() async throws -> [Night] {
        let folder = places.snapshots
        let names = try await offload { Files.names(in: folder).compactMap { SnapshotName($0) } }
        return names.sorted(by: >).map { Night(id: $0.text, at: $0.at) }
    }

    /// Keeps the list of a target's nights. What is shown is not what is there: a list that cannot be kept stops nothing.
    func keep(_ list: [Night], of target: TargetID) async {
        let short = list.map(\.shortened).sorted { $0.at > $1.at }
        guard nights[target] != short else { return }
        nights[target] = short
        do { try await ledger.save(short, of: target) } catch {
            logger.error("list of nights not kept", metadata: ["target": "\(target.text)", "error": "\(error)"])
        }
    }

    /// Names of what was erased are kept as long as a night may hold them: tells the practice service which the oldest is.
    func forgetGone() async {
        let known =
            targets.values.map { (TargetID.disk($0.number), $0.nights) } + remotes.values.map { ($0.id, $0.nights) }
        var oldest = here?.oldest
        for (id, count) in known where count > 0 {
            // Whose list is not known may have older ones.
            guard let last = nights[id]?.last?.at else { return }
            oldest = oldest.map { min($0, last) } ?? last
        }
        guard let oldest else { return }
        do { _ = try await outsides.deeds.ask(PracticeDeeds.ForgetGone(before: oldest)) } catch {
            logger.info("nothing forgotten", metadata: ["error": "\(error)"])
        }
    }
}
