"""Screens about agencies."""
