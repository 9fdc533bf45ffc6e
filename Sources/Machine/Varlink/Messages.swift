import DatasafeCore
import FoundationEssentials

/// `{"method":"datasafe.Storage.ReplaceMember","parameters":{...},"more":true}`; source: varlink.org, "Method Call".
struct CallMessage<Parameters: Codable>: Codable {
    var method: String
    var parameters: Parameters
    var more: Bool?
}

/// The parts of a call that are read before its parameters.
struct CallHead: Decodable {
    var method: String
    var more: Bool?
    var oneway: Bool?
    var upgrade: Bool?
}

/// A call's parameters as their names only, to refuse unknown ones.
struct CallNames: Decodable {
    var names: [String] = []

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
    private enum Keys: CodingKey { case parameters }

    init(from decoder: any Decoder) throws {
        let outer = try decoder.container(keyedBy: Keys.self)
        guard outer.contains(.parameters) else { return }
        names = try outer.nestedContainer(keyedBy: Name.self, forKey: .parameters).allKeys.map(\.stringValue)
    }
}

/// A call's parameters alone.
struct CallParameters<Parameters: Decodable>: Decodable {
    var parameters: Parameters
}

/// No parameters at all; decodes from an object or from nothing.
struct Nothing: Codable {}

struct ReplyMessage<Parameters: Codable>: Codable {
    var parameters: Parameters
    var continues: Bool?
}

struct ErrorMessage<Parameters: Codable>: Codable {
    var error: String
    var parameters: Parameters
}

/// The parts of a reply that are read first.
struct ReplyHead: Decodable {
    var error: String?
    var continues: Bool?
}

/// Parameters of `datasafe.X.Refused`.
struct RefusedParameters: Codable {
    var code: String
    var subject: String
}

/// Parameters of `org.varlink.service.InvalidParameter`, `.MethodNotFound` and `.PermissionDenied`.
struct ServiceErrorParameters: Codable {
    var parameter: String?
    var method: String?
}

/// Reply of `org.varlink.service.GetInfo`.
struct ServiceInfo: Codable {
    var vendor: String
    var product: String
    var version: String
    var url: String
    var interfaces: [String]
}

struct InterfaceName: Codable {
    var interface: String
}

struct InterfaceDescription: Codable {
    var description: String
}

enum Coding {
    static func encode(_ value: some Encodable) throws(VarlinkError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(value)) } catch {
            throw VarlinkError(code: .protocolBroken, what: "not encodable")
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
