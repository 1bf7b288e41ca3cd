"""Events without a date, and who is interested in them."""
