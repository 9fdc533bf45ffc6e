public import DatasafeCore
import FoundationEssentials
import Glibc
import Threads

/// The folder where all services' facts lie.
public struct FactFolder: FactSource {
    /// The largest fact anybody writes or reads, bytes.
    public static let largest = 64 << 10

    public var path: String
    private let now: @Sendable () -> Instant

    public init(path: String = ServiceName.runFolder, now: @escaping @Sendable () -> Instant) {
        self.path = path
        self.now = now
    }

    public func read<Content: Fact>(_ type: Content.Type) -> FactReading<Content> {
        let file = "\(path)/\(Content.service.factFile)"
        guard access(file, F_OK) == 0 else { return .missing }
        guard let bytes = readSmallFile(file, limit: FactFolder.largest) else { return .unreadable("not readable") }
        guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)) else {
            return .unreadable("not a fact")
        }
        guard head.schema == Content.schema else { return .unreadable("schema \(head.schema)") }
        guard head.service == Content.service.rawValue else { return .unreadable("service \(head.service)") }
        guard let envelope = try? JSONDecoder().decode(FactEnvelope<Content>.self, from: Data(bytes)) else {
            return .unreadable("fields do not fit")
        }
        return .judged(envelope, now: now())
    }

    /// Yields a service's name each time its fact was replaced, until the consumer stops. Names may be repeated; a burst
    /// is folded, the newest fact is what counts.
    public func changes() -> AsyncStream<ServiceName> {
        let path = path
        return AsyncStream(bufferingPolicy: .bufferingNewest(64)) { continuation in
            let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0, inotify_add_watch(descriptor, path, UInt32(IN_MOVED_TO)) >= 0 else {
                if descriptor >= 0 { close(descriptor) }
                continuation.finish()
                return
            }
            let watch = FolderWatch(descriptor: descriptor)
            continuation.onTermination = { _ in watch.stop() }
            do {
                try startThread { watch.run { continuation.yield($0) } }
            } catch {
                watch.stop()
                continuation.finish()
            }
        }
    }

    private struct Head: Decodable {
        var schema: Int
        var service: String
    }
}
