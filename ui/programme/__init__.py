"""The programme of a year, as a list and by the month, and the form for one event."""
