"""Trainers: the list with the form beside it."""
