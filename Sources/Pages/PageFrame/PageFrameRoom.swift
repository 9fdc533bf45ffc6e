// The room PageFrame.
