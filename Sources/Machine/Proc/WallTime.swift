public import DatasafeCore
import Glibc

/// The wall clock of this machine, which may be wrong by years: nothing is ordered by it.
public func wallTime() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

/// Version of the image these programs came with, from os-release(5); "0.0.0" on a machine that is no box.
public func softwareVersion() -> String {
    guard let file = fopen("/etc/os-release", "r") else { return "0.0.0" }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if text.hasPrefix("IMAGE_VERSION=") { return text.dropFirst(14).filter { $0.isNumber || $0 == "." } }
    }
    return "0.0.0"
}
