import DatasafeCore
import Wire

/// What an answer of the hub means for the beat that was sent.
enum SendOutcome: Equatable {
    case stored(HubReply)
    /// 400, 413, 415: it would be refused again.
    case malformed
    /// 409, with the highest number the hub has.
    case conflict(highest: Int)
    /// 401, 403, 426: this box or its software is not wanted.
    case refused
    /// 429: too many at once; the beat stays.
    case wait(seconds: Int)
    /// Anything else: the beat stays and is tried again.
    case failed(String, retryAfter: Int?)

    init(_ reply: WireReply) {
        switch reply.status {
        case 200:
            if let answer = HubReply(reply.body) {
                self = .stored(answer)
            } else {
                // "Stored" only when it was said in words we understand.
                self = .failed("unreachable", retryAfter: nil)
            }
        case 400, 413, 415: self = .malformed
        case 409: self = .conflict(highest: HubReply(reply.body)?.ok ?? 0)
        case 401, 403, 426: self = .refused
        case 429: self = .wait(seconds: reply.retryAfter ?? 10)
        default: self = .failed("unreachable", retryAfter: reply.retryAfter)
        }
    }
}
