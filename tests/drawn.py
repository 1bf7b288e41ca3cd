"""How many examples a slow test draws: a few in `make test`, all in `make thorough`."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

Test = TypeVar("Test", bound=Callable[..., Any])
ALL = os.environ.get("EXAMPLES") == "all"


def draws(few: int, *, of: int) -> Callable[[Test], Test]:
    """A test whose examples take long, on a desk that the next example goes on with."""
    tried = settings(
        max_examples=of if ALL else few,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: pytest.mark.thorough(tried(test)) if ALL else tried(test)
