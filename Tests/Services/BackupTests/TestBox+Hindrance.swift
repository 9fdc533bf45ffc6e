import FoundationEssentials

@testable import Backup

extension TestBox {
    /// What makes the engine slow: a script in front of it.
    enum Hindrance {
        /// A disk that takes only so much a second as `limit` said, so that there is a middle of a backup.
        case slowDisk
        /// A machine that hardly computes while a key is made. The engine fits the strength of a key to the machine, so
        /// everything that opens the repository later is fast. Were the script to miss, it would only be slower.
        case slowMachine

        func script(root: String, engine: String) -> String {
            switch self {
            case .slowDisk:
                """
                #!/bin/sh
                limit=$(cat '\(root)/limit' 2>/dev/null)
                exec '\(engine)' --limit-upload "${limit:-0}" "$@"
                """
            case .slowMachine:
                // Stopped most of the time; when it has ended, no signal finds it.
                """
                #!/bin/sh
                case " $* " in
                    *" init "* | *" key add "*) ;;
                    *) exec '\(engine)' "$@" ;;
                esac
                '\(engine)' "$@" &
                while kill -STOP $! 2>/dev/null; do
                    sleep 0.06
                    kill -CONT $! 2>/dev/null
                    sleep 0.005
                done
                wait $!
                """
            }
        }
    }

    /// How much a slow disk takes from now on, KiB a second; 0 = as much as comes, as at the beginning.
    func limit(_ kibibytes: Int) throws {
        try Data("\(kibibytes)".utf8).write(to: URL(filePath: "\(root)/limit"))
    }
}
