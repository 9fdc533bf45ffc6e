import DatasafeCore
import Logging

/// What a deed came to, before it is bytes.
enum Reply: Sendable {
    case good(any Parameters, Secret? = nil)
    case error(String, any Parameters)
}

/// Anything that can stand as `parameters` of a reply.
typealias Parameters = Codable & Sendable

extension Encodable where Self: Decodable {
    func replyBytes() throws -> [UInt8] { try Coding.encode(ReplyMessage(parameters: self, continues: nil)) }
    func errorBytes(_ name: String) throws -> [UInt8] { try Coding.encode(ErrorMessage(error: name, parameters: self)) }
}

/// A deed with its body, its type forgotten.
protocol AnsweredDeed: Sendable {
    var askers: Set<ServiceName> { get }
    var fields: [DeedField] { get }
    var type: any Deed.Type { get }
    func answer(_ bytes: [UInt8], _ context: DeedContext, _ logger: Logger) async -> Reply
}

struct Answer<Asked: Deed>: AnsweredDeed {
    let body: @Sendable (Asked, DeedContext) async throws -> Asked.Outcome

    var askers: Set<ServiceName> { Asked.askers }
    var fields: [DeedField] { Asked.fields }
    var type: any Deed.Type { Asked.self }

    func answer(_ bytes: [UInt8], _ context: DeedContext, _ logger: Logger) async -> Reply {
        let deed: Asked
        do {
            // A deed without parameters may come without the object (varlinkctl sends {}).
            deed = try Coding.decode(CallParameters<Asked>.self, from: bytes).parameters
        } catch {
            return .error("org.varlink.service.InvalidParameter", ServiceErrorParameters(parameter: culprit(error)))
        }
        if Asked.secret == .given, context.secret == nil {
            return .error("org.varlink.service.InvalidParameter", ServiceErrorParameters(parameter: "secret"))
        }
        do {
            let outcome = try await body(deed, context)
            return .good(outcome, context.givenBack)
        } catch let refusal as Refusal {
            return .error(
                "\(Asked.interface).Refused", RefusedParameters(code: refusal.code, subject: refusal.subject))
        } catch {
            logger.error("deed failed", metadata: ["deed": "\(Asked.method)", "error": "\(error)"])
            return .error("\(Asked.interface).InternalError", Nothing())
        }
    }

    /// Which parameter does not fit; never its value.
    private func culprit(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): key.stringValue
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            context.codingPath.last?.stringValue ?? "parameters"
        default: "parameters"
        }
    }
}
