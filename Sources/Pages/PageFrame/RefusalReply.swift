import DatasafeCore
import DatasafeTexts
import Hummingbird

/// A refusal as JSON.
struct RefusalReply: Encodable {
    var code: String
    var sentence: String
    var action: String

    init(_ advice: Advice, _ language: Language) {
        code = advice.code
        sentence = advice.sentence[language]
        action = advice.action[language]
    }
}

extension Refusal {
    /// The status that goes with the code; everything without its own is 422: understood, not done.
    var status: HTTPResponse.Status {
        switch code {
        case WebCode.forged.code, WebCode.role.code, WebCode.setupCode.code, UserCode.rights.code: .forbidden
        case Doorman.noSession: .unauthorized
        case WebCode.notFound.code, DocumentCode.gone.code: .notFound
        case WebCode.noAnswer.code, DocumentCode.readOnly.code: .serviceUnavailable
        case WebCode.tooBig.code: .contentTooLarge
        case DocumentCode.full.code: .init(code: 507, reasonPhrase: "Insufficient Storage")
        case WebCode.fault.code: .internalServerError
        default: .unprocessableContent
        }
    }
}
