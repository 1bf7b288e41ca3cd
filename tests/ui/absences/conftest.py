from tests.ui.delegates.conftest import place  # noqa: F401
