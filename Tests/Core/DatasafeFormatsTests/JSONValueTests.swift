import DatasafeFormats
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        (#"{"a":[1,-2.5e3,"x",true,false,null]}"#, #"{"a":[1,-2.5e3,"x",true,false,null]}"#),
        (#" { "b" : 1 , "a" : { } } "#, #"{"a":{},"b":1}"#),
        (#""\u00e4\ud83d\ude00\n\"\\\/""#, "\"ä😀\\u000a\\\"\\\\/\""),
        ("[]", "[]"), ("0", "0"), ("-0.0e-1", "-0.0e-1"),
    ])
    func `good text is read and written back`(json: String, text: String) throws {
        #expect(try JSONValue(json: Array(json.utf8)).text == text)
    }

    @Test(arguments: [
        ("", FormatError.Code.truncated), ("{", .truncated), ("[1", .truncated), (#"{"a""#, .truncated),
        (#""a"#, .truncated), ("tru", .truncated), ("-", .truncated), ("1.", .truncated), (#""\u12"#, .truncated),
        ("[1,]", .syntax), ("{,}", .syntax), ("{1:2}", .syntax), ("[1 2]", .syntax), ("01", .syntax), ("+1", .syntax),
        (".5", .syntax), ("nan", .syntax), ("1 2", .syntax), ("[1]]", .syntax), ("'a'", .syntax),
        ("{\"a\" 1}", .syntax),
        (#"{"a":1,"a":2}"#, .duplicateKey), (#"{"a":1,"\u0061":2}"#, .duplicateKey),
        ("\"a\nb\"", .badText), (#""\x""#, .badText), (#""\ud800x""#, .syntax), (#""\ud800\u0041""#, .badText),
        (#""\udc00""#, .badText), (#""\u12g4""#, .badText),
    ])
    func `bad text is refused`(json: String, code: FormatError.Code) {
        let error = #expect(throws: FormatError.self) { try JSONValue(json: Array(json.utf8)) }
        #expect(error?.code == code)
    }

    @Test func `broken UTF-8 is refused`() {
        #expect(throws: FormatError(.badText, "JSON")) { try JSONValue(json: [0x22, 0xff, 0x22]) }
        #expect(throws: FormatError(.badText, "JSON")) { try JSONValue(json: [0x22, 0xc0, 0x80, 0x22]) }
    }

    @Test func `depth and size have limits`() throws {
        let deep = { (count: Int) in Array((String(repeating: "[", count: count) + "]").utf8) }
        _ = try JSONValue(json: Array("[[1]]".utf8), maxDepth: 2)
        #expect(throws: FormatError(.tooDeep, "JSON")) { try JSONValue(json: Array("[[[1]]]".utf8), maxDepth: 2) }
        #expect(throws: FormatError(.tooDeep, "JSON")) { try JSONValue(json: deep(1_000_000)) }
        #expect(throws: FormatError(.tooLong, "JSON")) { try JSONValue(json: Array("[1]".utf8), maxBytes: 2) }
        let long = Array(String(repeating: "9", count: 65).utf8)
        #expect(throws: FormatError(.tooLong, "JSON number")) { try JSONValue(json: long) }
    }

    @Test func `siblings do not use up the depth`() throws {
        let many = "[" + String(repeating: "[],", count: 1000) + "[]]"
        #expect(try JSONValue(json: Array(many.utf8), maxDepth: 2).array?.count == 1001)
    }

    @Test(
        arguments: [
            (JSONValue.number("12"), 12), (.number("12.9"), 12), (.number("1.2e1"), 12), (.string("12"), 12),
            (.string("x"), nil),
            (.number("1e400"), nil), (.bool(true), nil), (.null, nil), (.number("-3"), -3),
        ] as [(JSONValue, Int?)])
    func `loose whole numbers`(value: JSONValue, number: Int?) {
        #expect(value.looseInt == number)
    }

    @Test func `a path ends at the first thing that is no object`() throws {
        let value = try JSONValue(json: Array(#"{"a":{"b":[1]},"c":false}"#.utf8))
        #expect(value[path: "a", "b"]?.array?.first?.int == 1)
        #expect(value[path: "a", "b", "c"] == nil)
        #expect(value["c"]?.bool == false && value["a"]?.bool == nil && value["x"] == nil)
    }
}
