import Guest
import Story

/// The tests of this folder boot the appliance; `Scripts/test` runs them after the image is built, never with the others.
enum BoxLane {}
