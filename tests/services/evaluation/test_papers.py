"""The form at hand: whose it is, what it asks, and what was answered so far."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BY_AFTER, STARTS
from tests.services.evaluation.asked_first_aid import ASKS, CONFIDENCE, Asked, a_questionnaire
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.questionnaire import Ask, Asking
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.evaluation.begun import (
    begun_form,
    begun_forms,
    finish,
    forget_begun,
    keep_begun,
)
from trainingdesk.services.evaluation.papers import Chosen, Paper, paper_of, whose_coded
from trainingdesk.services.evaluation.taking import Taken
from trainingdesk.storage.models import Booking, Event, HeldForm, Questionnaire, QuestionStage


def paper(asked: Asked, stage: Stage = Stage.END, *, named: bool = True) -> Paper:
    with asked.desk.reading() as db:
        whose = asked.first_aid.ada if named else None
        return paper_of(db, asked.first_aid.event, whose, stage)


def coded(asked: Asked, text: str) -> Paper:
    with asked.desk.reading() as db:
        whose = whose_coded(db, text)
        return paper_of(db, whose.event_id, whose.delegate_id, whose.stage)


def begin(asked: Asked, *answers: tuple[str, int | str], via: str = "Paper") -> None:
    with asked.desk.noting("Begin a form") as db:
        said = {Asking(code): value for code, value in answers}
        found = paper(asked)
        keep_begun(db, found.returned(said, on=AFTER, via=via), opened=found.answers)


def begin_at(asked: Asked, opened: Paper, *answers: tuple[str, int | str]) -> None:
    """Keep answers to a form as somebody opened it a while ago."""
    said = {Asking(code): value for code, value in answers}
    with asked.desk.noting("Begin a form") as db:
        returned = opened.returned(said, on=AFTER, via="Telephone")
        keep_begun(db, returned, opened=opened.answers)


def test_a_paper_says_whose_it_is_and_what_it_asks(asked: Asked) -> None:
    found = paper(asked)
    assert (found.name, found.delegate, found.agency) == ("Ada King", "King, Ada", "Library")
    assert (found.title, found.reference, found.starts) == ("First Aid", "FA-260610", STARTS)
    assert found.askings == tuple((Asking(ask.code), ask) for ask in ASKS)
    assert (found.questionnaire_id, found.form_title) == (asked.end, "End form")
    assert not found.came_in
    assert not found.answers
    asked.take({"CONF": 4})
    assert paper(asked).came_in


def test_a_code_leads_to_the_booking_it_was_printed_for(asked: Asked) -> None:
    code = str(FormCode(Stage.END, booking_id=asked.ada_booking))
    assert coded(asked, f" {code.lower()} ") == paper(asked)
    nameless = coded(asked, str(FormCode(Stage.END, event_id=asked.first_aid.event)))
    assert nameless == paper(asked, named=False)
    assert (nameless.delegate_id, nameless.name, nameless.agency) == (None, "", "")
    assert nameless.about != paper(asked).about


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("E12", "“E12” is no code of a form, or was misread. Codes look like E0"),
        (str(FormCode(Stage.END, booking_id=999)), "The booking of this code is not on this"),
        (str(FormCode(Stage.END, event_id=999)), "The event of this code is not on this desk."),
    ],
)
def test_a_code_of_nothing_is_told_so(asked: Asked, code: str, said: str) -> None:
    with pytest.raises(Refused, match=said.replace(".", r"\.")):
        coded(asked, code)


def test_what_asks_without_a_name_has_none(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).anonymous = True
    assert paper(asked) == paper(asked, named=False)


def test_without_a_questionnaire_the_bank_asks_and_without_questions_nobody(asked: Asked) -> None:
    before = paper(asked, Stage.BEFORE)
    assert (before.questionnaire_id, before.form_title, before.opening) == (None, "", "")
    assert len(before.askings) == len(ASKS)
    with asked.desk.changing("Set up") as db:
        for each in db.scalars(select(QuestionStage)):
            db.delete(each)
    with pytest.raises(Refused, match="Nothing is asked at the stage “Before” of First Aid"):
        paper(asked, Stage.BEFORE)


def test_what_is_asked_for_each_day_stands_for_each(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        each = replace(CONFIDENCE, per=AskedPer.SESSION)
        a_questionnaire(db, Stage.BEFORE, each)
    assert [asking for asking, _ in paper(asked, Stage.BEFORE).askings] == [
        Asking("CONF", "10 June")
    ]


def test_the_agency_is_that_of_the_booking_and_else_that_of_the_person(asked: Asked) -> None:
    with asked.desk.changing("Cancel") as db:
        db.get_one(Booking, asked.ada_booking).status = BookingStatus.CANCELLED
    assert paper(asked).agency == "Library"
    with asked.desk.changing("Remove") as db:
        db.delete(db.get_one(Booking, asked.ada_booking))
    assert paper(asked).agency == "Library"


def test_what_was_begun_is_there_again_with_the_questions_it_was_begun_on(asked: Asked) -> None:
    begin(asked, ("CONF", 4), ("WORDS", " "))
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).ended_on = AFTER
        a_questionnaire(db, Stage.END, CONFIDENCE)
    found = paper(asked)
    assert (found.answers, found.begun_via) == ({Asking("CONF"): 4}, "Paper")
    assert found.questionnaire_id == asked.end
    begin(asked, ("CONF", 5), ("SAT", 2), via="Telephone")
    with asked.desk.reading() as db:
        (row,) = begun_forms(db)
    assert (row.delegate, row.title, row.stage) == ("King, Ada", "First Aid", Stage.END)
    assert (row.answered, row.via, row.starts) == (2, "Telephone", STARTS)


def test_what_two_answer_of_one_form_at_once_is_kept_of_both(asked: Asked) -> None:
    one, other = paper(asked), paper(asked)
    begin_at(asked, one, ("CONF", 4), ("SAT", 2), ("TIMES", 3))
    begin_at(asked, other, ("SAT", 5), ("AGAIN", "Yes"), ("WORDS", "More"))
    said: dict[str, int | str] = {"CONF": 4, "SAT": 5, "TIMES": 3, "AGAIN": "Yes", "WORDS": "More"}
    assert {asking.code: value for asking, value in paper(asked).answers.items()} == said
    again = paper(asked)
    begin_at(asked, again, *[(code, value) for code, value in said.items() if code != "CONF"])
    del said["CONF"]
    with asked.desk.changing("Enter a form") as db:
        given = {asking: value for asking, value in again.answers.items() if asking.code != "SAT"}
        whole = again.returned(given, on=AFTER, via="Telephone")
        assert finish(db, whole, opened=again.answers, by=BY_AFTER) is Taken.STORED
    del said["SAT"]  # left out by who finished it, and CONF by who was there meanwhile
    assert asked.forms() == [(asked.first_aid.ada, Stage.END, said)]
    assert asked.held() == []


def test_who_asks_other_questions_than_somebody_else_meanwhile_is_told_so(asked: Asked) -> None:
    old = paper(asked)
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).ended_on = AFTER
        a_questionnaire(db, Stage.END, CONFIDENCE)
    begin(asked, ("CONF", 5))
    with pytest.raises(Refused, match="Somebody else has begun this form meanwhile"):
        begin_at(asked, old, ("CONF", 4), ("SAT", 2))
    new = paper(asked)
    assert new.questionnaire_id != old.questionnaire_id
    # Whoever saw what was begun may ask the other questions instead.
    begin_at(asked, replace(old, answers=new.answers), ("CONF", 4), ("SAT", 2))
    assert paper(asked).answers == {Asking("CONF"): 4, Asking("SAT"): 2}
    assert paper(asked).questionnaire_id == old.questionnaire_id


def next_version(asked: Asked, *asks: Ask, ended: date = AFTER, **details: Any) -> int:
    """Have another version asked at the end from a day on."""
    with asked.desk.changing("Ask") as db:
        db.get_one(Questionnaire, asked.end).ended_on = ended
        number = a_questionnaire(db, Stage.END, *asks, **details)
        row = db.get_one(Questionnaire, number)
        row.version, row.made_on = 2, ended
    return number


def of_version(asked: Asked, version: Chosen) -> Paper:
    with asked.desk.reading() as db:
        event, ada = asked.first_aid.event, asked.first_aid.ada
        return paper_of(db, event, ada, Stage.END, version=version)


def test_a_paper_may_ask_what_stood_when_the_event_began(asked: Asked) -> None:
    assert [each.said for each in paper(asked).versions] == ["Version 1"]
    now = next_version(asked, CONFIDENCE)
    found = paper(asked)
    assert [each.said for each in found.versions] == ["Version 2", "Version 1, until 12 Jun 2026"]
    assert (found.questionnaire_id, len(found.askings)) == (now, 1)
    old = of_version(asked, Chosen(asked.end))
    assert (old.questionnaire_id, len(old.askings)) == (asked.end, len(ASKS))
    assert of_version(asked, Chosen(999)) == found
    with asked.desk.changing("Enter a form") as db:
        whole = old.returned({Asking("SAT"): 3}, on=AFTER, via="Paper")
        assert finish(db, whole, opened={}, by=BY_AFTER) is Taken.STORED
    assert asked.forms() == [(asked.first_aid.ada, Stage.END, {"SAT": 3})]


def test_what_ended_before_the_event_is_not_offered_unless_it_was_in_their_hands(
    asked: Asked,
) -> None:
    next_version(asked, CONFIDENCE, ended=STARTS - timedelta(days=1))
    assert [each.said for each in paper(asked).versions] == ["Version 2"]
    with asked.desk.changing("Set up") as db:
        for row in db.scalars(select(Questionnaire)):
            row.stage = Stage.BEFORE  # people had it since they were booked
    said = [each.said for each in paper(asked, Stage.BEFORE).versions]
    assert said == ["Version 2", "Version 1, until 9 Jun 2026"]
    with asked.desk.changing("Set up") as db:
        for booking in db.scalars(select(Booking)):
            db.delete(booking)
    assert [each.said for each in paper(asked, Stage.BEFORE).versions] == ["Version 2"]


def test_a_course_with_a_form_of_its_own_is_offered_that_of_all_where_it_was_given(
    asked: Asked,
) -> None:
    with asked.desk.changing("Set up") as db:
        course = db.get_one(Event, asked.first_aid.event).course_id
        own = a_questionnaire(db, Stage.END, CONFIDENCE, course_id=course)
        db.get_one(Questionnaire, own).made_on = AFTER
    said = [each.said for each in paper(asked).versions]
    assert said == ["Version 1", "Version 1, for all courses"]
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, own).made_on = STARTS
    assert [each.said for each in paper(asked).versions] == ["Version 1"]


def test_what_was_given_out_while_people_were_booked_is_offered_though_it_ended_before_the_event(
    asked: Asked,
) -> None:
    ended = STARTS - timedelta(days=2)
    next_version(asked, CONFIDENCE, ended=ended)
    with asked.desk.noting("Give out forms") as db:
        db.get_one(Questionnaire, asked.end).given_out_on = ended
    said = [each.said for each in paper(asked).versions]
    assert said == ["Version 2", "Version 1, until 8 Jun 2026"]
    with asked.desk.changing("Set up") as db:
        for booking in db.scalars(select(Booking)):
            booking.booked_on = ended + timedelta(days=1)
    assert [each.said for each in paper(asked).versions] == ["Version 2"]


@pytest.mark.parametrize(
    ("out", "own_since", "offered"),
    [(-9, -3, True), (-2, -3, False), (None, -3, False), (-99, -99, False)],
)
def test_that_of_all_is_offered_where_it_went_out_before_the_course_had_its_own(
    asked: Asked, out: int | None, own_since: int, *, offered: bool
) -> None:
    with asked.desk.changing("Set up") as db:
        course = db.get_one(Event, asked.first_aid.event).course_id
        own = a_questionnaire(db, Stage.END, CONFIDENCE, course_id=course)
        db.get_one(Questionnaire, own).made_on = STARTS + timedelta(days=own_since)
        went_out = None if out is None else STARTS + timedelta(days=out)
        db.get_one(Questionnaire, asked.end).given_out_on = went_out
    said = [each.said for each in paper(asked).versions]
    assert said == ["Version 1", *(["Version 1, for all courses"] if offered else [])]


def test_what_was_begun_goes_on_as_it_began_unless_another_version_is_chosen_for_it(
    asked: Asked,
) -> None:
    begin(asked, ("CONF", 4), ("SAT", 2))
    now = next_version(asked, CONFIDENCE)
    assert of_version(asked, Chosen(now)).questionnaire_id == asked.end
    found = of_version(asked, Chosen(now, also_begun=True))
    assert (found.questionnaire_id, found.answers) == (now, {Asking("CONF"): 4})
    assert found.opened == {Asking("CONF"): 4, Asking("SAT"): 2}
    with asked.desk.noting("Begin a form") as db:
        returned = found.returned(found.answers, on=AFTER, via="Paper")
        keep_begun(db, returned, opened=found.opened)
    assert (paper(asked).questionnaire_id, paper(asked).answers) == (now, {Asking("CONF"): 4})


def test_without_answers_nothing_is_begun(asked: Asked) -> None:
    begin(asked)
    begin(asked, ("CONF", 4))
    assert len(asked.held()) == 1
    begin(asked)
    assert asked.held() == []


def test_what_was_begun_may_be_forgotten_and_brought_back(asked: Asked) -> None:
    begin(asked, ("CONF", 4))
    for _ in range(2):  # the second time nothing is there any more
        with asked.desk.changing("Forget what was begun") as db:
            forget_begun(db, asked.first_aid.event, asked.first_aid.ada, Stage.END)
    assert asked.held() == []
    asked.desk.undo()
    assert len(asked.held()) == 1


def test_what_is_begun_without_a_name_belongs_to_nobody(asked: Asked) -> None:
    nameless = paper(asked, named=False).returned({}, on=AFTER, via="Paper")
    with pytest.raises(ValueError, match="belongs to nobody"), asked.desk.noting("Begin") as db:
        keep_begun(db, nameless, opened={})


def test_a_finished_form_is_begun_no_longer_and_undo_brings_back_what_was(asked: Asked) -> None:
    begin(asked, ("CONF", 4))
    with asked.desk.changing("Enter a form") as db:
        whole = paper(asked).returned({Asking("CONF"): 4, Asking("SAT"): 3}, on=AFTER, via="Paper")
        assert finish(db, whole, opened={Asking("CONF"): 4}, by=BY_AFTER) is Taken.STORED
    assert asked.held() == []
    asked.desk.undo()
    assert asked.forms() == []
    with asked.desk.reading() as db:
        assert begun_form(db, asked.first_aid.event, asked.first_aid.ada, Stage.END) is not None
        assert len(db.scalars(select(HeldForm)).all()) == 1


def test_a_form_without_a_name_is_finished_at_once(asked: Asked) -> None:
    with asked.desk.changing("Enter a form") as db:
        whole = paper(asked, named=False).returned({Asking("CONF"): 4}, on=AFTER, via="Paper")
        assert finish(db, whole, opened={}, by=BY_AFTER) is Taken.STORED
        named = paper(asked).returned({Asking("CONF"): 5}, on=AFTER, via="Paper")
        assert finish(db, named, opened={}, by=BY_AFTER) is Taken.STORED  # none of it was begun
    ada = asked.first_aid.ada
    assert asked.forms() == [(None, Stage.END, {"CONF": 4}), (ada, Stage.END, {"CONF": 5})]
