// swift-tools-version: 6.2
// The floor plan: one line per room. A room uses only rooms on lower storeys (docs/architecture.md);
// Tests/House holds this up, because SwiftPM alone does not.
import PackageDescription

/// A storey is a folder of `Sources`; the order is the direction of the arrows.
enum Storey: String {
    case core = "Core"
    case machine = "Machine"
    case services = "Services"
    case pages = "Pages"
    case hub = "Hub"
    case programs = "Programs"
    case lab = "Lab"
}

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func package(_ product: String, _ package: String) -> Target.Dependency {
    .product(name: product, package: package)
}

let logging = package("Logging", "swift-log")
let lifecycle = package("ServiceLifecycle", "swift-service-lifecycle")
let unixSignals = package("UnixSignals", "swift-service-lifecycle")
let arguments = package("ArgumentParser", "swift-argument-parser")
let subprocess = package("Subprocess", "swift-subprocess")
let systemPackage = package("SystemPackage", "swift-system")
let grdb = package("GRDB", "GRDB.swift")
let nioCore = package("NIOCore", "swift-nio")
let nioPosix = package("NIOPosix", "swift-nio")
let nioHTTP1 = package("NIOHTTP1", "swift-nio")
let nioTLS = package("NIOTLS", "swift-nio")
let nioSSL = package("NIOSSL", "swift-nio-ssl")
let httpClient = package("AsyncHTTPClient", "async-http-client")
let hummingbird = package("Hummingbird", "hummingbird")
let hummingbirdCore = package("HummingbirdCore", "hummingbird")
let hummingbirdTLS = package("HummingbirdTLS", "hummingbird")
let hummingbirdTesting = package("HummingbirdTesting", "hummingbird")
let crypto = package("Crypto", "swift-crypto")
let cryptoExtras = package("CryptoExtras", "swift-crypto")
let x509 = package("X509", "swift-certificates")
let asn1 = package("SwiftASN1", "swift-asn1")

/// One room: a target under its storey and, unless it says otherwise, its tests at the mirrored path.
func room(
    _ name: String, _ storey: Storey, uses: [String] = [], packages: [Target.Dependency] = [],
    tests: Bool = true, testUses: [String] = [], testPackages: [Target.Dependency] = [], golden: [String] = []
) -> [Target] {
    let rooms: [Target.Dependency] = uses.map { .byName(name: $0) }
    var targets: [Target] = [
        .target(
            name: name, dependencies: rooms + packages, path: "Sources/\(storey.rawValue)/\(name)",
            swiftSettings: strict)
    ]
    if tests {
        let more: [Target.Dependency] = testUses.map { .byName(name: $0) }
        targets.append(
            .testTarget(
                name: "\(name)Tests", dependencies: [.byName(name: name)] + rooms + more + packages + testPackages,
                path: "Tests/\(storey.rawValue)/\(name)Tests", exclude: golden, swiftSettings: strict))
    }
    return targets
}

/// A C library behind a module map; its safe wrapper is the room that uses it.
func cLibrary(_ name: String, pkgConfig: String, apt: String) -> [Target] {
    [
        .systemLibrary(
            name: name, path: "Sources/Machine/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
    ]
}

func program(_ name: String, storey: Storey = .programs, uses: [String], packages: [Target.Dependency] = []) -> [Target]
{
    [
        .executableTarget(
            name: name, dependencies: uses.map { .byName(name: $0) } + packages,
            path: "Sources/\(storey.rawValue)/\(name)", swiftSettings: strict)
    ]
}

// Damage by number: headers, sticks, bytes. The same inputs for tests with the real libraries and for the fuzzer.
let damage: [Target] = [
    .target(
        name: "Damage", dependencies: ["DatasafeCore", "DatasafeFormats"], path: "Tests/Damage", swiftSettings: strict),
    .testTarget(
        name: "FuzzTests", dependencies: ["Damage", "DatasafeCore", "DatasafeFormats"], path: "Tests/Fuzz",
        exclude: ["Corpus"], swiftSettings: strict),
]

let core: [[Target]] = [
    damage,
    room("DatasafeCore", .core),
    room("DatasafeFormats", .core, uses: ["DatasafeCore"], testUses: ["Damage"]),
    room("BackupFormats", .core, uses: ["DatasafeCore"]),
    room("DatasafeTexts", .core, uses: ["DatasafeCore"]),
    room("Markup", .core, uses: ["DatasafeCore"]),
]

let machine: [[Target]] = [
    cLibrary("CCryptsetup", pkgConfig: "libcryptsetup", apt: "libcryptsetup-dev"),
    cLibrary("CUdev", pkgConfig: "libudev", apt: "libudev-dev"),
    room("Spawn", .machine, uses: ["DatasafeCore", "CLinux"], packages: [subprocess, systemPackage]),
    [.target(name: "CLinux", path: "Sources/Machine/CLinux")],
    room("Threads", .machine),
    room("FactFiles", .machine, uses: ["DatasafeCore", "Threads"]),
    room("StateFiles", .machine),
    room("Proc", .machine, uses: ["DatasafeCore"]),
    room("Terminal", .machine, uses: ["CLinux"]),
    room("Shares", .machine, uses: ["DatasafeCore", "CLinux", "Threads"], testUses: ["Spawn"]),
    room("Staging", .machine, uses: ["DatasafeCore", "CLinux", "Threads"]),
    room("Varlink", .machine, uses: ["DatasafeCore", "Threads", "CLinux"], packages: [logging]),
    room(
        "Cryptsetup", .machine, uses: ["DatasafeCore", "CCryptsetup", "CLinux", "Threads"],
        testUses: ["Damage", "DatasafeFormats"]),
    room("Udev", .machine, uses: ["DatasafeCore", "CUdev", "Threads"]),
    room("USBPorts", .machine),
    room(
        "BlockDevices", .machine, uses: ["DatasafeCore", "DatasafeFormats", "Spawn", "CLinux", "Threads"],
        testUses: ["Damage"]),
    room("Database", .machine, uses: ["DatasafeCore"], packages: [grdb]),
    room("Seal", .machine, uses: ["DatasafeCore"], packages: [crypto, cryptoExtras, x509, asn1]),
    room(
        "Wire", .machine, uses: ["DatasafeCore"],
        packages: [nioCore, nioPosix, nioTLS, nioSSL, nioHTTP1, httpClient],
        testUses: ["Seal"]),
]

let services: [[Target]] = [
    room(
        "Storage", .services,
        uses: [
            "DatasafeCore", "DatasafeFormats", "Cryptsetup", "Udev", "BlockDevices", "Varlink", "FactFiles", "Spawn",
            "StateFiles", "Proc", "USBPorts", "Threads",
        ], packages: [logging, lifecycle]),
    room(
        "Practice", .services,
        uses: ["DatasafeCore", "Database", "Varlink", "FactFiles", "Staging", "Seal", "Threads"],
        packages: [logging, lifecycle], testUses: ["Spawn"]),
    room(
        "Backup", .services,
        uses: [
            "DatasafeCore", "BackupFormats", "Database", "Varlink", "FactFiles", "Spawn", "StateFiles", "Shares",
            "Threads",
        ], packages: [logging, lifecycle]),
    room(
        "Monitor", .services, uses: ["DatasafeCore", "Database", "Varlink", "FactFiles", "Proc", "Threads"],
        packages: [logging, lifecycle]),
    room(
        "Beat", .services, uses: ["DatasafeCore", "Database", "Varlink", "FactFiles", "Seal", "Wire"],
        packages: [logging, lifecycle], testPackages: [nioCore, nioPosix]),
    room(
        "Console", .services, uses: ["DatasafeCore", "DatasafeTexts", "FactFiles", "Terminal", "Proc", "Threads"],
        packages: [logging, lifecycle]),
    room(
        "Setup", .services, uses: ["DatasafeCore", "Varlink", "FactFiles", "StateFiles"],
        packages: [logging, lifecycle]),
]

// The scripted box of the pages' tests: facts and deeds as a table, for routers and for screenshots.
let pagesDoubles: [Target] = [
    .target(
        name: "PagesDoubles", dependencies: ["DatasafeCore", "PageFrame", hummingbird, hummingbirdTesting],
        path: "Tests/Pages/PagesDoubles", swiftSettings: strict)
]

// A Chromium as tests drive it: before the scripted box, and before the booted one.
let realBrowser: [Target] = [
    .target(name: "RealBrowser", path: "Tests/RealBrowser", swiftSettings: strict)
]

let pages: [[Target]] = [
    pagesDoubles,
    realBrowser,
    room(
        "PageFrame", .pages, uses: ["DatasafeCore", "DatasafeTexts", "Markup", "Varlink", "FactFiles"],
        packages: [hummingbird, logging], testUses: ["PagesDoubles"], testPackages: [hummingbirdTesting]),
    room(
        "SetupPages", .pages,
        uses: ["DatasafeCore", "DatasafeFormats", "DatasafeTexts", "Markup", "Varlink", "FactFiles", "PageFrame"],
        packages: [hummingbird, logging], testUses: ["PagesDoubles"], testPackages: [hummingbirdTesting]),
    room(
        "BoxPages", .pages,
        uses: ["DatasafeCore", "DatasafeFormats", "DatasafeTexts", "Markup", "Varlink", "FactFiles", "PageFrame"],
        packages: [hummingbird, logging], testUses: ["PagesDoubles"], testPackages: [hummingbirdTesting]),
    room(
        "PracticePages", .pages,
        uses: ["DatasafeCore", "DatasafeTexts", "Markup", "Varlink", "FactFiles", "Staging", "PageFrame"],
        packages: [hummingbird, logging], testUses: ["PagesDoubles"], testPackages: [hummingbirdTesting]),
    room(
        "Web", .pages,
        uses: ["DatasafeCore", "DatasafeTexts", "FactFiles", "PageFrame", "SetupPages", "BoxPages", "PracticePages"],
        packages: [hummingbird, hummingbirdCore, hummingbirdTLS, nioCore, nioSSL, logging, lifecycle],
        testUses: ["PagesDoubles", "RealBrowser", "Seal", "Spawn", "Threads"], testPackages: [hummingbirdTesting],
        golden: ["Golden"]),
]

let hub: [[Target]] = [
    room("HubStore", .hub, uses: ["DatasafeCore", "Database"], packages: [logging]),
    room(
        "Vault", .hub, uses: ["DatasafeCore", "Wire", "Seal", "Spawn", "StateFiles", "Threads", "HubStore"],
        packages: [logging, lifecycle],
        testPackages: [nioCore, nioPosix]),
    room("HubAlarms", .hub, uses: ["DatasafeCore", "HubStore"], packages: [logging, lifecycle]),
    room(
        "HubIntake", .hub, uses: ["DatasafeCore", "Seal", "Wire", "HubStore"],
        packages: [hummingbird, hummingbirdTLS, nioCore, nioSSL, logging, lifecycle],
        testPackages: [hummingbirdTesting]),
    room(
        "HubPages", .hub,
        uses: ["DatasafeCore", "DatasafeTexts", "Markup", "Seal", "Threads", "HubStore", "HubAlarms"],
        packages: [hummingbird, logging], testUses: ["HubIntake", "Wire", "Beat", "FactFiles", "Varlink"],
        testPackages: [hummingbirdTesting, lifecycle]),
]

let programs: [[Target]] = [
    program(
        "datasafe-storage", uses: ["DatasafeCore", "Proc", "Storage", "Varlink"],
        packages: [logging, lifecycle, unixSignals, arguments]),
    program(
        "datasafe",
        uses: [
            "DatasafeCore", "DatasafeFormats", "DatasafeTexts", "FactFiles", "Varlink", "Proc", "Terminal", "Seal",
            "Staging", "PageFrame", "Practice", "Backup", "Shares", "Monitor", "Beat", "Console", "Setup", "Web",
        ], packages: [logging, lifecycle, unixSignals, arguments]),
    program(
        "datasafe-hub",
        uses: [
            "DatasafeCore", "DatasafeTexts", "Seal", "Wire", "Proc", "HubStore", "HubIntake", "HubAlarms", "HubPages",
            "Vault",
        ], packages: [logging, lifecycle, unixSignals, arguments, hummingbird, nioCore]),
]

// The lab stands around a box, never in it: QEMU, the first day, power cuts. Nothing below uses it.
let lab: [[Target]] = [
    room("Guest", .lab, packages: [subprocess, systemPackage, nioCore, nioPosix, crypto]),
    room("FaultDisk", .lab, packages: [systemPackage, nioCore, nioPosix], testPackages: [subprocess]),
    // The one room of the lab that knows the house from inside: it stands in for a service.
    room(
        "HostBox", .lab, uses: ["Guest", "DatasafeCore", "FactFiles", "Varlink", "Proc"],
        packages: [systemPackage, logging]),
    room(
        "Story", .lab, uses: ["Guest", "HostBox"],
        packages: [systemPackage, httpClient, nioCore, nioPosix, nioHTTP1, nioSSL, crypto],
        testPackages: [subprocess]),
    room(
        "Torture", .lab, uses: ["FaultDisk", "Guest", "Story"],
        packages: [systemPackage, nioSSL, crypto]),
    room(
        "Nights", .lab, uses: ["FaultDisk", "Guest", "Story", "Torture"],
        packages: [systemPackage, subprocess, crypto]),
    program(
        "datasafe-lab", storey: .lab, uses: ["Guest", "Nights", "Story", "Torture"],
        packages: [systemPackage, arguments, unixSignals]),
    [
        .testTarget(
            name: "BoxTests",
            dependencies: ["Guest", "RealBrowser", "Story", systemPackage, subprocess],
            path: "Tests/Box",
            swiftSettings: strict)
    ],
]

let house: [Target] = [
    // Programs as they are started; they lie beside the tests.
    .testTarget(
        name: "ProgramTests", dependencies: ["DatasafeCore", "Spawn"], path: "Tests/Programs", swiftSettings: strict),
    .testTarget(
        name: "HouseTests", dependencies: ["DatasafeCore", "DatasafeTexts"], path: "Tests/House",
        swiftSettings: strict),
]

let package = Package(
    name: "datasafe",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [core, machine, services, pages, hub, programs, lab].flatMap { $0.flatMap { $0 } } + house
)
