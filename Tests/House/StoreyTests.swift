import Testing

@Suite struct StoreyTests {
    private static let plan = FloorPlan(
        package: """
            room("DatasafeCore", .core), room("Threads", .machine), room("Udev", .machine, uses: ["Threads", "Wire"]),
            room("Wire", .machine, uses: ["DatasafeCore", "Beat"]), room("Beat", .services, uses: ["Wire", "Monitor"]),
            room("Monitor", .services, uses: ["DatasafeCore"], testUses: ["Web"]),
            room("Database", .machine), room("Web", .pages, uses: ["Database", "Beat", "Home"]),
            room("Home", .pages), room("Guest", .lab, uses: ["Wire", "HostBox"]), program("box", uses: ["Beat"]),
            room("HostBox", .lab, uses: ["DatasafeCore", "Wire"]),
            """,
        paths: [
            "Core/DatasafeCore", "Machine/Threads", "Machine/Udev", "Machine/Wire", "Services/Beat",
            "Services/Monitor", "Machine/Database", "Pages/Web", "Pages/Home", "Lab/Guest", "Lab/HostBox",
            "Programs/box",
        ].map { "Sources/\($0)/a.swift" })

    @Test(arguments: [
        ("Wire", "DatasafeCore", true), ("Udev", "Threads", true), ("Udev", "Wire", false), ("Wire", "Beat", false),
        ("Beat", "Wire", true), ("Beat", "Monitor", false), ("Monitor", "DatasafeCore", true),
        ("Monitor", "Web", false), ("Monitor", "Wire", false), ("Web", "Database", false), ("Web", "Beat", false),
        ("Web", "Home", true), ("Guest", "Wire", false),
        ("Guest", "HostBox", true), ("HostBox", "DatasafeCore", true), ("HostBox", "Wire", false),
        ("box", "Beat", true), ("DatasafeCore", "Wire", false),
        ("Beat", "Logging", true),
    ])
    func `only what stands lower and is declared may be used`(room: String, other: String, isRight: Bool) {
        #expect((Self.plan.complaint(room: room, imports: other) == nil) == isRight)
    }

    @Test func `every room keeps to its storey`() throws {
        let plan = FloorPlan(package: try Repository.text("Package.swift"), paths: Repository.paths)
        #expect(plan.storeys.count > 40 && plan.uses.count > 30)
        expectNone(
            Repository.sources.flatMap { file, text in
                Imports.of(text).compactMap { name in
                    plan.complaint(room: String(file.folders[2]), imports: name).map { "\(file.path): \($0)" }
                }
            })
    }
}
