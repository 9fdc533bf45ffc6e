// The room HubIntake.
