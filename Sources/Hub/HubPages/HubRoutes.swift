import DatasafeCore
import HubStore
import Hummingbird
import Logging
import Seal

/// What a page demands of the visitor.
enum HubNeed {
    case nobody
    /// Logged in, with a password of one's own.
    case person
    /// Logged in, perhaps still with the one-time password.
    case newPerson
}

/// Registers pages: who may come in, forms guarded against forgery, errors turned into a page.
struct HubRoutes<Context: RequestContext> {
    private let router: Router<Context>
    let frame: HubFrame

    init(router: Router<Context>, frame: HubFrame) {
        self.router = router
        self.frame = frame
    }

    /// A page that is only looked at.
    func get(
        _ path: RouterPath, need: HubNeed = .person, _ answer: @escaping @Sendable (HubVisit) async throws -> Response
    ) {
        let frame = frame
        router.get(path) { request, context in
            let parameters = Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
            return await HubDoor.answer(request, parameters, frame, need, answer)
        }
    }

    /// A form that was sent.
    func post(
        _ path: RouterPath, need: HubNeed = .person,
        _ answer: @escaping @Sendable (HubVisit, HubForm) async throws -> Response
    ) {
        let frame = frame
        router.post(path) { request, context in
            let parameters = Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
            let body = try? await request.body.collect(upTo: HubForm.largest)
            let form = body.flatMap { HubForm(String(buffer: $0)) }
            return await HubDoor.answer(request, parameters, frame, need) { visit in
                guard let form else { return visit.refused(.form) }
                guard visit.isOwn(form["csrf"]) else { return visit.refused(.forged, status: .forbidden) }
                return try await answer(visit, form)
            }
        }
    }

    /// Bytes that are the same for everybody.
    func file(_ path: RouterPath, type: String, _ bytes: String) {
        router.get(path) { _, _ in
            Response(
                status: .ok, headers: [.contentType: type, .cacheControl: "max-age=31536000, immutable"],
                body: .init(byteBuffer: ByteBuffer(string: bytes)))
        }
    }
}

/// Decides who comes in.
enum HubDoor {
    /// Seconds without a request after which a session ends; a screen on duty asks by itself and stays.
    static let idle: Int64 = 1800

    static func answer(
        _ request: Request, _ parameters: [String: String], _ frame: HubFrame, _ need: HubNeed,
        _ body: (HubVisit) async throws -> Response
    ) async -> Response {
        var visit = HubVisit(request: request, parameters: parameters, frame: frame)
        do {
            if let token = visit.cookies[.session] {
                visit.session = try await frame.store.session(
                    hash: Token.hash(token), idle: idle, now: frame.now())
            }
            if need != .nobody, visit.session == nil { return visit.headed(visit.toLogIn()) }
            if need == .person, visit.mustChange { return visit.headed(visit.redirect("/password")) }
            return visit.headed(try await body(visit))
        } catch {
            frame.log.error("page", metadata: ["error": "\(error)"])
            return visit.headed(visit.noStore())
        }
    }
}
