// The room HubStore.
