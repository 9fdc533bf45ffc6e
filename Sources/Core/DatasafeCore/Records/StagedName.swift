/// The name of an upload or of a restored night in the staging folder: 32 lower-case hex digits, nothing else.
public struct StagedName: Hashable, Sendable {
    public let text: String

    /// nil when `text` is anything else: no path, no dot, no upper case.
    public init?(_ text: String) {
        guard text.utf8.count == 32, text.isLowercaseHex else { return nil }
        self.text = text
    }

    /// A new name drawn by lot.
    public init(using generator: inout some RandomNumberGenerator) {
        text = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }.lowercaseHex
    }

    /// A new name drawn by lot from the system's generator.
    public init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }
}
