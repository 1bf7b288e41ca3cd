"""The rows behind a count of answers are as many as were counted."""

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, FirstAid
from tests.services.evaluation.test_scoped_results import YEAR, evaluated, results
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.answers_behind import (
    AlsoAnswered,
    AnswerRow,
    AnswersAsked,
    answers_in_all,
    answers_page,
    question_of,
    written_out,
)
from trainingdesk.services.evaluation.scope import Scope, ScopeKind, scope_choices
from trainingdesk.storage.models import Form

__all__ = ["evaluated"]
END, LATER = Stage.END, Stage.FOLLOW_UP
WHOLE = Scope(YEAR)


def rows(desk: Desk, asked: AnswersAsked) -> list[AnswerRow]:
    with desk.reading() as db:
        found = answers_page(db, asked, today=AFTER, offset=0, limit=99)
        assert len(found) == answers_in_all(db, asked, today=AFTER)
    return found


@pytest.mark.parametrize("kind", list(ScopeKind))
def test_behind_every_count_stand_as_many_rows(
    desk: Desk, evaluated: FirstAid, kind: ScopeKind
) -> None:
    with desk.reading() as db:
        choices = scope_choices(db, YEAR, kind)
    for number in [choice.id for choice in choices] or [0]:
        scope = Scope(YEAR, kind, number)
        for each in results(desk, kind, number).spread:
            asked = AnswersAsked(scope, each.code, each.stage, each.about)
            assert len(rows(desk, asked)) == each.of
            for part in each.parts:
                own = AnswersAsked(scope, each.code, each.stage, each.about, part.answer)
                assert len(rows(desk, own)) == part.number


def test_an_anonymous_answer_names_nobody(desk: Desk, evaluated: FirstAid) -> None:
    found = rows(desk, AnswersAsked(WHOLE, "SAT", END, sort="answer"))

    assert [(row.delegate, row.delegate_id is None, row.answer) for row in found] == [
        ("", True, "2"),
        ("Adams, Mary", False, "3"),
        ("King, Ada", False, "5"),
    ]


def test_rows_are_found_and_ordered(desk: Desk, evaluated: FirstAid) -> None:
    narrowed = AnswersAsked(WHOLE, "SAT", END, words="ada first")
    (ada,) = rows(desk, narrowed)
    falling = rows(desk, AnswersAsked(WHOLE, "CONF", Stage.BEFORE, sort="title", falling=True))
    by_name = rows(desk, AnswersAsked(WHOLE, "CONF", Stage.BEFORE, sort="delegate"))

    assert (ada.delegate, ada.via) == ("King, Ada", "Paper")
    assert falling[0].title == "Neglect"
    assert [row.delegate for row in by_name] == ["Adams, Mary", "King, Ada", "Ng, Tom"]


def test_of_several_choices_each_opens_whoever_chose_it(desk: Desk, evaluated: FirstAid) -> None:
    told = rows(desk, AnswersAsked(WHOLE, "USED", LATER, answer="Told", sort="delegate"))

    assert [row.answer for row in told] == ["Shared; Told", "Told"]
    assert rows(desk, AnswersAsked(WHOLE, "USED", LATER, answer="Tol%")) == []


def test_a_question_is_said_by_its_words(desk: Desk, evaluated: FirstAid) -> None:
    with desk.reading() as db:
        assert (question_of(db, "CONF"), question_of(db, "GONE")) == ("CONF?", "GONE")


def test_more_forms_are_listed_than_a_database_takes_values(desk: Desk) -> None:
    with desk.reading() as db:
        many = Form.id.in_(written_out(list(range(70_000))))
        assert db.scalars(select(Form.id).where(many)).all() == []


def test_behind_what_managers_say_stand_the_same_people(desk: Desk, evaluated: FirstAid) -> None:
    found = results(desk)
    for each in found.managers:
        both = AlsoAnswered(each.code, LATER)
        asked = AnswersAsked(WHOLE, each.managers_code, Stage.MANAGER, beside=both)
        assert len(rows(desk, asked)) == each.over_the_same.number
    for chosen in found.managers_chose:
        own = AnswersAsked(
            WHOLE, chosen.code, LATER, answer=chosen.answer,
            beside=AlsoAnswered(chosen.managers_code, Stage.MANAGER),
        )  # fmt: skip
        assert len(rows(desk, own)) == chosen.delegates
        both = AlsoAnswered(chosen.code, LATER, chosen.answer)
        theirs = AnswersAsked(
            WHOLE, chosen.managers_code, Stage.MANAGER, answer=chosen.answer, beside=both
        )
        assert len(rows(desk, theirs)) == chosen.both
    (ada,) = rows(
        desk, AnswersAsked(WHOLE, "SEEN", Stage.MANAGER, beside=AlsoAnswered("CONF", LATER))
    )
    assert (ada.delegate, ada.answer, ada.beside) == ("King, Ada", "8", "6")
