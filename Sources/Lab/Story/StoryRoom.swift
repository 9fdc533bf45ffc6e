// The room Story.
