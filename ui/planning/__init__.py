"""Planning events once more: over several dates, or in the year after."""
