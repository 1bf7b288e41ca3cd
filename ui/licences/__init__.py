"""Licences that bind people to training, and their groups."""
