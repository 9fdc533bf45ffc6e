import Guest
import SystemPackage
import Testing

@testable import Story

@Suite("Telling the story") struct VoiceTests {
    @Test(
        "Times as a German reads them",
        arguments: [
            (Duration.milliseconds(12_340), "12,3 s"), (.milliseconds(0), "0,0 s"), (.milliseconds(59_940), "59,9 s"),
            (.seconds(60), "1:00 min"), (.seconds(605), "10:05 min"),
        ])
    func times(duration: Duration, text: String) {
        #expect(Voice.time(duration) == text)
    }

    @Test("Before a person: colour and moving lines; into a file: neither", arguments: [true, false])
    func lines(isTerminal: Bool) throws {
        let file = FilePath("/tmp/datasafe-voice-\(UInt64.random(in: 0 ... .max))")
        defer { try? Files.remove(file) }
        let output = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite])
        let voice = Voice(isTerminal: isTerminal, output: output)
        let step = StoryStep(3, "Gut.", "Good.", run: { _ in }, verify: { _ in [] })
        voice.begin(step, of: 11)
        voice.progress("40 von 200")
        voice.done(step, took: .seconds(2), seen: ["nachgesehen"])
        voice.failed(step, took: .seconds(1), error: StoryError(.claim, "3 of 200 differ"))
        try output.close()
        let text = String(decoding: try Files.read(file), as: UTF8.self)
        #expect(text.contains("\u{1b}[") == isTerminal)
        #expect(text.contains("40 von 200") == isTerminal)
        #expect(text.contains("✓") && text.contains("✗") && text.contains("3. Gut.  2,0 s"))
        #expect(text.contains("     · nachgesehen\n") && text.contains("     ! claim: 3 of 200 differ\n"))
    }

    @Test("Cookies are kept, replaced and taken away") func cookies() {
        var store = CookieStore()
        #expect(store.header == nil)
        store.take("__Host-csrf=abc; Path=/; Secure; HttpOnly; SameSite=Strict")
        store.take("__Host-session=s=1; Path=/")
        #expect(store.header == "__Host-csrf=abc; __Host-session=s=1")
        store.take("__Host-csrf=def; Path=/")
        store.take("__Host-session=; Path=/; Max-Age=0")
        store.take("nonsense")
        #expect(store.header == "__Host-csrf=def")
    }

    @Test("Form encoding") func encoding() {
        #expect(Browser.encoded("a b&c=ä/~.-_") == "a%20b%26c%3D%C3%A4%2F~.-_")
    }
}
