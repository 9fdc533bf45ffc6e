import DatasafeCore
import DatasafeTexts
import Testing

/// What the pages say about the plan of backups is what the rules do.
@Suite struct PlanTextsTests {
    @Test(arguments: BackupKeep.allCases)
    func `the numbers of nights that stay`(keep: BackupKeep) {
        let rule = Retention(keep)
        let (de, en) = (Text.planKeepWhat.de, Text.planKeepWhat.en)
        #expect(de.contains("\(rule.daily) Tage, \(rule.weekly) Wochen, \(rule.monthly) Monate, \(rule.yearly) Jahr"))
        #expect(en.contains("\(rule.daily) days, \(rule.weekly) weeks, \(rule.monthly) months, \(rule.yearly) year"))
    }

    @Test func `the times that can be chosen`() throws {
        let advice = try #require(AdviceBook.advice(for: BackupCode.time.code))
        for minute in [BackupPlan.times.first, BackupPlan.times.last] {
            let time = BackupPlan.hourMinute(try #require(minute))
            #expect(advice.action.de.contains(time) && advice.action.en.contains(time))
        }
    }
}
