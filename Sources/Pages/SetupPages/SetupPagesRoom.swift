// The room SetupPages.
