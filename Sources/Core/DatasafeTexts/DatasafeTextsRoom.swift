// The room DatasafeTexts.
