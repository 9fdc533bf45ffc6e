import Testing

@testable import DatasafeCore

@Suite struct ShareAddressTests {
    struct Typed: Sendable {
        var text: String
        var kind: ShareAddress.Kind
        var host: String
        var port: Int?
        var path: String
    }

    @Test(arguments: [
        Typed(text: #"\\nas\backup"#, kind: .smb, host: "nas", path: "backup"),
        Typed(
            text: #"  \\NAS.praxis.local\Sicherung\Datasafe\ "#, kind: .smb, host: "nas.praxis.local",
            path: "Sicherung/Datasafe"),
        Typed(text: "//192.168.1.5/backup$", kind: .smb, host: "192.168.1.5", path: "backup$"),
        Typed(
            text: "smb://hans@nas:4450/Sicherung der Praxis", kind: .smb, host: "nas", port: 4450,
            path: "Sicherung der Praxis"),
        Typed(text: "cifs://nas/Größe", kind: .smb, host: "nas", path: "Größe"),
        Typed(text: "//fe80::1/x", kind: .smb, host: "fe80::1", path: "x"),
        Typed(text: "nas:/volume1/datasafe", kind: .nfs, host: "nas", path: "volume1/datasafe"),
        Typed(text: "nfs://10.0.0.7:12049/export", kind: .nfs, host: "10.0.0.7", port: 12049, path: "export"),
    ])
    func `as people type it`(typed: Typed) throws {
        let address = try #require(ShareAddress(typed: typed.text))
        #expect(address.kind == typed.kind && address.host == typed.host && address.port == typed.port)
        #expect(address.path == typed.path)
        // What is shown can be typed again.
        #expect(ShareAddress(typed: address.text) == address)
    }

    @Test(arguments: [
        "", "nas", #"\\nas"#, #"\\nas\"#, "//", "///share", "smb://", "smb:///share", "smb://nas:x/share",
        "smb://nas:0/s",
        "smb://nas:70000/s", "//nas/..", "//nas/a/../b", "//nas/a,b", "//nas/a\u{7}b", "//na s/share", "//-nas/share",
        "http://nas/share", "nas:share", "//nas/" + String(repeating: "x", count: 401),
        "//" + String(repeating: "n", count: 254) + "/x", "//nas/a:b", #"//nas/a"b"#, "//nas/a\nb",
    ])
    func `what is no address`(text: String) { #expect(ShareAddress(typed: text) == nil) }

    @Test func `who logs in`() throws {
        let plain = try #require(ShareUser(typed: " backup "))
        #expect(plain.name == "backup" && plain.domain == nil && plain.text == "backup")
        let domain = try #require(ShareUser(typed: #"PRAXIS\backup"#))
        #expect(domain.name == "backup" && domain.domain == "PRAXIS" && domain.text == #"PRAXIS\backup"#)
        #expect(ShareUser(typed: "backup@praxis.local")?.name == "backup@praxis.local")
        for bad in ["", " ", #"\backup"#, #"a\b\c"#, #"PRAXIS\"#, "a\u{1}", String(repeating: "x", count: 257)] {
            #expect(ShareUser(typed: bad) == nil, "\(bad)")
        }
    }

    @Test(arguments: [
        (Int32(13), BackupCode.shareLogin), (1, .shareLogin), (2, .shareName), (6, .shareName), (30, .shareReadOnly),
        (28, .shareFull), (122, .shareFull), (95, .shareOld), (110, .shareAway), (111, .shareAway), (112, .shareAway),
        (113, .shareAway), (5, .shareAway), (19, .shareFailed), (0, .shareFailed),
    ])
    func `each reason of the kernel has its sentence`(errno: Int32, code: BackupCode) {
        #expect(BackupCode(shareErrno: errno) == code)
        #expect(BackupCode(shareErrno: errno, isResolved: false) == .shareUnknown)
    }

    @Test func `the question about protection comes back after half a year`() {
        let answered = Instant(seconds: 1_000_000_000)
        #expect(!SharePolicy.isDue(answered: answered, now: answered.adding(seconds: 180 * 86_400)))
        #expect(SharePolicy.isDue(answered: answered, now: answered.adding(seconds: 180 * 86_400 + 1)))
    }

    @Test func `a login that is refused is not tried again before the next night`() {
        var target = RemoteTarget(.share, repository: "r", since: Instant(seconds: 0))
        // 22:05 in Berlin, half an hour after the share's moment.
        let now = Instant(seconds: 1_795_208_700)
        target.plan = .share
        target.failures = 1
        target.failedAt = now.adding(seconds: -4_000)
        target.lastNight = now.adding(seconds: -90_000)
        for code in [BackupCode.shareAway, .shareBroken, .shareFull] {
            target.code = code
            #expect(RemoteRetry.isDue(target, now: now), "\(code)")
        }
        for code in [BackupCode.shareLogin, .shareDamaged, .shareKey] {
            target.code = code
            #expect(!RemoteRetry.isDue(target, now: now), "\(code)")
        }
    }
}
