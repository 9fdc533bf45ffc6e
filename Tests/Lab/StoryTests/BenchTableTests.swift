import Guest
import Testing

@testable import Story

@Suite("The table of the bench") struct BenchTableTests {
    @Test(
        "Figures with the digits that count",
        arguments: [
            (0, "0"), (64, "64"), (41_234, "41234"), (12.34, "12.3"), (123.4, "123"), (99.96, "100"), (9.996, "10.0"),
            (0.004_12, "0.00412"), (0.5, "0.500"), (1.0 / 3, "0.333"), (-2.5, "-2.50"), (3_289_403_392, "3289403392"),
            (1e-9, "0.000000"), (.infinity, "inf"),
        ] as [(Double, String)])
    func figures(value: Double, text: String) {
        #expect(BenchTable.text(value) == text)
    }

    private static func row(_ ours: BenchFigure, _ instead: BenchFigure?) -> BenchRow {
        BenchRow(id: "a", name: "a", unit: "s", ours: ours, instead: instead, remark: "cp")
    }

    @Test func `columns stand under each other, a missing figure says why and has no ratio`() {
        let table = BenchTable(rows: [
            BenchRow(
                id: "upload", name: "upload", unit: "MB/s", ours: .measured(4), instead: .measured(200),
                remark: "cp + fsync"),
            BenchRow(
                id: "night", name: "first night", unit: "s", ours: .missed("no | disk\n1"), instead: .measured(1.5),
                remark: "restic"),
            BenchRow(id: "lines", name: "Swift", unit: "lines", ours: .measured(41_234), instead: nil, remark: ""),
        ])
        #expect(
            table.lines == [
                "| what        |                  Datasafe | instead |   ratio | unit  | beside it, remarks |",
                "| ----------- | ------------------------: | ------: | ------: | ----- | --- |",
                "| upload      |                         4 |     200 | 0.0200× | MB/s  | cp + fsync |",
                "| first night | not measured: no / disk 1 |    1.50 |       – | s     | restic |",
                "| Swift       |                     41234 |       – |       – | lines |  |",
            ])
        #expect(!table.isWhole)
    }

    @Test func `a long reason does not widen the column`() {
        let reason = String(repeating: "word ", count: 100)
        let lines = BenchTable(rows: [Self.row(.missed(reason), nil), Self.row(.measured(1), nil)]).lines
        #expect(lines[0].count < 80 && lines[3].count < 80)
        #expect(lines[2].count < 400 && lines[2].contains("…"))
    }

    @Test(
        "Whole only with every figure",
        arguments: [
            (.measured(1), nil, true), (.measured(1), .measured(2), true), (.missed("x"), nil, false),
            (.measured(1), .missed("x"), false), (.missed("x"), .measured(1), false),
        ] as [(BenchFigure, BenchFigure?, Bool)])
    func whole(ours: BenchFigure, instead: BenchFigure?, isWhole: Bool) {
        #expect(BenchTable(rows: [Self.row(ours, instead)]).isWhole == isWhole)
    }

    @Test func `nothing is divided by nothing`() {
        #expect(Self.row(.measured(1), .measured(0)).ratio == nil)
        #expect(Self.row(.measured(1), .measured(4)).ratio == 0.25)
        #expect(Self.row(.missed("x"), .measured(4)).ratio == nil)
    }

    @Test func `every line is there, measured or not, with its own words`() {
        for load in [BenchLoad.full, .quick] {
            let table = BenchRecord().table(load, isEmulated: true)
            #expect(table.rows.map(\.id) == load.items.map(\.rawValue))
            #expect(Set(table.rows.map(\.name)).count == table.rows.count)
            #expect(table.rows.allSatisfy { $0.ours == .missed("nobody looked") })
        }
        #expect(BenchLoad.full.items == BenchItem.allCases)
        #expect(BenchLoad.quick.items.count == BenchItem.allCases.count - 2)
        let lanes = BenchItem.firmwareLane + BenchItem.still + BenchItem.directLane + BenchItem.hostLane
        #expect(Set(lanes) == Set(BenchItem.allCases) && lanes.count == BenchItem.allCases.count)
    }

    @Test func `the first reason stays, a figure beats it`() {
        var record = BenchRecord()
        record.miss([.update, .imageFile], "first")
        record.miss([.update], "second")
        record.note(.imageFile, 3)
        let ours = { (item: BenchItem) in
            record.table(.full, isEmulated: false).rows.first { $0.id == item.rawValue }?.ours
        }
        #expect(ours(.update) == .missed("first"))
        #expect(ours(.imageFile) == .measured(3))
    }

    @Test(
        "What was promised is said, and said loudly when it is not kept",
        arguments: [(149.0, "limit 150 MB"), (151.0, "OVER the limit of 150 MB")])
    func limits(figure: Double, words: String) throws {
        var record = BenchRecord()
        record.note(.memoryOpen, figure)
        let row = try #require(record.table(.full, isEmulated: true).rows.first { $0.id == "memoryOpen" })
        #expect(row.remark == words)
    }

    @Test func `an emulated box is called one beside the host, and nowhere else`() {
        var record = BenchRecord()
        record.remark(.uploadSmall, "12 MB")
        let words = { (isEmulated: Bool) in
            record.table(.full, isEmulated: isEmulated).rows.filter { $0.remark.contains("not a fair") }.map(\.id)
        }
        #expect(words(true) == ["uploadLarge", "uploadSmall", "nightBackup", "nightWhole"])
        #expect(words(false).isEmpty)
        let row = record.table(.full, isEmulated: false).rows.first { $0.id == "uploadSmall" }
        #expect(row?.remark == "cp + fsync on the host; 12 MB")
    }

    @Test func `the same for programs`() throws {
        let json = BenchTable(rows: [Self.row(.measured(1), .measured(4)), Self.row(.missed("why"), nil)]).json
        #expect(json.elements[0]["ratio"] == .number(0.25))
        #expect(json.elements[0]["notMeasured"] == nil)
        #expect(json.elements[1]["datasafe"] == .null)
        #expect(json.elements[1]["notMeasured"] == ["why"])
        #expect(try JSON(json.bytes()).elements.count == 2)
    }
}
