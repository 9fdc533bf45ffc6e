// The room Guest.
