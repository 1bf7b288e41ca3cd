"""Every figure that is shown has a name, a meaning and words for its rows."""

import pytest

from trainingdesk.domain.definitions import (
    ALL,
    BOOKINGS,
    EVALUATION,
    EVENTS,
    MONEY,
    RATES,
    Definition,
    definition_of,
    name_of,
)

EACH = [*EVENTS, *BOOKINGS, *RATES, *EVALUATION, *MONEY]


@pytest.mark.parametrize("definition", EACH, ids=lambda d: d.key)
def test_a_definition_says_how_in_whole_sentences(definition: Definition) -> None:
    assert definition.name[0].isupper()
    assert definition.counted.endswith(".")
    assert not definition.leaves_out or definition.leaves_out.endswith(".")
    assert bool(definition.one) == bool(definition.several)
    assert definition.meaning.startswith(definition.counted)
    assert definition.leaves_out in definition.meaning


@pytest.mark.parametrize("definition", EACH, ids=lambda d: d.key)
def test_a_rate_says_what_it_divides(definition: Definition) -> None:
    assert definition.counted.casefold().startswith(definition.formula)
    assert ("÷" in definition.formula) or not definition.formula


def test_no_figure_is_defined_twice() -> None:
    assert len(ALL) == len(EACH)
    assert len({definition.name for definition in EACH}) == len(EACH)


def test_attendance_rate_is_never_a_name() -> None:
    assert not [d for d in EACH if "attendance rate" in d.name.casefold()]


def test_a_figure_that_is_not_ours_keeps_its_name() -> None:
    assert name_of("turn_up") == "Turn-up"
    assert name_of("Cups of tea") == "Cups of tea"
    assert definition_of("Cups of tea") is None
