import DatasafeCore
import HubStore
import Logging

/// The outsides of all pages.
struct HubFrame: Sendable {
    let store: HubStore
    let settings: HubPagesSettings
    let makeCode: @Sendable (String) async throws -> EnrolmentCode
    let log: Logger
    let now: @Sendable () -> Instant
    let passwords = PasswordDesk()
}
