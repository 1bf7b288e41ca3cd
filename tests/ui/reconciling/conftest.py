from tests.ui.programme.world import clock, desk, saved_as, twenty, window

__all__ = ["clock", "desk", "saved_as", "twenty", "window"]
