"""Forms come in while others book, settle or change what is asked: neither waits for the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event as Happening
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BEFORE, BY, BY_AFTER, FirstAid
from tests.services.at_once import Meeting, at_once
from tests.services.evaluation.asked_first_aid import Asked, a_booking, ask_first_aid
from tests.services.evaluation.test_forms_at_once import FIRST
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire import Asking, Returned
from trainingdesk.domain.refusals import Refused
from trainingdesk.services import bookings
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation import begun, held, taking, versions
from trainingdesk.services.evaluation.begun import keep_begun
from trainingdesk.services.evaluation.held import answered_twice, take_later
from trainingdesk.services.evaluation.kept_beside import as_kept_beside
from trainingdesk.services.evaluation.questions import add_question, question_details
from trainingdesk.services.evaluation.taking import take
from trainingdesk.services.evaluation.versions import change_question, save_questionnaire
from trainingdesk.storage.database import whole_desk_is_locked
from trainingdesk.storage.models import Question

PATIENCE, LONG = 1.0, 30.0
"""Seconds in which the other may do its part where nothing makes it wait, and must have begun."""


class InTurns:
    """Two acts, where the second does its first part between the first's two."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.meanwhile = Happening(), Happening()
        self._patch = monkeypatch

    def after(self, place: Any, name: str) -> None:
        """The first act stands still once it has done this."""
        found = getattr(place, name)

        def slowly(*told: Any, **more: Any) -> Any:
            answer = found(*told, **more)
            self.begun.set()
            self.meanwhile.wait(PATIENCE)
            return answer

        self._patch.setattr(place, name, slowly)

    def between(self, place: Any, name: str) -> None:
        """The first goes on once the second has done this, or has had time enough."""
        found = getattr(place, name)

        def later(*told: Any, **more: Any) -> Any:
            answer = found(*told, **more)
            self.meanwhile.set()
            return answer

        self._patch.setattr(place, name, later)

    def refused(self, first: Callable[[], object], second: Callable[[], object]) -> list[Refused]:
        """What either act is refused with, where the second begins once the first stands still."""

        def after_the_first() -> None:
            assert self.begun.wait(LONG)
            second()

        with ThreadPoolExecutor() as threads:
            return [each for each in threads.map(_refusal, [first, after_the_first]) if each]


def _refusal(do: Callable[[], object]) -> Refused | None:
    try:
        do()
    except Refused as refused:
        return refused
    return None


@pytest.fixture
def turns(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> InTurns:
    with desk.reading() as db:
        if whole_desk_is_locked(db):
            pytest.skip("one at a time changes a desk in a file")
    return InTurns(monkeypatch)


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    return ask_first_aid(desk, first_aid)


@pytest.mark.parametrize("kept", [False, True])
def test_a_form_comes_in_while_its_booking_is_cancelled(
    desk: Desk, other_desk: Desk, turns: InTurns, asked: Asked, *, kept: bool
) -> None:
    turns.after(*((begun, "_held_alone") if kept else (taking, "_judged")))
    turns.between(bookings, "standing_booking")

    def come_in() -> None:
        with desk.changing("Take") as db:
            if kept:
                keep_begun(db, asked.returned({"CONF": 1}), opened={})
            else:
                take(db, asked.returned({"CONF": 1}), by=BY_AFTER)

    def cancel() -> None:
        with other_desk.changing("Cancel") as db:
            bookings.cancel_several(db, [asked.ada_booking], reason="ill", by=BY)

    assert turns.refused(come_in, cancel) == []


def test_a_form_comes_in_while_a_question_of_it_is_put_in_other_words(
    desk: Desk, other_desk: Desk, turns: InTurns, first_aid: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        add_question(db, QuestionDetails("WHY", "Why?", AnswerKind.TEXT))
        a_booking(db, first_aid, first_aid.ada)
        number = save_questionnaire(db, FIRST, opened=None, today=BEFORE)
        question = db.scalars(select(Question.id).where(Question.code == "WHY")).one()
        opened = question_details(db, question)
    turns.after(taking, "_judged")
    turns.between(versions, "write_question")
    whose = first_aid.event, first_aid.ada, Stage.END
    said = {Asking("WHY"): "Because"}

    def come_in() -> None:
        with desk.changing("Take") as db:
            take(db, Returned(*whose, said, AFTER, "Paper", number), by=BY_AFTER)

    def change() -> None:
        with other_desk.changing("Change") as db:
            wanted = replace(opened, words="Why so?")
            change_question(db, question, wanted, opened=opened, today=AFTER)

    assert turns.refused(come_in, change) == []


@pytest.mark.usefixtures("turns")
def test_of_two_later_forms_that_are_taken_at_once_one_counts_whole(
    desk: Desk, other_desk: Desk, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in ({"CONF": 1}, {"SAT": 2}, {"WORDS": "third"}):
        asked.take(said)
    with desk.reading() as db:
        later = [row.id for row in answered_twice(db)]
    meeting = Meeting(PATIENCE)

    def slowly(*told: Any, **more: Any) -> Any:
        kept = as_kept_beside(*told, **more)
        meeting.wait()
        return kept

    monkeypatch.setattr(f"{held.__name__}.as_kept_beside", slowly)

    def take_it(at: Desk, number: int) -> None:
        with at.changing("Take the later") as db:
            take_later(db, number)

    at_once(take_it, [desk, other_desk], later)
    assert not meeting.happened
    [(_, _, answers)] = asked.forms()
    assert answers in ({"SAT": 2}, {"WORDS": "third"})
