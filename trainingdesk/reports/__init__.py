"""Printed pages: figures and rows in, bytes out; no database, no window, no clock."""
