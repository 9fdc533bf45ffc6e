import DatasafeTexts
import Hummingbird

/// The switch between German and English: a cookie for a year.
public enum LanguageSwitch {
    /// Registers `/language/de` and `/language/en`.
    public static func register(_ routes: PageRoutes) {
        routes.get("/language/{language}", need: .nobody) { visit in
            var response = visit.redirect(to: Visit.local(visit.query("back")))
            if let language = visit.parameter("language").flatMap({ Language(rawValue: $0) }) {
                let cookie = CookieJar.set(.language, language.rawValue, days: 365)
                response.headers.append(.init(name: .setCookie, value: cookie))
            }
            return response
        }
    }
}
