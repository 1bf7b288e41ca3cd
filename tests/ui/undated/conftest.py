from tests.ui.programme.world import clock, desk, saved_as, window

__all__ = ["clock", "desk", "saved_as", "window"]
