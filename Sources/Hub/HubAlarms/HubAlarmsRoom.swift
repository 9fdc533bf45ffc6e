// The room HubAlarms.
