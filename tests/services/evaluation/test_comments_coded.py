"""Comments coded with the board's own themes, quoted without names, linked to what they show."""

from datetime import date

import pytest

from tests.conftest import AFTER, STARTS, FirstAid
from tests.services.letters import both_booked
from tests.worlds import set_up_once
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.recommendation import RecommendationDetails, SourceKind
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.comments import CommentsAsked, comments_in_all, comments_page
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.quotations import (
    QuotationDetails,
    examples_of,
    quotation_of,
    quotations_in,
    quote,
    suggested_words,
)
from trainingdesk.services.evaluation.themes import (
    code,
    code_several,
    names_in,
    rename_theme,
    theme_name,
    themes,
    themes_of,
)
from trainingdesk.services.recommendations import add_recommendation, remove_recommendations
from trainingdesk.storage.models import (
    Answer,
    Delegate,
    EventSession,
    Form,
    Question,
    Trainer,
)

YEAR = TrainingYear.of(STARTS)
SAID = "Grace and Dr Turing showed us how; ask Charles."


@pytest.fixture
@set_up_once
def comments(desk: Desk, first_aid: FirstAid) -> tuple[int, int]:
    both_booked(desk, first_aid)
    with desk.changing("Answer") as db:
        question = Question(code="DO", words="What next?", answer=AnswerKind.TEXT)
        form = Form(event_id=first_aid.event, delegate_id=first_aid.ada, stage=Stage.END)
        other = Form(event_id=first_aid.event, delegate_id=None, stage=Stage.FOLLOW_UP)
        db.add_all([question, form, other])
        db.get_one(Delegate, first_aid.ada).manager = "Charles Babbage"
        db.flush()
        trainer = Trainer(name="Alan Turing")
        db.add(trainer)
        db.flush()
        db.get_one(EventSession, first_aid.session).trainer_id = trainer.id
        made = [
            Answer(form_id=each.id, question_id=question.id, words=words)
            for each, words in ((form, SAID), (other, "Less paper."))
        ]
        db.add_all(made)
        db.flush()
        return made[0].id, made[1].id


def told(desk: Desk, asked: CommentsAsked) -> dict[int, tuple[tuple[str, ...], bool]]:
    with desk.reading() as db:
        found = comments_page(db, asked, offset=0, limit=9)
        assert comments_in_all(db, asked) == len(found)
        return {row.id: (row.themes, row.quoted) for row in found}


def test_a_comment_speaks_of_the_themes_it_is_coded_with(
    desk: Desk, comments: tuple[int, int]
) -> None:
    first, second = comments
    with desk.changing("Code") as db:
        code(db, first, ["Supervision", "paper"])
        code_several(db, comments, ["Paper"])
        written = db.get_one(Answer, first)
        uncoded = Answer(
            form_id=written.form_id, question_id=written.question_id, about="Day 2", words="No."
        )
        db.add(uncoded)
        db.flush()
        other = uncoded.id
    assert told(desk, CommentsAsked(YEAR)) == {
        first: (("paper", "Supervision"), False),
        second: (("paper",), False),
        other: ((), False),
    }
    with desk.reading() as db:
        listed = {theme.name: theme for theme in themes(db, YEAR)}
        assert {name: theme.comments for name, theme in listed.items()} == {
            "paper": 2,
            "Supervision": 1,
        }
        assert [theme.comments for theme in themes(db, YEAR.before)] == [0, 0]
    narrowed = CommentsAsked(YEAR, theme_id=listed["Supervision"].id)
    assert list(told(desk, narrowed)) == [first]
    with desk.changing("Code") as db:
        code(db, first, ["Paper"])
        assert [theme.name for theme in themes(db, YEAR)] == ["paper"]
        assert themes_of(db, []) == {}
    desk.undo()
    assert told(desk, CommentsAsked(YEAR))[first] == (("paper", "Supervision"), False)


def test_a_theme_is_renamed_everywhere_and_never_twice_there(
    desk: Desk, comments: tuple[int, int]
) -> None:
    with desk.changing("Code") as db:
        code(db, comments[0], ["One", "Two"])
        one, two = (theme.id for theme in themes(db, YEAR))
        rename_theme(db, one, " ONE ")
        assert theme_name(db, one) == "ONE"
    for wrong in ("two", "", "a, b"):
        with pytest.raises(Invalid), desk.changing("Rename") as db:
            rename_theme(db, one, wrong)
    with pytest.raises(Unknown), desk.changing("Rename") as db:
        rename_theme(db, two + 9, "Nothing")


def test_themes_are_typed_with_commas() -> None:
    assert names_in(" a  b; A B, c ,,") == ("a b", "c")
    assert names_in("") == ()
    with pytest.raises(Invalid):
        names_in("x" * 61)


def test_a_quotation_names_nobody_and_is_an_example_of_something(
    desk: Desk, comments: tuple[int, int]
) -> None:
    first, _second = comments
    with desk.changing("Quote") as db:
        details = RecommendationDetails(SourceKind.AUDIT, "Audit", "4", "Ring first.")
        asked = add_recommendation(db, details)
        said = suggested_words(db, first)
        quote(db, first, QuotationDetails(said, asked), today=AFTER)
    assert said == "[name] and [name] showed us how; ask [name]."
    with desk.reading() as db:
        assert quotation_of(db, first) == QuotationDetails(said, asked)
        (row,) = quotations_in(db, YEAR)
        assert examples_of(db, asked) == [row]
        assert (row.course, row.stage, row.recommendation) == ("First Aid", Stage.END, "Audit, 4")
        assert quotations_in(db, YEAR.before) == []
    assert list(told(desk, CommentsAsked(YEAR, quoted=True))) == [first]
    with desk.changing("Change") as db:
        quote(db, first, QuotationDetails("We were shown how.", asked), today=date(2027, 1, 1))
        assert quotation_of(db, first).words == "We were shown how."
    with desk.changing("Remove") as db:
        remove_recommendations(db, [asked])
        assert quotation_of(db, first) == QuotationDetails("We were shown how.")
        assert quotations_in(db, YEAR)[0].recommendation == ""
    with desk.changing("No longer") as db:
        quote(db, first, QuotationDetails(" "), today=AFTER)
        quote(db, first, QuotationDetails(), today=AFTER)
        assert quotations_in(db, YEAR) == []


def test_what_cannot_be_quoted_is_refused(desk: Desk, comments: tuple[int, int]) -> None:
    for wrong in (QuotationDetails("x" * 1_001), QuotationDetails("", 1)):
        with pytest.raises(Invalid), desk.changing("Quote") as db:
            quote(db, comments[0], wrong, today=AFTER)
    with pytest.raises(Unknown), desk.changing("Quote") as db:
        quote(db, 999, QuotationDetails("Words"), today=AFTER)
