import BoxPages
public import Hummingbird
public import PageFrame
import PracticePages
import SetupPages

/// All pages of the box on one router, behind the guards every page shares.
public enum WebPages {
    /// The router, for the server and for tests without one.
    public static func router(frame: Frame, settings: WebSettings) -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: SecurityHeaders())
        router.add(middleware: NotFoundPage(frame: frame))
        AssetFiles(settings: settings, version: frame.version).register(router)
        let routes = PageRoutes(router: router, frame: frame)
        LanguageSwitch.register(routes)
        SessionNotice.register(routes)
        BoxPages.register(routes)
        SetupPages.register(routes)
        PracticePages.register(routes, staging: settings.staging, blobs: settings.blobs)
        return router
    }
}
