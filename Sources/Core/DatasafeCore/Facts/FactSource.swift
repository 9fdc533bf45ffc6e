/// The ability to read what other services know; the real one is `FactFiles.FactFolder`, tests make their own.
public protocol FactSource: Sendable {
    /// The newest fact of that type, judged by its age now.
    func read<Content: Fact>(_ type: Content.Type) -> FactReading<Content>
}
