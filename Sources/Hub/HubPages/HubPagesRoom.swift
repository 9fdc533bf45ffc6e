// The room HubPages.
