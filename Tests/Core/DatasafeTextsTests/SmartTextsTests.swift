import DatasafeCore
import DatasafeTexts
import Testing

@Suite struct SmartTextsTests {
    @Test(arguments: SmartCode.allCases)
    func `each code says what it means for the practice`(code: SmartCode) {
        for language in Language.allCases {
            let words = code.meaning[language]
            #expect(words.hasSuffix(".") && words.count <= 130 && !words.contains("!"), "\(code): \(words)")
        }
        #expect(code.meaning.de != code.meaning.en && code.meaning != code.sentence && code.meaning != code.action)
    }

    @Test func `each value has a name of its own`() {
        for language in Language.allCases {
            let names = SmartCounter.allCases.map { $0.name[language] }
            #expect(Set(names).count == names.count && names.allSatisfy { $0.count <= 40 })
        }
    }

    @Test(
        arguments: [
            (
                SmartReason(.reallocated, .crit, counter: .reallocated, value: 304, limit: 100),
                "Replaced places (attribute 5): 304, urgent from 100"
            ),
            (
                SmartReason(.cable, .warn, counter: .crc, value: 644, limit: 5, grownBy: 12),
                "Transfer errors (attribute 199): 644, 12 of them new, warning from 5 new ones"
            ),
            (
                SmartReason(.nvmeSpare, .crit, counter: .spare, value: 9, limit: 10),
                "Spare in %: 9, urgent below 10"
            ),
            (
                SmartReason(.wearForecast, .warn, counter: .percentageUsed, value: 120, limit: 180),
                "Days until 100 % wear: 120, warning below 180"
            ),
            (SmartReason(.temperature, .crit, value: 62, limit: 60), "Temperature in °C: 62, urgent from 60"),
            (SmartReason(.failed, .crit), "The disk’s own verdict: failing"),
            (
                SmartReason(.attributeFailing, .crit, counter: .failingAttribute, attribute: 10, value: 10),
                "Attribute 10: below its limit now"
            ),
            (
                SmartReason(.attributeFailed, .warn, counter: .failedAttribute, attribute: 5, value: 5),
                "Attribute 5, Replaced places: below its limit in the past"
            ),
            (
                SmartReason(.nvmeCriticalWarning, .crit, counter: .criticalWarning, value: 4), "Critical warning: 4"
            ),
            (SmartReason(.selfTestFailed, .crit, counter: .selfTestFailed), "Latest self-test failed: yes"),
            (SmartReason(.unreadable, .unknown, value: 2), nil),
        ] as [(SmartReason, String?)])
    func `what was measured`(reason: SmartReason, words: String?) {
        #expect(reason.measured?.en == words)
        #expect((reason.measured?.de == nil) == (words == nil) && (words == nil || reason.measured?.de != words))
    }

    @Test func `what is urgent is not watched any longer`() {
        let reasons = [Judgement.warn, .crit].map { SmartReason(.reallocated, $0, counter: .reallocated, value: 3) }
        #expect(reasons.map { $0.advice(disk: "1").action } == [SmartCode.reallocated.action, SmartCode.failed.action])
        var check = CheckFact(
            id: "disk.smart:d1", state: 2, value: 304, since: Instant(seconds: 0), reason: "SMART-REALLOCATED")
        #expect(check.advice?.action == SmartCode.failed.action)
        check.state = 1
        #expect(check.advice?.action == SmartCode.reallocated.action)
        #expect(SmartReason(.cable, .warn).advice(disk: "1").action == SmartCode.cable.action)
    }

    @Test func `a disk without a name is no gap`() {
        let lines = SmartLines(
            name: "-", model: nil, serial: nil, verdict: .unknown, reasons: [SmartReason(.noReport, .unknown)],
            language: .en)
        #expect(lines.lines.first == "-: UNKNOWN" && lines.lines.count == 5)
        #expect(!lines.lines.joined().contains("{") && lines.reasons.first?.hasPrefix("SMART-NO-REPORT: ") == true)
    }

    @Test(arguments: [("a\u{1b}[2Jb\n", "a?[2Jb?"), ("ü 文 –", "ü 文 –"), ("\u{85}\u{7f}", "??")])
    func `what steers a terminal is made harmless`(text: String, shown: String) {
        #expect(SmartLines.plain(text) == shown)
    }
}
