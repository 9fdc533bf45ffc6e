// The room BlockDevices.
