import Hummingbird
import Logging
import PageFrame

/// Style, script and pictures from a closed list: nothing else of the disk can be asked for.
struct AssetFiles {
    private static let own = [
        "datasafe.css": "text/css; charset=utf-8", "datasafe.js": "text/javascript; charset=utf-8",
        "disk.js": "text/javascript; charset=utf-8",
        "icons.svg": "image/svg+xml", "logo.svg": "image/svg+xml", "plug-key.svg": "image/svg+xml",
    ]
    private static let libraries = [
        "bootstrap.min.css": ("bootstrap5/css/bootstrap.min.css", "text/css; charset=utf-8"),
        "htmx.min.js": ("htmx/htmx.min.js", "text/javascript; charset=utf-8"),
        "chart.min.js": ("chart.js/chart.min.js", "text/javascript; charset=utf-8"),
    ]

    let settings: WebSettings
    let version: String

    func register(_ router: Router<PageContext>) {
        let files = FileIO()
        for (name, type) in AssetFiles.own {
            serve(router, files, name, path: "\(settings.assets)/\(name)", type: type)
        }
        for (name, (path, type)) in AssetFiles.libraries {
            serve(router, files, name, path: "\(settings.libraries)/\(path)", type: type)
        }
    }

    private func serve(_ router: Router<PageContext>, _ files: FileIO, _ name: String, path: String, type: String) {
        let tag = "\"\(version)\""
        router.get("/assets/\(name)") { request, context in
            // An address with the version in it never changes its content; one without is asked again.
            let isVersioned = request.uri.query?.hasPrefix("v=") ?? false
            var headers: HTTPFields = [
                .contentType: type, .eTag: tag,
                .cacheControl: isVersioned ? "max-age=31536000, immutable" : "no-cache",
            ]
            if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
            do {
                return Response(
                    status: .ok, headers: headers, body: try await files.loadFile(path: path, context: context))
            } catch {
                context.logger.error("asset missing", metadata: ["path": "\(path)"])
                headers[.cacheControl] = "no-store"
                return Response(status: .notFound, headers: headers)
            }
        }
    }
}
