"""Series such as Safeguarding Week, and the boards that events are shared with."""
