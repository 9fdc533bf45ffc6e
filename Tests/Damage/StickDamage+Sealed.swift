import DatasafeCore
import DatasafeFormats

/// Sticks whose checksums are right.
extension StickDamage {
    func sealed(_ stick: inout DamagedStick, _ random: inout SplitMix) {
        let copies = random.pick([[KeyCopy.a], [.b], [.a, .b]])
        // A newer record beside a whole one is a change that was cut; what opens nothing beside it is one copy lost.
        var one: Set<String> = ["opens KEY-COPIES-DIFFER"]
        var both: Set<String> = ["KEY-VERSION"]
        for copy in copies {
            guard var block = stick.blocks[copy] else { continue }
            switch stick.kind {
            case .length:
                let length = random.pick([0, 1, 31, 32, 511, 513, 1024, 4095, 4096, 4097, 8192, 65_535])
                block[10] = UInt8(length & 255)
                block[11] = UInt8(length >> 8)
                let isSealed = random.below(2) == 0 && (512...4096).contains(length)
                if isSealed { StickImage.seal(&block) }
                one.insert("opens KEY-ONE-COPY")
                both.insert("KEY-DAMAGED")
            case .version:
                let version = random.pick([0, 2, 255, 256, 257, 65_535])
                block[8] = UInt8(version & 255)
                block[9] = UInt8(version >> 8)
                StickImage.seal(&block)
            case .fields:
                let place = random.pick([12, 13, 14, 15, 56, 63, 128, 300, 479])
                block[place] = place == 13 ? 0 : random.pick([3, 0x80, 0xff])
                StickImage.seal(&block)
            default:
                // Whatever stands there, the checksum is right: nothing may be believed but what fits together.
                for _ in 0..<random.within(1, 40) { block[random.within(8, 479)] = random.byte() }
                block[10] = 0
                block[11] = 2
                StickImage.seal(&block)
                both.formUnion(["KEY-ROLE", "KEY-OTHER-BOX", "KEY-UNKNOWN", "opens", "opens KEY-COPIES-DIFFER"])
                one.insert("opens")
            }
            stick.blocks[copy] = block
        }
        stick.expected = copies.count == 1 ? one : both
    }

    func others(_ stick: inout DamagedStick, _ random: inout SplitMix) {
        var same: [UInt8]
        switch stick.kind {
        case .strangers:
            switch random.below(3) {
            case 0: (same, stick.expected) = (StickImage.block(box: StickImage.otherBox), ["KEY-OTHER-BOX"])
            case 1: (same, stick.expected) = (StickImage.block(number: 3, keyID: 9), ["KEY-REVOKED"])
            default: (same, stick.expected) = (StickImage.block(number: 4, keyID: 77), ["KEY-UNKNOWN"])
            }
        case .role:
            (same, stick.expected) = (StickImage.block(role: .backup, keyID: 3), ["KEY-ROLE"])
        case .weak:
            (same, stick.expected) = (StickImage.block(key: random.byte(), isWeak: true), ["KEY-WEAK"])
        default:
            let second = random.pick([
                StickImage.block(number: 2, keyID: 2, key: 50), StickImage.block(number: 5, keyID: 78, key: 50),
                StickImage.block(key: 51), StickImage.block(box: StickImage.otherBox), StickImage.block(keyID: 9),
            ])
            stick.blocks[random.pick([.a, .b])] = second
            stick.expected = ["opens KEY-COPIES-DIFFER"]
            return
        }
        stick.blocks = [.a: same, .b: same]
    }
}
