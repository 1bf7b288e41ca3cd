"""Certificates: due, issued, and checking a number."""
