import Testing

/// What names a place: paths of one machine, and ways to files of the repository.
enum Places {
    /// Paths that exist on the machine of whoever wrote the line.
    static func foreign(_ text: String) -> [String] {
        text.matches(
            of: #/(?:^|[\s=(\[{:,;<`])["'`]?(\/(?:work|root|home\/\w+|opt\/swift)\/[\w.\/-]*)/#
                .anchorsMatchLineEndings()
        )
        .map { String($0.1) }
    }

    /// Ways of a Markdown file that lead nowhere: links, and paths of the repository in backticks.
    static func lost(_ text: String, in path: String, exists: (String) -> Bool) -> [String] {
        let folder = path.split(separator: "/").dropLast()
        let links = text.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.1) }
            .filter { !$0.hasPrefix("#") && !$0.contains("://") && !$0.hasPrefix("mailto:") }
            .map { link in
                var parts = Array(folder)
                for part in link.prefix(while: { $0 != "#" }).split(separator: "/") where part != "." {
                    if part == ".." { _ = parts.popLast() } else { parts.append(part) }
                }
                return parts.joined(separator: "/")
            }
        let named = text.matches(of: #/`((?:Sources|Scripts|Tests|Images|docs|rootfs)\/[\w.+\/-]+)(?: [^`]*)?`/#)
            .map { $0.1.hasSuffix("/") ? String($0.1.dropLast()) : String($0.1) }
        return (links + named).filter { !exists($0) }
    }
}

@Suite struct PlaceTests {
    // Put together here, because this file is judged too.
    private static let machine = "/" + "work/"

    @Test(arguments: [
        ("cd \(machine)main", 1), ("\"\(machine)h\"", 1), ("a=/" + "root/x", 1), ("$build\(machine)x", 0),
        ("\"$build\"\(machine)x", 0), ("/mnt\(machine)x", 0), ("a line\n\(machine)b", 1), ("/" + "home/anna/x", 1),
        ("/etc/passwd /roots/x", 0),
    ])
    func `places of a machine are found`(text: String, count: Int) { #expect(Places.foreign(text).count == count) }

    @Test(arguments: [
        ("[a](words.md)", ["docs/words.md"]), ("[a](../README.md)", []), ("[a](#top) [b](https://x.example/y)", []),
        ("[a](state.md#one)", []), ("`Scripts/gone`", ["Scripts/gone"]), ("`Scripts/run --help`", []),
        ("`Sources/Core/`", []), ("`Sources/Nowhere/a`", ["Sources/Nowhere/a"]), ("`docs`", []),
    ])
    func `ways that lead nowhere are found`(text: String, lost: [String]) {
        let there: Set = ["README.md", "docs/state.md", "Scripts/run", "Sources/Core"]
        #expect(Places.lost(text, in: "docs/a.md") { there.contains($0) } == lost)
    }

    @Test func `no line knows the machine it was written on`() {
        expectNone(
            Repository.files.flatMap { file in Places.foreign(file.text).map { "\(file.path): \($0)" } })
    }

    @Test func `every way in the documents leads somewhere`() {
        let documents = Repository.files.filter { $0.path.hasSuffix(".md") }
        #expect(documents.count >= 6)
        expectNone(
            documents.flatMap { file in
                Places.lost(file.text, in: file.path) { Repository.paths.contains($0) }
                    .map { "\(file.path): \($0) is not there" }
            })
    }
}
