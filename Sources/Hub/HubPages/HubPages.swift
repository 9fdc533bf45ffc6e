public import DatasafeCore
public import HubStore
public import Hummingbird
public import Logging

/// The pages of the vendor's people: fleet, one box, enrolment, incidents. Figures only; no page knows a patient, a
/// document or the name of a person of a practice.
public struct HubPages: Sendable {
    let frame: HubFrame

    /// - Parameters:
    ///   - settings: what is printed on pages.
    ///   - makeCode: a fresh enrolment code for a label.
    ///   - log: routes and codes only, never an address or a form.
    public init(
        store: HubStore, settings: HubPagesSettings,
        makeCode: @escaping @Sendable (String) async throws -> EnrolmentCode,
        log: Logger, now: @escaping @Sendable () -> Instant
    ) {
        frame = HubFrame(store: store, settings: settings, makeCode: makeCode, log: log, now: now)
    }

    /// Adds every page to `router`. Paths below `/v1` are left to the intake.
    public func addRoutes<Context: RequestContext>(to router: Router<Context>) {
        let routes = HubRoutes(router: router, frame: frame)
        HubAssets.register(routes)
        LogInPages.register(routes)
        LinkPages.register(routes)
        PasswordPage.register(routes)
        FleetPage.register(routes)
        BoxPage.register(routes)
        BoxDeeds.register(routes)
        EnrolPage.register(routes)
        IncidentsPage.register(routes)
    }
}
