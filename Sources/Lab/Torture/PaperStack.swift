import Crypto
import FaultDisk

/// Documents no two of which are alike, each made again from its number whenever it is needed.
struct PaperStack: Sendable {
    let seed: UInt64

    /// The bytes of a document: seven in ten are letters, a few are pictures (0.2 to 200 kB).
    func bytes(of number: Int) -> [UInt8] {
        var random = SeededRandom(seed: seed).branch("paper \(number)")
        let size =
            switch Int.random(in: 0..<100, using: &random) {
            case ..<70: Int.random(in: 200..<4000, using: &random)
            case ..<97: Int.random(in: 4000..<40_000, using: &random)
            default: Int.random(in: 40_000..<200_000, using: &random)
            }
        return random.bytes(size)
    }

    /// SHA-256 of these bytes.
    func digest(of number: Int) -> [UInt8] { Array(SHA256.hash(data: bytes(of: number))) }
}
