"""Pasting a list of people onto an event."""
