"""Charges: what came in, what was spent, and what came back of it."""
