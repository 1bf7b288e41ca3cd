from tests.ui.delegates.conftest import gone, people, place  # noqa: F401
