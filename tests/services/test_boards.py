"""What a board says of itself is held to what it can keep."""

from dataclasses import replace
from typing import Any

import pytest

from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.boards import BoardDetails, board_of, save_board
from trainingdesk.services.desk import Desk

WESTMERE = BoardDetails(name="Westmere", email="training@westmere.example")


def test_a_board_is_kept_as_it_is_said(desk: Desk) -> None:
    said = replace(WESTMERE, borough="Westmere", agreement_steps=2, end_form_needed=True)
    with desk.changing("Say it") as db:
        save_board(db, replace(said, borough="  Westmere "))
    with desk.reading() as db:
        assert board_of(db) == said


def but(**said: Any) -> BoardDetails:
    """Westmere's details, but for what is said."""
    return replace(WESTMERE, **said)


@pytest.mark.parametrize("field", ["follow_up_months", "offer_days", "agreement_days"])
@pytest.mark.parametrize(("said", "taken"), [(0, False), (1, True), (60, True), (61, False)])
def test_times_to_wait_are_from_one_to_sixty(field: str, said: int, *, taken: bool) -> None:
    problems = but(**{field: said}).problems()
    assert list(problems) == ([] if taken else [field])
    assert taken or "1 to 60" in problems[field]


@pytest.mark.parametrize(("field", "said"), [("name", " "), ("email", "training at westmere")])
def test_what_is_wrong_is_named_and_nothing_is_stored(desk: Desk, field: str, said: str) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Say it") as db:
        save_board(db, but(borough="Elsewhere", **{field: said}))
    assert list(refused.value.problems) == [field]
    with desk.reading() as db:
        assert board_of(db).borough != "Elsewhere"
