import DatasafeCore

extension Secret {
    private static let digits = Array("0123456789abcdef".utf8)

    /// 256 random bits as 64 lower-case hex digits: the box's own password of one repository.
    static func boxPassword() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret(count: 64) { target in
            for index in 0..<64 { target[index] = digits[Int.random(in: 0..<16, using: &generator)] }
        }
    }

    /// The bytes as lower-case hex digits: what the engine gets of the backup key, and what stands on its paper copy.
    func hexPassword() -> Secret {
        withBytes { bytes in
            Secret(count: bytes.count * 2) { target in
                for (index, byte) in bytes.enumerated() {
                    target[2 * index] = Secret.digits[Int(byte >> 4)]
                    target[2 * index + 1] = Secret.digits[Int(byte & 15)]
                }
            }
        }
    }
}
