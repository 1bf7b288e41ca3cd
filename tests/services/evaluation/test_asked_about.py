"""Words that no database holds, and answers about whom or what an event does not ask of."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BY_AFTER
from tests.services.evaluation.asked_first_aid import (
    CONFIDENCE,
    HEARD,
    WORDS,
    Asked,
    a_questionnaire,
)
from tests.services.evaluation.test_returned_pdfs import Folder
from tests.worlds import set_up_once
from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.questionnaire import Asking, Returned, answers_from_data
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.evaluation.begun import begun_form, finish, keep_begun
from trainingdesk.services.evaluation.returned_pdfs import PdfFate
from trainingdesk.services.evaluation.taking import Taken, take
from trainingdesk.storage.models import Answer, Event, EventSession, Question

ODD = "  Ask\0 first\ud800 \n\n them\u200b  all "
TIDY = "Ask first\n\nthem all"


@pytest.fixture
@set_up_once
def by_day(asked: Asked) -> int:
    """What is asked in practice: once for each day, of which there is 10 June alone."""
    with asked.desk.changing("Ask each day") as db:
        per_day = replace(CONFIDENCE, per=AskedPer.SESSION)
        return a_questionnaire(db, Stage.FOLLOW_UP, per_day, WORDS)


def about(asked: Asked, questionnaire: int, said: Mapping[str, int | str]) -> Returned:
    """A form of Ada's that rates each of these days."""
    form = asked.returned({}, stage=Stage.FOLLOW_UP, questionnaire_id=questionnaire)
    return replace(form, answers={Asking("CONF", day): value for day, value in said.items()})


def taken(asked: Asked, form: Returned) -> Taken:
    with asked.desk.changing("Enter a form") as db:
        return take(db, form, by=BY_AFTER)


def move_the_day(asked: Asked) -> None:
    with asked.desk.changing("Move") as db:
        db.get_one(EventSession, asked.first_aid.session).day = AFTER
        db.get_one(Event, asked.first_aid.event).starts = AFTER


def test_letters_that_no_database_holds_are_left_out_of_comments(asked: Asked) -> None:
    assert asked.take({"CONF": 4, "WORDS": ODD}) is Taken.STORED
    assert asked.forms()[0][2] == {"CONF": 4, "WORDS": TIDY}
    assert asked.take({"CONF": 4, "WORDS": TIDY}) is Taken.SAME


def test_they_are_left_out_of_what_is_kept_beside_and_of_what_is_begun(asked: Asked) -> None:
    asked.take({"CONF": 4})
    assert asked.take({"WORDS": ODD}) is Taken.HELD
    (held,) = asked.held()
    assert answers_from_data(held.answers) == {Asking("WORDS"): TIDY}
    with asked.desk.changing("Begin a form") as db:
        keep_begun(
            db, asked.returned({"WORDS": ODD}, stage=Stage.BEFORE, questionnaire_id=None), opened={}
        )
    with asked.desk.reading() as db:
        begun = begun_form(db, asked.first_aid.event, asked.first_aid.ada, Stage.BEFORE)
    assert begun is not None
    assert begun.answers == {Asking("WORDS"): TIDY}


def test_a_choice_stays_as_it_is_offered(asked: Asked) -> None:
    apart = "Cafe\u0301\u00ad notice"  # an accent of its own and a soft hyphen, as pasted
    with asked.desk.changing("Offer") as db:
        db.scalars(select(Question).where(Question.code == "HEARD")).one().choices = apart
        odd = a_questionnaire(db, Stage.BEFORE, replace(HEARD, choices=(apart, "Poster")))
    form = asked.returned({"HEARD": apart}, stage=Stage.BEFORE, questionnaire_id=odd)
    with asked.desk.changing("Begin a form") as db:
        keep_begun(db, form, opened={})
    assert answers_from_data(asked.held()[0].answers) == form.answers
    assert taken(asked, form) is Taken.STORED
    assert asked.forms()[0][2] == {"HEARD": apart}


def test_comments_from_before_are_known_again_however_they_were_spaced(asked: Asked) -> None:
    asked.take({"WORDS": "Ask"})
    with asked.desk.changing("As it was kept once") as db:
        db.scalars(select(Answer)).one().words = "Ask  first"
    assert asked.take({"WORDS": "Ask  first"}) is Taken.SAME


@pytest.mark.parametrize("other", ["11 June", "a\0b", "x" * 5_000])
def test_an_answer_about_what_is_not_asked_of_is_refused_with_its_question(
    asked: Asked, by_day: int, other: str
) -> None:
    with pytest.raises(Invalid) as refused:
        taken(asked, about(asked, by_day, {"10 June": 4, other: 4}))
    said = str(refused.value)
    assert "“How confident are you?” is asked here about “10 June”, not about “" in said
    assert said.isprintable()
    assert len(said) < 200
    assert not asked.forms()
    assert taken(asked, about(asked, by_day, {"10 June": 4})) is Taken.STORED


def test_a_question_asked_once_is_about_nothing_else(asked: Asked) -> None:
    form = replace(asked.returned({}), answers={Asking("CONF", "a\0" + "b" * 5_000): 4})
    with pytest.raises(Invalid, match="is asked once only, not about “a b") as refused:
        taken(asked, form)
    assert str(refused.value).isprintable()
    with pytest.raises(Invalid, match="“a b” is no question of this form") as refused:
        asked.take({"a\0b": 4})
    assert str(refused.value).isprintable()


def test_what_was_answered_or_begun_before_the_day_moved_may_still_be_taken(
    asked: Asked, by_day: int
) -> None:
    form = about(asked, by_day, {"10 June": 4})
    with asked.desk.changing("Begin a form") as db:
        keep_begun(db, form, opened={})
    move_the_day(asked)
    with asked.desk.changing("Enter a form") as db:
        assert finish(db, form, opened=form.answers, by=BY_AFTER) is Taken.STORED
    assert taken(asked, form) is Taken.SAME
    assert taken(asked, replace(form, delegate_id=asked.first_aid.grace)) is Taken.STORED
    with pytest.raises(Invalid, match="about “12 June”, not about “11 June”"):
        taken(asked, about(asked, by_day, {"11 June": 4}))


@pytest.mark.parametrize("field", ["q_CONF_a-00b", "q_CONF_11-20June", "q_a-00b_"])
def test_of_a_folder_only_the_file_with_a_field_of_its_own_is_refused(
    asked: Asked, by_day: int, tmp_path: Path, field: str
) -> None:
    path = tmp_path / "returned"
    path.mkdir()
    folder = Folder(asked, path)
    filled = {"q_CONF_10-20June": 7}
    bad = folder.put("ada.pdf", filled, stage=Stage.FOLLOW_UP)
    folder.put("grace.pdf", filled, booking=asked.grace_booking, stage=Stage.FOLLOW_UP)
    with pikepdf.open(bad, allow_overwriting_input=True) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        next(each for each in fields if each.T == "q_CONF_10-20June").T = pikepdf.String(field)
        pdf.save(bad)
    refused, good = folder.look()
    assert (refused.fate, good.fate) == (PdfFate.REFUSED, PdfFate.NEW)
    assert refused.said.isprintable()
    folder.take(all_of_them=True)
    assert [each[0] for each in asked.forms()] == [asked.first_aid.grace]
