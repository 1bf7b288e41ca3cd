from tests.ui.programme.world import clock, desk, twenty, window

__all__ = ["clock", "desk", "twenty", "window"]
