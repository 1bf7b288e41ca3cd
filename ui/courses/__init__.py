"""Screens about the catalogue of courses."""
