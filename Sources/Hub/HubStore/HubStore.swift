import Database
import DatasafeCore
import FoundationEssentials

/// Everything the hub remembers, in one SQLite file with one writer. What `take` acknowledged is on the disk.
public struct HubStore: Sendable {
    let pool: DatabasePool
    let chain: EventChain
    let beats: BeatQueue

    /// Opens the file, or makes it.
    ///
    /// - Parameters:
    ///   - hash: SHA-256, for the chain of events and nothing else; passed in because this room knows no cryptography.
    /// - Throws: `.open`.
    public init(path: String, hash: @escaping @Sendable ([UInt8]) -> [UInt8]) throws(HubStoreError) {
        do {
            pool = try DatabaseFile.open(path: path, steps: HubSchema.steps, readers: 4)
        } catch {
            throw HubStoreError(.open, cause: "\(error)")
        }
        chain = EventChain(hash: hash)
        beats = BeatQueue(pool: pool, storing: BeatStoring(chain: chain))
    }

    /// Closes the file; all calls after it fail.
    public func close() { try? pool.close() }

    /// What is wrong in the file and in the chain of events; empty when all is whole. Reads everything.
    public func faults() async throws(HubStoreError) -> [String] {
        let chain = chain
        do {
            let file = try DatabaseFile.faults(in: pool, quick: true)
            return file + (try await pool.read { db in try chain.faults(db) })
        } catch {
            throw HubStoreError(.storage, cause: "\(error)")
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws(HubStoreError)
        -> Value
    {
        do {
            return try await pool.read(body)
        } catch let error as HubStoreError {
            throw error
        } catch {
            throw HubStoreError(.storage, cause: "\(error)")
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(HubStoreError) -> Value {
        do {
            return try await pool.write(body)
        } catch let error as HubStoreError {
            throw error
        } catch {
            throw HubStoreError(.storage, cause: "\(error)")
        }
    }
}

extension Row {
    /// A blob; nil when the column is NULL.
    func bytes(_ column: String) -> [UInt8]? { (self[column] as Data?).map { Array($0) } }
}

extension Instant {
    init(stored milliseconds: Int64) { self.init(milliseconds: milliseconds) }
}
