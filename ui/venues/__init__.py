"""Venues, and the fields that their form shares with that of trainers."""
