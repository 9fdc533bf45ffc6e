import HTTPTypes

/// Header names the standard list does not have.
extension HTTPField.Name {
    // The names are constants of this file and valid tokens (RFC 9110 5.6.2), so the fallback is never used.
    private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .server }

    static let htmxRequest = named("HX-Request")
    static let htmxRedirect = named("HX-Redirect")
    static let htmxRefresh = named("HX-Refresh")
    static let csrfToken = named("X-CSRF-Token")
    static let secFetchSite = named("Sec-Fetch-Site")
    static let referrerPolicy = named("Referrer-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")
    static let frameOptions = named("X-Frame-Options")
}
