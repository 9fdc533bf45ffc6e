public import DatasafeCore

/// One foreign program as it will be started: absolute path, argument array, no shell, the given environment and nothing
/// else, a group of its own.
public struct Program: Sendable {
    /// Absolute; never searched for.
    public var path: String
    /// Without the program's own name.
    public var arguments: [String]
    /// The whole environment of the program; empty unless something is given.
    public var environment: [String: String] = [:]
    /// Working folder.
    public var folder = "/"
    /// What it reads from its standard input.
    public var input: Input = .nothing
    /// Secrets the program reads from a file that an option names: each becomes a sealed memory file of this process and
    /// the argument `option=/proc/<pid>/fd/<n>`, in front of `arguments`. The secret itself is never in argv or environ.
    public var secrets: [SecretOption] = []
    /// The program and its group are killed after this time; nil = no limit (the caller cancels).
    public var timeout: Duration?
    /// Most bytes of standard output; the program is killed when it writes more. Of standard error the last 64 KiB are
    /// kept.
    public var outputLimit: Int
    /// Words on its standard error after which it is killed, because what it goes on to try cannot succeed.
    public var hopeless: [String] = []
    /// Runs with idle CPU and disk priority (nice 19, ionice class 3).
    public var idle = false

    public init(
        path: String, arguments: [String] = [], environment: [String: String] = [:], input: Input = .nothing,
        secrets: [SecretOption] = [], timeout: Duration? = .seconds(30), outputLimit: Int = 1 << 20,
        idle: Bool = false
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.secrets = secrets
        self.timeout = timeout
        self.outputLimit = outputLimit
        self.idle = idle
    }

    /// The standard input of a program.
    public enum Input: Sendable {
        case nothing
        case bytes([UInt8])
        case secret(Secret)
    }

    /// An option whose value is the name of a file with a secret in it.
    public struct SecretOption: Sendable {
        /// `--password-file`
        public var option: String
        public var secret: Secret
        public init(_ option: String, _ secret: Secret) {
            self.option = option
            self.secret = secret
        }
    }

    /// Last part of the path, for errors and log lines.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
