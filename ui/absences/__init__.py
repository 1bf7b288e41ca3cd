"""Who often does not come."""
