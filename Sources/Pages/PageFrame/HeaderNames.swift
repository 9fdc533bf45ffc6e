public import Hummingbird

/// Header names the standard list does not have.
extension HTTPFields.Element.Name {
    // The names are constants of this file and valid tokens (RFC 9110 5.6.2), so the fallback is never used.
    private static func named(_ name: String) -> HTTPFields.Element.Name { HTTPFields.Element.Name(name) ?? .server }

    /// htmx asks for a piece of a page.
    public static let htmxRequest = named("HX-Request")
    /// htmx goes to another page.
    public static let htmxRedirect = named("HX-Redirect")
    /// htmx loads the page anew.
    public static let htmxRefresh = named("HX-Refresh")
    /// The token against forged requests, where there is no form.
    public static let csrfToken = named("X-CSRF-Token")
    /// The browser says whose page sends the request (W3C Fetch Metadata).
    public static let secFetchSite = named("Sec-Fetch-Site")
    /// Which address a browser tells when it leaves a page.
    public static let referrerPolicy = named("Referrer-Policy")
    /// What of the machine a page may use.
    public static let permissionsPolicy = named("Permissions-Policy")
    /// Keeps pages of others from holding ours.
    public static let openerPolicy = named("Cross-Origin-Opener-Policy")
    /// Keeps pages of others from loading ours.
    public static let resourcePolicy = named("Cross-Origin-Resource-Policy")
    /// For browsers that do not know `frame-ancestors`.
    public static let frameOptions = named("X-Frame-Options")
}
