import Testing

@testable import Guest

@Suite("QMP lines") struct QMPMessageTests {
    @Test(
        "Each kind of line is told from the others",
        arguments: [
            (
                #"{"QMP":{"version":{"qemu":{"micro":22,"minor":2,"major":7},"package":"x"},"capabilities":["oob"]}}"#,
                QMPMessage.greeting(version: "7.2.22")
            ),
            (#"{"return":{},"id":3}"#, .answer(id: 3, [:])),
            (#"{"return":[1,"a",null,true,1.5],"id":4}"#, .answer(id: 4, [1, "a", .null, true, .number(1.5)])),
            (
                #"{"id":5,"error":{"class":"GenericError","desc":"no bus"}}"#,
                .refusal(id: 5, kind: "GenericError", sentence: "no bus")
            ),
            (
                #"{"error":{"class":"GenericError","desc":"JSON"}}"#,
                .refusal(id: nil, kind: "GenericError", sentence: "JSON")
            ),
            (
                #"{"timestamp":{"seconds":1,"microseconds":2},"event":"DEVICE_DELETED","data":{"device":"key1"}}"#,
                .event(QMPEvent(name: "DEVICE_DELETED", data: ["device": "key1"]))
            ),
            (#"{"event":"STOP"}"#, .event(QMPEvent(name: "STOP", data: [:]))),
        ])
    func reads(line: String, message: QMPMessage) throws {
        #expect(try QMPMessage(line: Array(line.utf8)) == message)
    }

    @Test("What is no QMP line is refused", arguments: ["", "{", "[]", "{}", #"{"return":1}"#, "\u{0}"])
    func refuses(line: String) {
        #expect(throws: GuestError(.malformed, "QMP line")) { try QMPMessage(line: Array(line.utf8)) }
    }

    @Test("JSON goes out as it came in, keys sorted")
    func roundTrip() throws {
        let text = #"{"a":[1,2.5,"ä/",false,null],"b":{"c":-9007199254740993}}"#
        #expect(try JSON(Array(text.utf8)).line() == text)
        #expect(try JSON(Array(text.utf8)).at("b", "c")?.whole == -9_007_199_254_740_993)
    }
}
