"""Today: what needs doing, and the week."""
