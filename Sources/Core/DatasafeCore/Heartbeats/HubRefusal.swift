/// Why a box could not be enrolled at the hub; each has a sentence and an action in DatasafeTexts.
public enum HubRefusal: String, AdviceCode, Codable, Error {
    /// The typed code has not 25 characters of the alphabet.
    case codeShape = "HUB-CODE-SHAPE"
    /// The check digit does not fit: a typing error.
    case codeTypo = "HUB-CODE-TYPO"
    /// The address is none: `https://name[:port]`.
    case address = "HUB-ADDRESS"
    /// Nobody answers there.
    case unreachable = "HUB-UNREACHABLE"
    /// Who answers has another key than the code says.
    case wrongHub = "HUB-WRONG-HUB"
    /// The hub does not know the code, or it was used, or its day is over.
    case codeUnknown = "HUB-CODE-UNKNOWN"
    /// Too many tries: wait a minute.
    case busy = "HUB-BUSY"
    /// The hub answered something that this software does not understand.
    case strange = "HUB-STRANGE"
}
