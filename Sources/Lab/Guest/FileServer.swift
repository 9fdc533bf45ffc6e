import Subprocess
public import SystemPackage

/// A file server of a practice, as it stands in a cupboard: Samba for SMB, NFS-Ganesha for NFS 4, on loopback ports of this
/// machine. Both as root: they give every file to the one who asks.
public actor FileServer {
    /// How it is spoken to.
    public enum Kind: String, Sendable, CaseIterable {
        case smb
        case nfs
    }

    /// What the box logs in with at the SMB server.
    public static let user = "datasafe"
    /// The share that can be written to; of NFS the exported path.
    public static let share = "sicherung"
    /// One that can only be read.
    public static let readOnly = "lesen"

    private let kind: Kind
    private let port: Int
    private let records: FilePath
    private let home: FilePath
    private var program: ChildProcess?

    /// What lies on the share.
    public nonisolated let content: FilePath

    /// A server of `kind` with an empty share below `folder`; off.
    init(_ kind: Kind, port: Int, folder: FilePath, records: FilePath) throws {
        self.kind = kind
        self.port = port
        self.records = records
        home = folder.appending(kind.rawValue)
        content = home.appending("content")
        try Files.remove(home)
        for name in ["content", "private", "state", "cache", "lock", "pid"] {
            try Files.makeFolder(home.appending(name))
        }
    }

    /// The programs it needs that are not on this machine.
    public static func missing(_ kind: Kind) -> [String] {
        let paths = kind == .smb ? ["/usr/sbin/smbd", "/usr/bin/smbpasswd"] : ["/usr/bin/ganesha.nfsd"]
        return paths.filter { !Files.exists(FilePath($0)) }
    }

    /// What the box types as address of the share, or of another one.
    public nonisolated func address(_ share: String = FileServer.share) -> String {
        switch kind {
        case .smb: "\\\\\(GuestPlan.serverAddress)\\\(share)"
        case .nfs: "\(GuestPlan.serverAddress):/\(share)"
        }
    }

    /// Sets the password of the one user of the SMB server. On while or before it runs.
    public func setPassword(_ password: String) async throws {
        try writeSettings()
        let made = try await run(
            .path("/usr/bin/smbpasswd"), arguments: ["-c", settings.string, "-s", "-a", "nobody"],
            input: .string("\(password)\n\(password)\n"), output: .string(limit: 4096), error: .string(limit: 4096))
        guard made.terminationStatus.isSuccess else {
            throw GuestError(.refused, "smbpasswd", made.standardError.trimmingBlanks())
        }
    }

    /// Switches it on.
    public func start() async throws {
        guard program == nil else { return }
        try writeSettings()
        let log = records.appending("\(kind.rawValue).log")
        switch kind {
        case .smb:
            program = try await ChildProcess.start(
                "smbd", program: "/usr/sbin/smbd",
                arguments: ["--foreground", "--no-process-group", "-s", settings.string], log: log, grace: nil)
        case .nfs:
            program = try await ChildProcess.start(
                "ganesha", program: "/usr/bin/ganesha.nfsd",
                arguments: [
                    "-F", "-f", settings.string, "-L", records.appending("ganesha.log").string, "-p",
                    home.appending("pid/ganesha.pid").string,
                ], log: log, grace: nil)
        }
    }

    /// Pulls its plug: no connection is ended in order.
    public func stop() async {
        await program?.end()
        program = nil
    }

    private var settings: FilePath { home.appending("settings") }

    private func writeSettings() throws {
        // On the server everything belongs to its one user, whoever the client says he is.
        try Files.write(Array("nobody = \(Self.user)\n".utf8), to: home.appending("users"))
        let text =
            switch kind {
            case .smb:
                """
                [global]
                server role = standalone server
                smb ports = \(port)
                interfaces = 127.0.0.1
                bind interfaces only = yes
                disable netbios = yes
                disable spoolss = yes
                load printers = no
                printcap name = /dev/null
                server min protocol = SMB2_10
                map to guest = never
                passdb backend = tdbsam:\(home)/private/passdb.tdb
                private dir = \(home)/private
                state directory = \(home)/state
                cache directory = \(home)/cache
                lock directory = \(home)/lock
                pid directory = \(home)/pid
                ncalrpc dir = \(home)/lock/ncalrpc
                log file = \(records)/smbd.log
                username map = \(home)/users
                [\(Self.share)]
                path = \(content)
                read only = no
                force user = root
                [\(Self.readOnly)]
                path = \(content)
                force user = root

                """
            case .nfs:
                """
                NFS_CORE_PARAM {
                    NFS_Port = \(port);
                    Bind_addr = 127.0.0.1;
                    Protocols = 4;
                    Enable_NLM = false;
                    Enable_RQUOTA = false;
                }
                NFSV4 {
                    Minor_Versions = 1, 2;
                    Graceless = true;
                    RecoveryRoot = "\(home)/state";
                }
                EXPORT {
                    Export_Id = 1;
                    Path = "\(content)";
                    Pseudo = "/\(Self.share)";
                    Access_Type = RW;
                    Squash = All;
                    Anonymous_Uid = 0;
                    Anonymous_Gid = 0;
                    SecType = sys;
                    Transports = TCP;
                    FSAL { Name = VFS; }
                }

                """
            }
        try Files.write(Array(text.utf8), to: settings)
    }
}
