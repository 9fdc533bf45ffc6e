import DatasafeCore
import FoundationEssentials
import Seal
import StateFiles
import Threads

/// Reads a store through, for which no key is needed: every file of a repository but its config is named by the SHA-256 of
/// its content (restic, "Repository Format"). What is wrong goes aside; the box misses it with its next night and sends it
/// again. Keys, list of nights and config, without which all else is lost or hard to find, are kept a second time and put
/// back (decision 0054).
struct VaultScrub: Sendable {
    /// What a whole reading found.
    struct Report: Sendable, Equatable {
        /// Files read, and their bytes.
        var files = 0
        var bytes: Int64 = 0
        /// Wrong, and put aside.
        var aside = 0
        /// Wrong, and put right.
        var mended = 0
        /// Could not be read, and left where they are: the disk of the store is ill.
        var unreadable = 0

        var isClean: Bool { aside + mended + unreadable == 0 }
    }

    private enum Kind: String, CaseIterable {
        case keys, snapshots, index, data

        /// Few and small.
        var isKeptTwice: Bool { self == .keys || self == .snapshots }
    }

    /// Folder of the stores.
    let folder: String
    /// Pause after each file, as a part of the time its reading took: boxes come first.
    let pause: Double
    /// Of this reading. What is put aside lies below it, and `VaultStores.expire` lets go of it by it.
    let now: Instant

    /// Reads everything a device has stored. Ends early only when it is cancelled.
    func run(_ device: String) async throws -> Report {
        let (store, copies) = ("\(folder)/\(device)/repo", "\(folder)/.copies/\(device)")
        var report = Report()
        try await offload { try Self.make(copies) }
        report.mended += try await offload {
            try Self.startAnew(store, copies)
            return try Self.putKeysBack(store, copies)
        }
        for kind in Kind.allCases {
            for path in try await offload({ Self.names(kind, in: store) }) {
                try Task.checkCancellation()
                let start = ContinuousClock.now
                let found = try await offload { [self] in try look(path, kind, device) }
                report.add(found)
                if pause > 0 { try await Task.sleep(for: (ContinuousClock.now - start) * pause) }
            }
        }
        report.add(try await offload { try Self.lookAtConfig(store, copies) })
        try await offload { try Self.forget(store, copies) }
        return report
    }

    fileprivate enum Found: Sendable {
        case good(Int64), aside, mended, unreadable
        /// Taken away meanwhile, by a box in its window.
        case gone
    }

    // MARK: One file. All of it blocks.

    private func look(_ path: String, _ kind: Kind, _ device: String) throws -> Found {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let wanted = try Fingerprint(name).bytes
        let copy = "\(folder)/.copies/\(device)/\(kind.rawValue)/\(name)"
        let file = "\(folder)/\(device)/repo/\(path)"
        let read: ContentDigest.File
        do throws(ContentDigest.Unreadable) { read = try ContentDigest.file(at: file) } catch {
            return error.isGone ? .gone : .unreadable
        }
        if read.digest == wanted {
            if kind.isKeptTwice, !StateFile(path: copy).exists { try Self.keep(file, copy) }
            return .good(read.bytes)
        }
        if kind.isKeptTwice, let content = try? StateFile(path: copy).read(),
            Fingerprint(of: content).bytes == wanted
        {
            try StateFile(path: file).replace(with: content)
            return .mended
        }
        let aside = "\(folder)/.wrong/\(device)/\(now.milliseconds)/\(kind.rawValue)"
        try Self.make(aside)
        try FileManager.default.moveItem(atPath: file, toPath: "\(aside)/\(name)")
        return .aside
    }

    /// The config has no name of its own; it never changes as long as the repository lives.
    private static func lookAtConfig(_ store: String, _ copies: String) throws -> Found {
        let file = StateFile(path: "\(store)/config")
        let copy = StateFile(path: "\(copies)/config")
        let now: [UInt8]?
        do { now = try file.read() } catch { return .unreadable }
        if let kept = try? copy.read() {
            guard kept != now else { return .good(Int64(kept.count)) }
            try file.replace(with: kept)
            return .mended
        }
        guard let now else { return .gone }
        try copy.replace(with: now)
        return .good(Int64(now.count))
    }

    /// Where none of the keys is there that were there last time, another repository was begun: its config is not the old one.
    private static func startAnew(_ store: String, _ copies: String) throws {
        let (known, keys) = (Set(list("\(copies)/keys")), list("\(store)/keys"))
        guard !known.isEmpty, !keys.isEmpty, known.isDisjoint(with: keys) else { return }
        try FileManager.default.removeItem(atPath: copies)
        try make(copies)
    }

    /// A repository without any key is lost: they are put back. Returns how many.
    private static func putKeysBack(_ store: String, _ copies: String) throws -> Int {
        guard list("\(store)/keys").isEmpty else { return 0 }
        var count = 0
        for name in list("\(copies)/keys") {
            guard let content = try? StateFile(path: "\(copies)/keys/\(name)").read(),
                Fingerprint(of: content).hex == name
            else { continue }
            try StateFile(path: "\(store)/keys/\(name)").replace(with: content)
            count += 1
        }
        return count
    }

    /// Copies of what the box has taken away in its window.
    private static func forget(_ store: String, _ copies: String) throws {
        // Never the last keys that are known.
        guard !list("\(store)/keys").isEmpty else { return }
        for kind in Kind.allCases where kind.isKeptTwice {
            for name in Set(list("\(copies)/\(kind.rawValue)")).subtracting(list("\(store)/\(kind.rawValue)")) {
                try FileManager.default.removeItem(atPath: "\(copies)/\(kind.rawValue)/\(name)")
            }
        }
    }

    private static func keep(_ file: String, _ copy: String) throws {
        guard let content = try StateFile(path: file).read() else { return }
        try make(String(copy[..<(copy.lastIndex(of: "/") ?? copy.startIndex)]))
        try StateFile(path: copy).replace(with: content)
    }

    // MARK: Files

    /// Paths below the repository; what an upload is just writing has another name.
    private static func names(_ kind: Kind, in store: String) -> [String] {
        let folders = kind == .data ? list("\(store)/data").sorted().map { "data/\($0)" } : [kind.rawValue]
        return folders.flatMap { folder in
            list("\(store)/\(folder)").filter { (try? Fingerprint($0))?.hex == $0 }.sorted().map {
                "\(folder)/\($0)"
            }
        }
    }

    private static func list(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private static func make(_ folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}

extension VaultScrub.Report {
    fileprivate mutating func add(_ found: VaultScrub.Found) {
        switch found {
        case .good(let count): (files, bytes) = (files + 1, bytes + count)
        case .aside: aside += 1
        case .mended: mended += 1
        case .unreadable: unreadable += 1
        case .gone: break
        }
    }
}
