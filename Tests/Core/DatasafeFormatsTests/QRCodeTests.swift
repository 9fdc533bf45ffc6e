import Damage
import DatasafeFormats
import Testing

@Suite struct QRCodeTests {
    /// The most bytes of each version at level M (ISO/IEC 18004, table 7).
    static let capacities = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412]

    @Test(arguments: Array(capacities.enumerated()).map { ($0.offset + 1, $0.element) })
    func `each version holds what the standard says and reads back`(version: Int, capacity: Int) throws {
        var random = SplitMix(state: UInt64(version))
        for count in [capacity, capacity - 1] {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let code = try #require(QRCode(bytes: bytes))
            #expect(code.version == version && code.size == 17 + 4 * version)
            #expect(QRReader(code: code).bytes() == bytes)
        }
    }

    @Test func `all eight masks are chosen by some text and read back`() throws {
        var masks: Set<Int> = []
        for number in 0..<600 {
            let code = try #require(QRCode(text: "DATASAFE \(number)"))
            let reader = QRReader(code: code)
            masks.insert(try #require(reader.mask))
            #expect(reader.bytes() == Array("DATASAFE \(number)".utf8))
        }
        #expect(masks.count == 8)
    }

    @Test func `empty and too long`() throws {
        #expect(QRReader(code: try #require(QRCode(bytes: []))).bytes() == [])
        #expect(QRCode(bytes: [UInt8](repeating: 1, count: 413)) == nil)
    }

    @Test func `the backup key's text is version 8`() throws {
        let text = String(repeating: "0123456789abcdef", count: 8)
        let code = try #require(QRCode(text: text))
        #expect(code.version == 8 && code.size == 49)
        #expect(QRReader(code: code).bytes() == Array(text.utf8))
    }

    /// Made by another encoder too (python-qrcode 8.2) and read by another reader (zbar 0.23).
    @Test func `a golden matrix`() throws {
        let code = try #require(QRCode(text: "DATASAFE"))
        #expect(code.lines.joined(separator: "\n") == Self.golden)
    }

    static let golden = """
        #######.#.##..#######
        #.....#..##...#.....#
        #.###.#....##.#.###.#
        #.###.#.#.###.#.###.#
        #.###.#.#.###.#.###.#
        #.....#.#...#.#.....#
        #######.#.#.#.#######
        ........###..........
        #...#.####..######..#
        .###.#.#..#.#.#...###
        .####.###...##..#..#.
        ###.##..#.###..#.....
        ....#.#..#.#.###.##.#
        ........#####....####
        #######.####..#.##.#.
        #.....#..##..##.#....
        #.###.#.##..###...##.
        #.###.#...#.###...###
        #.###.#...#.##..#....
        #.....#..#.##........
        #######.#..#..#..##.#
        """

    @Test func `the path draws exactly the dark modules`() throws {
        let code = try #require(QRCode(text: "Praxis Dr. Müller"))
        var drawn: Set<[Int]> = []
        for part in code.svgPath.split(separator: "z") {
            let numbers = part.split { !$0.isNumber }.compactMap { Int($0) }
            #expect(numbers.count == 5 && numbers[3] == 1 && numbers[2] == numbers[4])
            for column in numbers[0]..<numbers[0] + numbers[2] { drawn.insert([column - 4, numbers[1] - 4]) }
        }
        for row in -1...code.size {
            for column in -1...code.size {
                #expect(drawn.contains([column, row]) == code[column: column, row: row])
            }
        }
    }
}
