from tests.ui.programme.world import clock, desk, saved_as, window  # noqa: F401
