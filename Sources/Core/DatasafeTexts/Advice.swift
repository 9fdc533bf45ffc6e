public import DatasafeCore

/// What a person is told about one code: what is so, and the one thing to do about it.
public struct Advice: Sendable, Hashable {
    /// The stable code, for example "KEY-DAMAGED". Shown small beside the sentence, for the call to support.
    public let code: String
    /// One sentence: what is so.
    public let sentence: Text
    /// One action: what to do now.
    public let action: Text

    /// An advice for a code.
    public init(code: String, sentence: Text, action: Text) {
        self.code = code
        self.sentence = sentence
        self.action = action
    }

    /// The same advice with each place `{name}` of sentence and action replaced by `values[name]`.
    public func filling(_ values: [String: String]) -> Advice {
        Advice(code: code, sentence: sentence.filling(values), action: action.filling(values))
    }

    /// The same advice with `subject`, what a refusal is about, in each of its places, whatever they are called; "?" where
    /// nobody said what it is about.
    public func about(_ subject: String) -> Advice {
        let shown = subject.isEmpty ? "?" : subject
        let places = Set(sentence.places(in: .de) + action.places(in: .de))
        return filling(Dictionary(uniqueKeysWithValues: places.map { ($0, shown) }))
    }
}

/// A set of codes whose texts are known: each chapter file of this room extends one enum of codes with this.
///
/// The two `switch` statements make the compiler refuse a code without a text.
public protocol Advised: AdviceCode {
    /// One sentence: what is so.
    var sentence: Text { get }
    /// One action: what to do now.
    var action: Text { get }
}

extension Advised {
    /// Code, sentence and action together.
    public var advice: Advice { Advice(code: code, sentence: sentence, action: action) }
}
