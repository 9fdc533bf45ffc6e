// The room Udev.
