import Guest
import Testing

@testable import Story

@Suite("The first day as a list") struct StoryTests {
    @Test("Steps are numbered from 1, in German and English") func numbered() {
        let steps = FirstDay.story.steps
        #expect(steps.map(\.number) == Array(1...steps.count))
        for step in steps {
            #expect(step.german.hasSuffix(".") && step.english.hasSuffix("."))
            #expect(step.german != step.english)
        }
    }
}
