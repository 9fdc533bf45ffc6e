import DatasafeCore
import Glibc
import Subprocess
import SystemPackage

/// A program made ready: descriptors open, arguments complete. Lives until the program has ended.
final class Launch: Sendable {
    let configuration: Configuration
    let input: MemoryFile
    private let secrets: [MemoryFile]

    init(_ program: Program) throws(SpawnError) {
        let name = program.name
        guard program.path.utf8.first == UInt8(ascii: "/"),
            ([program.path] + program.arguments).allSatisfy({ !$0.utf8.contains(0) })
        else { throw SpawnError(code: .badPath, program: name) }
        switch program.input {
        case .nothing:
            input = try MemoryFile(nothingFor: name)
        case .secret(let secret):
            input = try MemoryFile(secret, program: name)
        case .bytes(let bytes):
            let result = bytes.withUnsafeBytes { raw in
                Result { () throws(SpawnError) in try MemoryFile(raw, program: name) }
            }
            input = try result.get()
        }
        var files: [MemoryFile] = []
        var options: [String] = []
        for secret in program.secrets {
            let file = try MemoryFile(secret.secret, program: name)
            files.append(file)
            options.append("\(secret.option)=\(file.path)")
        }
        secrets = files

        // The prefix programs replace themselves, so that process id and group stay those of the program.
        let idle = ["/usr/bin/ionice", "-c3", "-t", "/usr/bin/nice", "-n19"]
        let command = (program.idle ? idle : []) + [program.path] + options + program.arguments
        var platform = PlatformOptions()
        platform.createSession = true
        platform.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        configuration = Configuration(
            executable: .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
            environment: .custom(program.environment.map { Array("\($0.key)=\($0.value)\0".utf8) }),
            workingDirectory: FilePath(program.folder), platformOptions: platform)
    }
}

extension Ended.Status {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}

extension SpawnError {
    init(_ error: SubprocessError, program: String) {
        let code: Code = error.code == .executableNotFound ? .missing : .system
        self.init(code: code, program: program, cause: error.description)
    }
}
