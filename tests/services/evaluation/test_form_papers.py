"""Forms to give out: who gets one, what it says, and what each file is called."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import AFTER, BEFORE, STARTS
from tests.reports.pages import text, texts
from tests.services.evaluation.asked_first_aid import (
    CONFIDENCE,
    WORDS,
    Asked,
    a_questionnaire,
)
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.refusals import CannotSave, NothingToPrint, Unknown
from trainingdesk.services.evaluation.form_papers import (
    FormsToGive,
    fillable_form,
    forms_to_give,
    letters_lost,
    print_forms,
    save_fillable_forms,
    stage_to_give,
)
from trainingdesk.services.evaluation.given_out import note_given_out
from trainingdesk.storage.models import Board, Delegate, Event, Form, Questionnaire


def printed(asked: Asked, stage: Stage = Stage.END, copies: int | None = None) -> list[str]:
    with asked.desk.reading() as db:
        pages = texts(print_forms(db, asked.first_aid.event, stage, copies=copies))
    return [" ".join(page.split()) for page in pages]


def given(asked: Asked, stage: Stage = Stage.END) -> FormsToGive:
    with asked.desk.reading() as db:
        return forms_to_give(db, asked.first_aid.event, stage)


def ask_at(asked: Asked, stage: Stage, *, anonymous: bool = False) -> int:
    with asked.desk.changing("Ask") as db:
        return a_questionnaire(db, stage, CONFIDENCE, WORDS, anonymous=anonymous)


def test_everybody_on_the_register_gets_a_form_of_their_own(asked: Asked) -> None:
    with asked.desk.changing("Board") as db:
        db.get_one(Board, 1).email = "training@wscb.example"
    ada, grace = printed(asked)
    assert "Hopper" in grace + ada
    assert str(FormCode(Stage.END, booking_id=asked.ada_booking)) in ada + grace
    for page in (ada, grace):
        assert "First Aid" in page
        assert "How confident are you?" in page
        assert "training@wscb.example" in page
        assert f"{STARTS.day} June 2026" in page
    assert given(asked) == FormsToGive(Stage.END, "End form", 7, expected=2)


def test_whoever_has_answered_or_never_came_gets_none(asked: Asked) -> None:
    asked.take({"CONF": 4}, delegate_id=asked.first_aid.grace)
    (only,) = printed(asked)
    assert str(FormCode(Stage.END, booking_id=asked.ada_booking)) in only
    assert (given(asked).answered, given(asked).missing) == (1, 1)
    asked.close_register()  # Grace never came
    assert (given(asked).expected, given(asked).missing) == (1, 1)
    asked.take({"CONF": 4}, delegate_id=asked.first_aid.ada)
    with pytest.raises(NothingToPrint, match="Everybody has answered at the stage “End of course”"):
        printed(asked)


def test_an_event_without_anybody_has_no_forms(asked: Asked) -> None:
    with asked.desk.changing("Away") as db:
        db.get_one(Event, asked.first_aid.event).register_closed_on = AFTER
    with pytest.raises(
        NothingToPrint, match="Nobody is expected to answer at the stage “End of course”"
    ):
        printed(asked)


def test_a_stage_that_asks_nothing_says_where_a_form_is_made(asked: Asked) -> None:
    with pytest.raises(NothingToPrint, match="Make a form of this stage under Forms first"):
        printed(asked, Stage.BEFORE)
    assert given(asked, Stage.BEFORE) == FormsToGive(Stage.BEFORE)


def test_a_form_without_a_name_is_printed_as_often_as_it_is_wanted(asked: Asked) -> None:
    ask_at(asked, Stage.FOLLOW_UP, anonymous=True)
    pages = printed(asked, Stage.FOLLOW_UP)
    code = str(FormCode(Stage.FOLLOW_UP, event_id=asked.first_aid.event))
    assert len(pages) == 2
    assert all(code in page and "This form is anonymous" in page for page in pages)
    assert "Ada" not in "".join(pages)
    assert len(printed(asked, Stage.FOLLOW_UP, copies=5)) == 5
    assert len(printed(asked, Stage.FOLLOW_UP, copies=0)) == 1
    assert given(asked, Stage.FOLLOW_UP).anonymous


def test_a_form_says_which_version_it_is(asked: Asked) -> None:
    with asked.desk.changing("Ask otherwise") as db:
        db.get_one(Questionnaire, asked.end).version = 3
    with asked.desk.reading() as db:
        _, made = fillable_form(db, asked.ada_booking, Stage.END)
    assert "version 3" in text(made)


def test_forms_without_a_name_that_came_are_counted_as_answered(asked: Asked) -> None:
    number = ask_at(asked, Stage.FOLLOW_UP, anonymous=True)
    details = {"stage": Stage.FOLLOW_UP, "questionnaire_id": number, "delegate_id": None}
    asked.take({"CONF": 4}, **details)
    assert given(asked, Stage.FOLLOW_UP).answered == 1
    assert len(printed(asked, Stage.FOLLOW_UP)) == 1


def test_forms_beyond_those_expected_stand_for_nobody(asked: Asked) -> None:
    number = ask_at(asked, Stage.FOLLOW_UP, anonymous=True)
    with asked.desk.changing("Forms") as db:
        event, grace = asked.first_aid.event, asked.first_aid.grace
        db.add(Form(event_id=event, delegate_id=grace, stage=Stage.FOLLOW_UP))
    asked.close_register()  # Grace never came
    assert (given(asked, Stage.FOLLOW_UP).answered, given(asked, Stage.FOLLOW_UP).missing) == (0, 1)
    details = {"stage": Stage.FOLLOW_UP, "questionnaire_id": number, "delegate_id": None}
    for _ in range(2):
        asked.take({"CONF": 4}, **details)
    assert (given(asked, Stage.FOLLOW_UP).answered, given(asked, Stage.FOLLOW_UP).missing) == (1, 0)


def test_a_manager_is_named_on_their_form(asked: Asked) -> None:
    ask_at(asked, Stage.MANAGER)
    with asked.desk.changing("Manager") as db:
        db.get_one(Delegate, asked.first_aid.ada).manager = "Charles Babbage"
    said = "".join(printed(asked, Stage.MANAGER))
    assert said.count("manager: Charles Babbage") == 1
    assert "as the manager of the person named above" in said


def test_a_fillable_form_has_the_code_of_its_booking(asked: Asked) -> None:
    with asked.desk.reading() as db:
        name, document = fillable_form(db, asked.ada_booking, Stage.END)
        reference = db.get_one(Event, asked.first_aid.event).reference
    code = str(FormCode(Stage.END, booking_id=asked.ada_booking))
    assert name.startswith("Ada ")
    assert name.endswith(f" {reference} End of course {code}.pdf")
    with pikepdf.open(BytesIO(document)) as pdf:
        values = {str(each.T): str(each.get("/V", "")) for each in pdf.Root.AcroForm.Fields}
    assert values["form-code"] == code
    assert values["form-questionnaire"].startswith(f"{asked.end}-")
    assert values["form-event"] == reference
    assert "q_CONF_" in values


def test_a_fillable_form_without_a_name_says_nothing_of_the_booking(asked: Asked) -> None:
    ask_at(asked, Stage.BEFORE, anonymous=True)
    with asked.desk.reading() as db:
        name, document = fillable_form(db, asked.ada_booking, Stage.BEFORE)
    assert "Ada" not in name + text(document)
    assert str(FormCode(Stage.BEFORE, event_id=asked.first_aid.event)) in name


def test_a_booking_that_is_not_there_has_no_form(asked: Asked) -> None:
    with asked.desk.reading() as db, pytest.raises(Unknown):
        fillable_form(db, 999_999, Stage.END)


def test_fillable_forms_go_into_a_folder_one_for_each(asked: Asked, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    steps: list[tuple[int, int]] = []
    with asked.desk.reading() as db:
        event = asked.first_aid.event
        assert save_fillable_forms(db, event, Stage.END, folder, lambda *s: steps.append(s)) == 2
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 2
    assert all(name.endswith(".pdf") for name in names)
    assert steps == [(0, 2), (1, 2)]


def test_one_file_serves_all_where_no_name_is_on_it(asked: Asked, tmp_path: Path) -> None:
    ask_at(asked, Stage.BEFORE, anonymous=True)
    with asked.desk.reading() as db:
        event = asked.first_aid.event
        assert save_fillable_forms(db, event, Stage.BEFORE, tmp_path) == 1
        with pytest.raises(CannotSave):
            save_fillable_forms(db, event, Stage.BEFORE, next(tmp_path.iterdir()))


def test_names_are_told_of_which_letters_would_be_missing(asked: Asked) -> None:
    with asked.desk.changing("Name") as db:
        db.get_one(Delegate, asked.first_aid.ada).first_name = "Ada \U0001f98a"
    with asked.desk.reading() as db:
        (sentence,) = letters_lost(db, asked.first_aid.event, Stage.END)
    assert sentence.endswith("no font here has the letters \U0001f98a.")


def test_letters_of_the_questions_are_told_of_too(asked: Asked) -> None:
    with asked.desk.changing("Ask") as db:
        fox = replace(WORDS, words="What does the \U0001f98a say?")
        a_questionnaire(db, Stage.BEFORE, fox)
    with asked.desk.reading() as db:
        (sentence,) = letters_lost(db, asked.first_aid.event, Stage.BEFORE)
    assert sentence.startswith("The form itself: ")


def test_the_forms_of_the_stage_that_is_open_are_offered_first(asked: Asked) -> None:
    ask_at(asked, Stage.BEFORE)
    with asked.desk.reading() as db:
        event = asked.first_aid.event
        assert stage_to_give(db, event, today=BEFORE) is Stage.BEFORE
        assert stage_to_give(db, event, today=AFTER) is Stage.END
    for who in (asked.first_aid.ada, asked.first_aid.grace):
        asked.take({"CONF": 4}, delegate_id=who)
    ask_at(asked, Stage.FOLLOW_UP)
    with asked.desk.reading() as db:
        later = stage_to_give(db, event, today=date(2027, 1, 1))
    assert later is Stage.FOLLOW_UP


def test_the_version_that_was_given_out_is_drawn_though_another_stands_by_then(
    asked: Asked, tmp_path: Path
) -> None:
    event = asked.first_aid.event
    with asked.desk.noting("Give out forms") as db:
        out = note_given_out(db, event, Stage.END, today=AFTER)
    with asked.desk.changing("Ask") as db:
        db.get_one(Questionnaire, asked.end).ended_on = AFTER
        fox = replace(WORDS, words="What does the \U0001f98a say?")
        now = a_questionnaire(db, Stage.END, fox)
    with asked.desk.reading() as db:
        assert out != now
        for page in texts(print_forms(db, event, Stage.END, version=out)):
            assert "How confident are you?" in page
        save_fillable_forms(db, event, Stage.END, tmp_path / "out", version=out)
        assert letters_lost(db, event, Stage.END, version=out) == []
        assert letters_lost(db, event, Stage.END) != []
    for path in (tmp_path / "out").iterdir():
        assert "How confident are you?" in text(path.read_bytes())
