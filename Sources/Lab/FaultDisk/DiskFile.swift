import Glibc
import SystemPackage

/// A sparse file of this machine that holds what is on a disk.
struct DiskFile: Sendable {
    let descriptor: SystemPackage.FileDescriptor
    let name: String

    /// A new file of `bytes` zeros that takes no room, in place of what was there.
    init(making path: FilePath, bytes: Int) throws(FaultDiskError) {
        name = path.string
        do {
            descriptor = try SystemPackage.FileDescriptor.open(
                path, .readWrite, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead])
            try descriptor.resize(to: Int64(bytes))
        } catch {
            throw FaultDiskError(.file, path.string, "\(error)")
        }
    }

    /// Opens a file to read.
    init(reading path: FilePath) throws(FaultDiskError) {
        name = path.string
        do {
            descriptor = try SystemPackage.FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        } catch {
            throw FaultDiskError(.file, path.string, "\(error)")
        }
    }

    /// Length, bytes.
    func length() throws(FaultDiskError) -> Int {
        do { return Int(try descriptor.seek(offset: 0, from: .end)) } catch {
            throw FaultDiskError(.file, name, "\(error)")
        }
    }

    /// `count` bytes from `offset`; what lies behind the end reads as zeros.
    func read(at offset: Int, count: Int) throws(FaultDiskError) -> [UInt8] {
        do {
            return try Array(unsafeUninitializedCapacity: count) { space, filled in
                var done = 0
                while done < count {
                    let got = try descriptor.read(
                        fromAbsoluteOffset: Int64(offset + done),
                        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(space)[done...]))
                    guard got > 0 else { break }
                    done += got
                }
                if done < count { UnsafeMutableBufferPointer(rebasing: space[done...]).initialize(repeating: 0) }
                filled = count
            }
        } catch {
            throw FaultDiskError(.file, name, "\(error)")
        }
    }

    /// Writes at `offset`.
    func write(_ bytes: some Sequence<UInt8>, at offset: Int) throws(FaultDiskError) {
        do { try descriptor.writeAll(toAbsoluteOffset: Int64(offset), bytes) } catch {
            throw FaultDiskError(.file, name, "\(error)")
        }
    }

    /// Copies what is written in `other`, holes stay holes.
    func copy(_ other: DiskFile) throws(FaultDiskError) {
        let end = try other.length()
        var offset = 0
        while offset < end {
            let data = lseek(other.descriptor.rawValue, offset, Self.nextData)
            // ENXIO: nothing but a hole to the end.
            guard data >= 0 else { return }
            let hole = lseek(other.descriptor.rawValue, data, Self.nextHole)
            let stop = hole < 0 ? end : hole
            offset = data
            while offset < stop {
                let piece = try other.read(at: offset, count: min(4 << 20, stop - offset))
                try write(piece, at: offset)
                offset += piece.count
            }
        }
    }

    /// True if nothing was ever written in `range`.
    func isHole(_ range: Range<Int>) -> Bool {
        let data = lseek(descriptor.rawValue, range.lowerBound, Self.nextData)
        return data < 0 || data >= range.upperBound
    }

    private static let nextData: Int32 = 3
    private static let nextHole: Int32 = 4

    func close() {
        // Nothing is lost with it: what was written is in the kernel.
        try? descriptor.close()
    }
}
