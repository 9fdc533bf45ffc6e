import DatasafeCore
import Hummingbird

/// What the hub says to a box, before it becomes HTTP.
enum IntakeAnswer: Equatable {
    case reply(HubReply)
    case enrolled(EnrolmentReply)
    /// 409: another beat of that number is stored; carries the highest number.
    case conflict(HubReply)
    /// 400: no heartbeat; the box sends a minimal one instead.
    case malformed(HeartbeatError)
    /// 401: no certificate, a key nobody enrolled, or a wrong signature.
    case unauthorised
    /// 403: revoked, or an enrolment code that is none.
    case forbidden
    /// 413: more than 64 KiB, before or after decompression.
    case tooLarge
    /// 415: another compression than gzip.
    case encoding
    /// 429: too many of this box, or too many wrong codes.
    case tooMany(retryAfter: Int)
    /// 503: the disk does not take more at the moment.
    case busy(retryAfter: Int)

    var response: Response {
        switch self {
        case .reply(let reply): Self.response(.ok, reply.bytes)
        case .enrolled(let reply): Self.response(.ok, reply.bytes)
        case .conflict(let reply): Self.response(.conflict, reply.bytes)
        case .malformed(let error): Self.response(.badRequest, Self.error(error.code.rawValue, error.field))
        case .unauthorised: Self.response(.unauthorized, Self.error("unauthorised"))
        case .forbidden: Self.response(.forbidden, Self.error("forbidden"))
        case .tooLarge: Self.response(.contentTooLarge, Self.error("too-large"), close: true)
        case .encoding: Self.response(.unsupportedMediaType, Self.error("encoding"))
        case .tooMany(let seconds): Self.response(.tooManyRequests, Self.error("too-many"), retryAfter: seconds)
        case .busy(let seconds): Self.response(.serviceUnavailable, Self.error("busy"), retryAfter: seconds)
        }
    }

    private static func error(_ code: String, _ field: String = "") -> [UInt8] {
        Array("{\"error\":\"\(code)\"\(field.isEmpty ? "" : ",\"field\":\"\(field)\"")}".utf8)
    }

    private static func response(
        _ status: HTTPResponse.Status, _ body: [UInt8], retryAfter: Int? = nil, close: Bool = false
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let retryAfter { headers[.retryAfter] = "\(retryAfter)" }
        if close { headers[.connection] = "close" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
