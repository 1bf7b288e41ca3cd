"""Venues, and what their page shares with those of trainers and series."""
