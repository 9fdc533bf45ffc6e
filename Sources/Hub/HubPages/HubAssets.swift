import Hummingbird

/// Style, script and icon: part of the program, so that the hub needs no other file.
enum HubAssets {
    /// Changes with the content: a browser keeps a file as long as its address is the same.
    static let version = {
        var sum: UInt32 = 2_166_136_261
        for byte in (HubStyle.css + HubScript.js).utf8 { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
        return String(sum, radix: 16)
    }()

    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.file("/assets/hub.css", type: "text/css; charset=utf-8", HubStyle.css)
        routes.file("/assets/hub.js", type: "text/javascript; charset=utf-8", HubScript.js)
        routes.file("/assets/hub.svg", type: "image/svg+xml", HubIcon.shield)
    }
}
