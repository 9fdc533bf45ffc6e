import DatasafeCore
import Hummingbird

/// Decides who comes in: asks the practice service who a session is, and shows everybody else the way.
enum Doorman {
    /// The practice service's code for "nobody is logged in with this".
    static let noSession = UserCode.session.code

    enum Verdict {
        case admitted(Visit)
        case turnedAway(Response)
    }

    static func admit(_ visit: Visit, need: Need) async throws -> Verdict {
        guard need != .nobody else { return .admitted(await recognised(visit)) }
        guard visit.sight.isOpen else { return .turnedAway(visit.redirect(to: "/")) }
        guard let session = visit.session else { return .turnedAway(visit.toLogIn(ended: false)) }
        var visit = visit
        do {
            visit.who = try await visit.ask(PracticeDeeds.WhoIs(session: session, touch: need != .poll))
        } catch let refusal as Refusal where refusal.code == noSession {
            return .turnedAway(visit.toLogIn(ended: true))
        }
        if case .may(let action) = need, !visit.may(action) { return .turnedAway(visit.refused(.of(.role))) }
        return .admitted(visit)
    }

    /// A page for everybody still shows who is logged in, if anybody is.
    private static func recognised(_ visit: Visit) async -> Visit {
        guard visit.sight.isOpen, let session = visit.session else { return visit }
        var visit = visit
        visit.who = try? await visit.ask(PracticeDeeds.WhoIs(session: session, touch: false))
        return visit
    }
}
