package import FoundationEssentials

/// One tab: opened, sized, driven and looked at.
package struct BrowserPage: Sendable {
    let browser: Chromium
    let session: String
    let origin: String
    let context: JSON

    /// Opens a tab of its own cookies.
    package static func open(_ browser: Chromium, origin: String) async throws -> BrowserPage {
        let context = try await browser.call("Target.createBrowserContext")["browserContextId"]
        let target = try await browser.call(
            "Target.createTarget", ["url": "about:blank", "browserContextId": context])["targetId"]
        let session = try await browser.call("Target.attachToTarget", ["targetId": target, "flatten": true])
        let page = BrowserPage(
            browser: browser, session: session["sessionId"].text ?? "", origin: origin, context: context)
        for domain in ["Page", "Runtime", "Log", "Network", "Security", "DOM"] {
            try await page.call("\(domain).enable")
        }
        try await page.call("Security.setIgnoreCertificateErrors", ["ignore": true])
        return page
    }

    /// Closes the tab and forgets its cookies.
    package func close() async throws {
        try await browser.call("Target.disposeBrowserContext", ["browserContextId": context])
    }

    /// Asks the browser about this tab: a method of the protocol, its answer.
    @discardableResult
    package func call(_ method: String, _ params: JSON = [:]) async throws -> JSON {
        try await browser.call(method, params, session: session)
    }

    /// The window, CSS pixels; below 600 a phone.
    package func size(width: Int, height: Int) async throws {
        try await call(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": 1,
                "mobile": .bool(width < 600),
            ])
    }

    /// Puts a cookie as the box would have.
    package func cookie(_ name: String, _ value: String) async throws {
        try await call(
            "Network.setCookie",
            [
                "name": .text(name), "value": .text(value), "url": .text(origin), "path": "/", "secure": true,
                "httpOnly": true, "sameSite": "Strict",
            ])
    }

    /// Goes to a page and waits until it and its pictures are there.
    package func go(_ path: String) async throws {
        let answer = try await call("Page.navigate", ["url": .text(origin + path)])
        if let words = answer["errorText"].text { throw Chromium.Failure(description: "\(path): \(words)") }
        try await until(
            """
            location.href !== 'about:blank' && (document.readyState === 'complete' \
            || new Promise((done) => addEventListener('load', () => done(true))))
            """)
    }

    /// Leaves the page, so that nothing of it is asked any more, and forgets who was logged in.
    package func leave() async throws {
        try await call("Page.navigate", ["url": "about:blank"])
        try await call("Network.clearBrowserCookies")
        _ = browser.events(session: session)
    }

    /// The value of an expression.
    @discardableResult
    package func value(_ expression: String) async throws -> JSON {
        let result = try await call(
            "Runtime.evaluate",
            ["expression": .text(expression), "returnByValue": true, "awaitPromise": true, "userGesture": true])
        if result["exceptionDetails"] != .null {
            throw Chromium.Failure(description: "\(expression): \(result["exceptionDetails"]["text"].text ?? "")")
        }
        return result["result"]["value"]
    }

    /// Waits until an expression is true, half a minute at most unless told: a slow machine is no failure.
    package func until(_ expression: String, limit: Duration = .seconds(30)) async throws {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < limit {
            // While a page changes there is nobody to answer.
            if let value = try? await value(expression), value == .bool(true) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        let here = (try? await value("location.href"))?.text ?? ""
        let seen = (try? await value("document.body.innerText"))?.text ?? ""
        throw Chromium.Failure(description: "never: \(expression) at \(here): \(seen)")
    }

    /// Types text into whatever has the focus.
    package func type(_ text: String) async throws { try await call("Input.insertText", ["text": .text(text)]) }

    /// Presses one key: `Tab`, `Enter`, ` `.
    package func press(_ key: String) async throws {
        let code: [String: (Int, String)] = ["Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " ")]
        let (number, text) = code[key] ?? (0, "")
        for type in ["keyDown", "keyUp"] {
            var params: [String: JSON] = [
                "type": .text(type), "key": .text(key), "code": .text(key == " " ? "Space" : key),
                "windowsVirtualKeyCode": .number(Double(number)),
            ]
            if type == "keyDown", !text.isEmpty { params["text"] = .text(text) }
            try await call("Input.dispatchKeyEvent", .object(params))
        }
    }

    /// Puts files into a file field.
    package func choose(_ files: [String], in selector: String) async throws {
        let root = try await call("DOM.getDocument")["root"]["nodeId"]
        let node = try await call("DOM.querySelector", ["nodeId": root, "selector": .text(selector)])["nodeId"]
        try await call("DOM.setFileInputFiles", ["nodeId": node, "files": .list(files.map { .text($0) })])
    }

    /// A picture of the whole page, PNG; with `onScreen` of what the window shows of it.
    package func picture(onScreen: Bool = false) async throws -> Data {
        guard !onScreen else {
            return try data(of: await call("Page.captureScreenshot", ["format": "png"]))
        }
        let metrics = try await call("Page.getLayoutMetrics")["cssContentSize"]
        let size: JSON = [
            "x": 0, "y": 0, "width": metrics["width"], "height": metrics["height"], "scale": 1,
        ]
        let shot = try await call(
            "Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true, "clip": size])
        return try data(of: shot)
    }

    private func data(of shot: JSON) throws -> Data {
        guard let data = Data(base64Encoded: shot["data"].text ?? "") else {
            throw Chromium.Failure(description: "no picture")
        }
        return data
    }

    /// What the browser complained about: blocked by the policy, missing files, exceptions.
    package func complaints() -> [String] {
        browser.events(session: session).compactMap { event in
            switch event.method {
            case "Log.entryAdded":
                let entry = event.params["entry"]
                return entry["level"] == "error" || entry["source"] == "security" ? entry["text"].text : nil
            case "Runtime.exceptionThrown": return event.params["exceptionDetails"]["text"].text
            case "Runtime.consoleAPICalled":
                return event.params["type"] == "error" ? "console.error" : nil
            default: return nil
            }
        }
    }
}
