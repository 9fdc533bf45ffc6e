/// Why a step of the story is not true.
public struct StoryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable {
        /// A page answered something else than it should.
        case page
        /// A form or field that should be there is not.
        case form
        /// The certificate is not the one the screen shows.
        case certificate
        /// What should be true is not.
        case claim
        /// Something on this machine that the story needs is not there.
        case missing
    }

    /// The kind of failure.
    public var code: Code
    /// What was looked at and what was seen.
    public var what: String

    /// A failure of kind `code`: `what`.
    public init(_ code: Code, _ what: String) {
        self.code = code
        self.what = what
    }

    /// "claim: 3 of 200 documents differ".
    public var description: String { "\(code.rawValue): \(what)" }
}

/// Stops the step unless `truth`; `what` says what was seen instead.
public func claim(_ truth: Bool, _ what: @autoclosure () -> String) throws {
    guard truth else { throw StoryError(.claim, what()) }
}
