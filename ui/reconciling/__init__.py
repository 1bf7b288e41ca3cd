"""Holding sheets and reports against a register, and the papers kept with it."""
