/// The units of the box as they lie in rootfs, with who they run as.
struct Units: Sendable {
    /// File name to text.
    var files: [String: String]
    /// Text of the sysusers file.
    var users: String
    /// Text of Images/exposure.txt.
    var exposure: String

    /// Promised at most, systemd's score times ten.
    static func limit(of unit: String) -> Int { unit == "datasafe-storage.service" ? 22 : 15 }

    /// Services whose deeds nobody asks for.
    static let silent: Set = ["web", "console"]

    private func value(_ unit: String, _ key: String) -> String? {
        (files[unit] ?? "").split(separator: "\n").last { $0.hasPrefix("\(key)=") }
            .map { String($0.dropFirst(key.count + 1)) }
    }

    private func hasLine(_ kind: String, _ name: String, _ more: String = "") -> Bool {
        users.split(separator: "\n").contains { line in
            let words = line.split(separator: " ")
            return words.count > 1 && words[0] == kind && words[1] == name
                && (more.isEmpty || words.count > 2 && words[2] == more)
        }
    }

    /// One name in five places: what is missing or different for one service.
    func complaints(service: String) -> [String] {
        let unit = "datasafe-\(service).service"
        guard files[unit] != nil else { return ["\(unit) is missing"] }
        var found: [String] = []
        let program = service == "storage" ? "/usr/bin/datasafe-storage" : "/usr/bin/datasafe \(service)"
        if value(unit, "ExecStart") != program { found.append("\(unit) does not start \(program)") }
        if service != "storage" {
            let user = "datasafe-\(service)"
            if value(unit, "User") != user { found.append("\(unit) does not run as \(user)") }
            if !hasLine("m", user, "datasafe") { found.append("\(user) is not in the group datasafe") }
        }
        let socket = "datasafe-\(service).socket"
        guard !Units.silent.contains(service) else {
            return found + (files[socket] == nil ? [] : ["\(socket) has no deeds"])
        }
        guard files[socket] != nil else { return found + ["\(socket) is missing"] }
        // The first socket is the one for deeds; others may follow.
        let streams = (files[socket] ?? "").split(separator: "\n").filter { $0.hasPrefix("ListenStream=") }
        if streams.first != "ListenStream=/run/datasafe/\(service).socket" {
            found.append("\(socket): its first ListenStream is not for deeds")
        }
        for (key, wanted) in [
            ("SocketMode", "0660"), ("SocketUser", "root"),
            ("SocketGroup", "datasafe-ask-\(service)"),
        ] where value(socket, key) != wanted { found.append("\(socket): \(key) is not \(wanted)") }
        if !hasLine("g", "datasafe-ask-\(service)") { found.append("no group datasafe-ask-\(service)") }
        return found
    }

    /// What is wrong with any unit of ours: its user exists, its exposure has a limit that keeps the promise.
    func complaints() -> [String] {
        let limits = exposure.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
        let units = files.keys.filter { $0.hasSuffix(".service") }.sorted()
        var found: [String] = []
        for unit in units {
            if let user = value(unit, "User"), user != "root", !hasLine("u", user) {
                found.append("\(unit): no \(user)")
            }
            guard let line = limits.first(where: { $0[0] == unit }), line.count == 2, let limit = Int(line[1]) else {
                found.append("\(unit) has no exposure limit")
                continue
            }
            if limit > Units.limit(of: unit) { found.append("\(unit): exposure \(limit) is above the promise") }
        }
        for line in limits where !units.contains(String(line[0])) { found.append("\(line[0]) is no unit") }
        return found
    }
}
