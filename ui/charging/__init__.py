"""The pages of what is owed, and why."""
