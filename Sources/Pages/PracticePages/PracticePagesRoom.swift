// The room PracticePages.
