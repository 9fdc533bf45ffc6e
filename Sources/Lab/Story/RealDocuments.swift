import Crypto
import FoundationEssentials
import Guest
public import SystemPackage

/// Real files found on any Debian machine, as documents of a practice: PDF, pictures, text, packed text.
public struct RealDocuments: Sendable {
    /// One file.
    public struct Document: Sendable, Equatable {
        /// Where it lies on this machine.
        public var file: FilePath
        /// Name to store it under, unique: "017-logo.svg".
        public var name: String
        /// Size, bytes.
        public var bytes: Int
        /// SHA-256 of its content.
        public var sha256: [UInt8]
    }

    /// The files, in an order that is the same on every run of one machine.
    public let documents: [Document]

    /// All bytes together.
    public var bytes: Int { documents.reduce(0) { $0 + $1.bytes } }

    /// Collects `count` files of different content and of different kinds and sizes from below `root`.
    ///
    /// Kinds take turns; inside a kind the files are spread evenly from the smallest to the largest (at most 8 MiB).
    /// Throws `.missing` if there are too few.
    public init(count: Int = 200, below root: FilePath = "/usr/share") throws {
        let kinds = Self.kinds(below: root)
        var queues = kinds.sorted { $0.key < $1.key }.map { Self.spread($0.value, count) }
        var chosen: [Document] = []
        var contents: Set<[UInt8]> = []
        while chosen.count < count, queues.contains(where: { !$0.isEmpty }) {
            for index in queues.indices where !queues[index].isEmpty && chosen.count < count {
                let (path, size) = queues[index].removeFirst()
                // A file that went away or may not be read is simply not chosen.
                guard let content = try? Files.read(FilePath(path)), content.count == size else { continue }
                let digest = Array(SHA256.hash(data: content))
                guard contents.insert(digest).inserted else { continue }
                chosen.append(
                    Document(
                        file: FilePath(path), name: Self.name(chosen.count + 1, path), bytes: size, sha256: digest))
            }
        }
        guard chosen.count == count else {
            throw StoryError(.missing, "only \(chosen.count) of \(count) real files below \(root)")
        }
        documents = chosen
    }

    private static func kinds(below root: FilePath) -> [String: [(String, Int)]] {
        var kinds: [String: [(String, Int)]] = [:]
        var folders = [root.string]
        while let folder = folders.popLast() {
            // A folder that went away meanwhile or may not be read is left out, not the whole tree.
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                let path = "\(folder)/\(name)"
                // Links are not followed: their type is neither of the two.
                guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { continue }
                switch facts[.type] as? FileAttributeType {
                case .some(.typeDirectory): folders.append(path)
                case .some(.typeRegular):
                    // An Int with the whole Foundation, a UInt (no UInt64) with its essentials alone.
                    guard let kind = kind(of: path),
                        let size = facts[.size] as? Int ?? (facts[.size] as? UInt).map(Int.init(clamping:)),
                        (64...(8 << 20)).contains(size)
                    else { continue }
                    kinds[kind, default: []].append((path, size))
                default: continue
                }
            }
        }
        return kinds
    }

    /// The kind of a file by its name; nil for what a practice would not store.
    static func kind(of file: String) -> String? {
        let name = file.split(separator: "/").last ?? ""
        if name == "copyright" { return "txt" }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "pdf": return "pdf"
        case "png", "jpg", "jpeg", "gif", "webp": return "picture"
        case "svg": return "svg"
        case "txt", "md", "html", "csv": return "txt"
        case "gz": return "gz"
        case "ttf", "otf", "wav", "ogg", "zip": return "other"
        default: return nil
        }
    }

    /// At most `count` of the files, from the smallest to the largest in even steps, then shuffled by their path's hash.
    private static func spread(_ files: [(String, Int)], _ count: Int) -> ArraySlice<(String, Int)> {
        let sorted = files.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        let taken =
            sorted.count <= count * 2
            ? sorted : (0..<(count * 2)).map { sorted[$0 * (sorted.count - 1) / (count * 2 - 1)] }
        let keyed = taken.map { (Array(SHA256.hash(data: Array($0.0.utf8))), $0) }
        return keyed.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)[...]
    }

    private static func name(_ number: Int, _ path: String) -> String {
        let digits = String(number)
        let last = path.split(separator: "/").suffix(2).joined(separator: " ")
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits + " " + last
    }
}
