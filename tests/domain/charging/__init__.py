"""The rules of charging."""
