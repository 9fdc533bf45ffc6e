import Glibc
import SystemPackage

/// Looks for a word, or for bytes, in a file of any size, as somebody with the disk in hand would.
struct Needle {
    private let bytes: [UInt8]

    init(_ word: String) {
        bytes = Array(word.utf8)
    }

    init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// True if the word stands anywhere in the file.
    func isIn(_ path: String) throws -> Bool {
        let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
        return try file.closeAfter {
            let size = 4 << 20
            var piece = [UInt8](repeating: 0, count: size + bytes.count)
            var kept = 0
            while true {
                let count = try piece.withUnsafeMutableBytes { space in
                    try file.read(into: UnsafeMutableRawBufferPointer(rebasing: space[kept..<(kept + size)]))
                }
                guard count > 0 else { return false }
                let end = kept + count
                if piece.withUnsafeBytes({ stands(in: UnsafeRawBufferPointer(rebasing: $0[..<end])) }) { return true }
                // The word may lie across two pieces.
                kept = min(bytes.count - 1, end)
                for index in 0..<kept { piece[index] = piece[end - kept + index] }
            }
        }
    }

    private func stands(in space: UnsafeRawBufferPointer) -> Bool {
        guard let start = space.baseAddress, let first = bytes.first else { return false }
        var place = 0
        // memmem is an extension that Swift does not see.
        while place + bytes.count <= space.count,
            let hit = memchr(start + place, Int32(first), space.count - bytes.count + 1 - place)
        {
            if memcmp(hit, bytes, bytes.count) == 0 { return true }
            place = start.distance(to: UnsafeRawPointer(hit)) + 1
        }
        return false
    }
}
