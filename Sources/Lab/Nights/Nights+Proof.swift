import FaultDisk
import Guest
import Story
import SystemPackage
import Torture

/// What comes back.
extension Nights {
    private var bench: FilePath { plan.lab.folder.path.appending("bench") }

    /// Takes disk `number`, which is not in the box, apart on a workbench and hands it to `body` with its image.
    func onBench<Result>(
        _ number: Int, _ body: (BackupDiskImage, FilePath) async throws -> Result
    ) async throws -> Result {
        try Files.makeFolder(bench)
        let image = bench.appending("disk.raw")
        try rig.server.disk("disk\(number)").save(to: image)
        let loose = try await BackupDiskImage(
            image, stick: rig.lab.part("backupkey").file, in: bench.appending("apart"))
        let result = try await body(loose, image)
        try Files.remove(bench)
        return result
    }

    /// Brings nights of a disk back and holds each against the book: the newest, or all. Counts those that do not hold.
    func prove(_ number: Int, newestOnly: Bool) async throws {
        do {
            try await onBench(number) { loose, _ in
                let nights = try await loose.nights().sorted { $0.at < $1.at }
                guard !nights.isEmpty else { return self.untrue("disk \(number) has no night") }
                // By the order of their evenings: the box's clock may have been wrong.
                let placed = nights.map { ($0, self.moment(of: $0.at)) }
                let chosen =
                    newestOnly ? placed.max { ($0.1 ?? .none) < ($1.1 ?? .none) }.map { [$0] } ?? [] : placed
                for (night, moment) in chosen { try await self.prove(night, moment, on: number, loose) }
                if !newestOnly { self.voice.say("disk \(number): \(nights.count) nights brought back") }
            }
        } catch let error as GuestError {
            untrue("disk \(number) cannot be read: \(error)")
        }
    }

    private func prove(_ night: BackupDiskImage.Night, _ moment: Moment?, on number: Int, _ loose: BackupDiskImage)
        async throws
    {
        let name = "night \(night.id) of disk \(number), \(EveningClock.words(night.at))"
        guard let moment else { return untrue("\(name): the box was never on at that time") }
        let back = try await loose.bringBack(night)
        count {
            $0.restored += 1
            $0.compared += back.documents.count
        }
        let harm = book.harm(in: back.documents, at: moment)
        if night.isPartial { return weigh(name, moment, on: number, back, harm) }
        guard back.isComplete, harm.isEmpty else {
            return untrue("\(name): \(harm.count) wrong, \(harm.prefix(3)); \(back.isComplete ? "" : back.words)")
        }
    }

    /// A night the disk itself calls partial: only an older one of a disk that has rotted may be, and the script has to say it
    /// too. It may lack what the box itself no longer has, or, where the list of the folder was hit, all of it; what is there
    /// has to be right.
    private func weigh(
        _ name: String, _ moment: Moment, on number: Int, _ back: BackupDiskImage.BroughtBack, _ harm: [NightHarm]
    ) {
        guard let rot = rotted[number], moment.evening < rot else { return untrue("\(name) is partial, for no reason") }
        let wrong = harm.filter { harm in
            guard case .missing(let path) = harm else { return true }
            return !back.documents.isEmpty && !book.isReplaced(path, since: moment)
        }
        guard !back.isComplete, wrong.isEmpty else {
            return untrue("\(name): partial\(back.isComplete ? " and called complete" : ""), wrong: \(wrong.prefix(3))")
        }
        voice.say("  \(name): partial, and says so; \(harm.count) documents are missing")
        count { $0.partial += 1 }
    }

    private func untrue(_ words: String) {
        fault(words)
        count { $0.untrue += 1 }
    }
}

extension Moment {
    /// Before everything.
    static let none = Moment(evening: .min, second: 0)
}
