import DatasafeCore
import Testing

/// Units, sockets and users of the box. How exposed each unit is, is measured in the image with its own systemd
/// (`Scripts/image --check`): an older one does not know all directives and judges too badly.
@Suite struct UnitTests {
    private static let good = Units(
        files: [
            "datasafe-beat.service": "[Service]\nExecStart=/usr/bin/datasafe beat\nUser=datasafe-beat\n",
            "datasafe-beat.socket": """
            [Socket]
            ListenStream=/run/datasafe/beat.socket
            SocketMode=0660
            SocketUser=root
            SocketGroup=datasafe-ask-beat
            """,
            "datasafe-web.service": "[Service]\nExecStart=/usr/bin/datasafe web\nUser=datasafe-web\n",
        ],
        users: "u datasafe-beat 1 \"x\"\nu datasafe-web 2 \"x\"\ng datasafe-ask-beat 3\nm datasafe-beat datasafe\n"
            + "m datasafe-web   datasafe\n",
        exposure: "# limits\ndatasafe-beat.service 12\ndatasafe-web.service  15\n")

    private func broken(_ file: String, _ old: String, _ new: String) -> Units {
        var units = Self.good
        switch file {
        case "users": units.users.replace(old, with: new)
        case "exposure": units.exposure.replace(old, with: new)
        default: units.files[file] = old == "*" ? nil : units.files[file]?.replacing(old, with: new)
        }
        return units
    }

    @Test func `a good box has no complaint`() {
        #expect(Self.good.complaints(service: "beat") + Self.good.complaints(service: "web") == [])
        #expect(Self.good.complaints() == [])
    }

    @Test(arguments: [
        ("datasafe-beat.service", "*", ""), ("datasafe-beat.socket", "*", ""),
        ("datasafe-beat.service", "datasafe beat", "datasafe web"),
        ("datasafe-beat.service", "User=datasafe-beat", "User=root"),
        ("datasafe-beat.socket", "run/datasafe/beat", "run/beat"), ("datasafe-beat.socket", "0660", "0666"),
        ("datasafe-beat.socket", "ask-beat", "ask-web"), ("datasafe-beat.socket", "=root", "=datasafe-beat"),
        ("users", "g datasafe-ask-beat 3", ""), ("users", "m datasafe-beat datasafe", ""),
    ])
    func `a service that is not the same everywhere is found`(file: String, old: String, new: String) {
        #expect(broken(file, old, new).complaints(service: "beat").count == 1)
    }

    @Test(arguments: [
        ("users", "u datasafe-web", "u somebody"), ("exposure", "datasafe-web.service  15", ""),
        ("exposure", "15", "16"), ("exposure", "12", "twelve"), ("exposure", "# limits", "datasafe-gone.service 3"),
    ])
    func `a unit without user or limit is found`(file: String, old: String, new: String) {
        #expect(broken(file, old, new).complaints().count == 1)
    }

    @Test func `one name stands in all places`() throws {
        let folder = "rootfs/usr/lib/systemd/system/"
        var files: [String: String] = [:]
        for file in Repository.files where file.path.hasPrefix(folder) {
            files[String(file.path.dropFirst(folder.count))] = file.text
        }
        let users = Repository.files.filter { $0.path.hasPrefix("rootfs/usr/lib/sysusers.d/") }.map(\.text)
        let units = Units(
            files: files.filter { !$0.key.contains("/") }, users: users.joined(separator: "\n"),
            exposure: try Repository.text("Images/exposure.txt"))
        expectNone(units.complaints() + ServiceName.allCases.flatMap { units.complaints(service: $0.rawValue) })
        for service in ServiceName.allCases {
            let rooms = ["Services", "Pages"].map { "Sources/\($0)/\(service.rawValue.capitalizedFirst)" }
            #expect(rooms.contains { Repository.paths.contains($0) }, "\(service) has no room")
            let tests = rooms.map { $0.replacing("Sources", with: "Tests") + "Tests" }
            #expect(tests.contains { Repository.paths.contains($0) }, "\(service) has no tests")
        }
        // And back: a unit that starts a verb of ours is a service or one of its helpers by name.
        for (name, text) in files where name.hasSuffix(".service") {
            for start in text.matches(of: #/(?m)^ExecStart=\/usr\/bin\/datasafe (\w+)/#) {
                let isKnown = ServiceName(rawValue: String(start.1)) != nil || ["status", "share"].contains(start.1)
                #expect(isKnown, "\(name): \(start.1)")
            }
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
