"""Two forms from one person: shown side by side, and one of them let count."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy import event as listening
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BEFORE, STARTS, a_course, a_delegate, an_agency, an_event
from tests.services.evaluation.asked_first_aid import Asked
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.channel import Channel
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services.evaluation.expected import Standing, people_expected
from trainingdesk.services.evaluation.held import (
    OneForm,
    SettledWhy,
    TwiceRow,
    TwoAnswers,
    answered_twice,
    keep_first,
    take_later,
    twice_in_all,
)
from trainingdesk.services.evaluation.kept_beside import keep_beside
from trainingdesk.services.evaluation.letting_go import let_go
from trainingdesk.services.evaluation.quotations import QuotationDetails, quotation_of, quote
from trainingdesk.services.evaluation.taking import Taken
from trainingdesk.services.evaluation.themes import code, themes_of
from trainingdesk.storage.models import (
    Agency,
    Answer,
    AnswerTheme,
    AuditValue,
    Booking,
    Delegate,
    Event,
    Form,
    Question,
    QuestionStage,
    Quotation,
)

AGAIN: dict[str, int | str] = {"CONF": 6, "AGAIN": "Yes", "WORDS": "More"}


def answer_twice(asked: Asked) -> TwiceRow:
    asked.take({"CONF": 4, "AGAIN": "Yes"})
    asked.take(AGAIN, via="PDF", source="ada.pdf")
    return the_row(asked)


def the_row(asked: Asked) -> TwiceRow:
    with asked.desk.reading() as db:
        assert twice_in_all(db) == 1
        (row,) = answered_twice(db)
    return row


def all_of_them(asked: Asked) -> tuple[list[TwiceRow], int]:
    """Everybody who answered twice, and how many statements it took to find them."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    with asked.desk.reading() as db:
        listening.listen(db.get_bind(), "before_cursor_execute", note)
        rows = answered_twice(db)
        listening.remove(db.get_bind(), "before_cursor_execute", note)
    return rows, len(sent)


def book_on(
    db: Session,
    event: Event,
    who: Delegate,
    agency: Agency,
    status: BookingStatus = BookingStatus.BOOKED,
) -> None:
    db.add(Booking(event=event, delegate=who, agency=agency, status=status, booked_on=BEFORE))


def test_both_forms_stand_side_by_side_with_what_differs(asked: Asked) -> None:
    row = answer_twice(asked)
    assert (row.delegate, row.name, row.agency) == ("King, Ada", "Ada King", "Library")
    assert (row.title, row.starts, row.stage) == ("First Aid", STARTS, Stage.END)
    assert row.first == OneForm(AFTER, "Paper")
    assert row.later == OneForm(AFTER, "PDF", "ada.pdf")
    assert row.answers == (
        TwoAnswers(1, "How confident are you?", "", 4, 6),
        TwoAnswers(2, "Would you come again?", "", "Yes", "Yes"),
        TwoAnswers(3, "What will you do?", "", None, "More"),
    )
    assert row.differing == 2


def test_the_first_may_be_kept(asked: Asked) -> None:
    row = answer_twice(asked)
    with asked.desk.changing("Keep") as db:
        keep_first(db, row.id, why=SettledWhy.TWICE)
    assert asked.settled() == ["The first counts: sent twice by mistake"]
    assert asked.forms() == [(asked.first_aid.ada, Stage.END, {"CONF": 4, "AGAIN": "Yes"})]
    assert asked.held() == []
    asked.desk.undo()
    assert the_row(asked) == row


def test_the_later_may_count_instead_and_the_first_stays_in_the_audit(asked: Asked) -> None:
    row = answer_twice(asked)
    with asked.desk.changing("Take the later form") as db:
        take_later(db, row.id)
    later = {"CONF": 6, "AGAIN": "Yes", "WORDS": "More"}
    assert asked.forms() == [(asked.first_aid.ada, Stage.END, later)]
    assert asked.held() == []
    assert asked.settled() == ["A later one counts"]
    with asked.desk.reading() as db:
        (form,) = db.scalars(select(Form))
        assert (form.via, form.received_on, form.questionnaire_id) == ("PDF", AFTER, asked.end)
        was = select(AuditValue.before).where(
            AuditValue.table == "answer", AuditValue.field == "number"
        )
        assert "4" in db.scalars(was).all()
    asked.desk.undo()
    assert the_row(asked) == row
    asked.desk.redo()
    assert asked.forms()[0][2] == later


def test_what_is_kept_beside_no_form_is_stored_where_it_is_taken(asked: Asked) -> None:
    answer_twice(asked)
    with asked.desk.changing("Lose", undoable=False) as db:
        db.execute(delete(Answer))
        db.delete(db.scalars(select(Form)).one())
    row = the_row(asked)
    assert row.first is None
    with asked.desk.changing("Take") as db:
        take_later(db, row.id)
    assert asked.forms()[0][2] == {"CONF": 6, "AGAIN": "Yes", "WORDS": "More"}


def test_a_question_that_left_the_bank_is_told_by_its_code(asked: Asked) -> None:
    asked.take({"CONF": 4})
    asked.take({"WORDS": "More"})
    with asked.desk.changing("Lose", undoable=False) as db:
        db.execute(delete(QuestionStage))
        db.execute(delete(Question).where(Question.code == "WORDS"))
    row = the_row(asked)
    assert [each.question for each in row.answers] == ["How confident are you?", "WORDS"]


def test_who_is_no_longer_booked_keeps_both(asked: Asked) -> None:
    answer_twice(asked)
    with asked.desk.changing("Lose") as db:
        db.get_one(Booking, asked.ada_booking).status = BookingStatus.CANCELLED
    assert the_row(asked).agency == "Library"


def test_the_agency_is_that_of_the_booking_which_was_not_given_up(asked: Asked) -> None:
    answer_twice(asked)
    with asked.desk.changing("Book again") as db:
        event = db.get_one(Event, asked.first_aid.event)
        ada = db.get_one(Delegate, asked.first_aid.ada)
        book_on(db, event, ada, an_agency(db, "Clinic"), status=BookingStatus.CANCELLED)
    assert the_row(asked).agency == "Library"


def test_each_of_many_stands_beside_its_own_form_and_all_are_asked_for_at_once(
    asked: Asked,
) -> None:
    first = answer_twice(asked)
    _, sent = all_of_them(asked)
    with asked.desk.changing("Book more") as db:
        course, agency = a_course(db, "Neglect", "NEG"), an_agency(db, "Clinic")
        booked = []
        for turn in range(8):
            event = an_event(db, course, STARTS - timedelta(days=turn))
            person = a_delegate(db, agency, f"First{turn}", f"Last{turn}")
            book_on(db, event, person, agency)
            booked.append({"event_id": event.id, "delegate_id": person.id})
    for turn, who in enumerate(booked):
        asked.take({"CONF": turn}, **who)
        asked.take({"CONF": turn, "WORDS": f"More of {turn}"}, **who)
    rows, sent_for_many = all_of_them(asked)
    assert rows[0] == first
    assert [(row.name, row.agency, row.starts) for row in rows[1:]] == [
        (f"First{turn} Last{turn}", "Clinic", STARTS - timedelta(days=turn)) for turn in range(8)
    ]
    assert [[(each.first, each.later) for each in row.answers] for row in rows[1:]] == [
        [(turn, turn), (None, f"More of {turn}")] for turn in range(8)
    ]
    assert sent_for_many == sent


def test_a_file_brings_nothing_of_what_was_settled_and_by_hand_it_is_asked_again(
    asked: Asked,
) -> None:
    row = answer_twice(asked)
    with asked.desk.changing("Keep") as db:
        keep_first(db, row.id)
    assert asked.take(AGAIN, via=Channel.ONLINE, source="answers.xlsx, row 2") is Taken.SAME
    assert asked.held() == []
    with asked.desk.reading() as db:
        people = people_expected(db, asked.first_aid.event, Stage.END)
        assert {person.standing for person in people} == {Standing.CAME, Standing.MISSING}
        assert twice_in_all(db) == 0
    assert asked.take(AGAIN) is Taken.HELD
    assert the_row(asked).later == OneForm(AFTER, "Paper")


def test_a_form_that_stands_alone_may_be_dropped_for_good(asked: Asked) -> None:
    row = answer_twice(asked)
    with asked.desk.changing("Lose the first") as db:
        let_go(db, db.scalars(select(Answer)).all())
        db.delete(db.scalars(select(Form)).one())
    with asked.desk.changing("Drop") as db:
        keep_first(db, row.id, why=SettledWhy.MISTAKEN)
    assert asked.settled() == ["Dropped: entered by mistake"]
    assert asked.take(AGAIN, via="PDF", source="ada.pdf") is Taken.SAME
    assert asked.forms() == []
    assert asked.take(AGAIN) is Taken.STORED


def test_what_another_settled_is_no_longer_there(asked: Asked) -> None:
    row = answer_twice(asked)
    with asked.desk.changing("Keep") as db:
        keep_first(db, row.id)
    for settle in (keep_first, take_later):
        with (
            pytest.raises(Unknown, match="This form has been settled meanwhile"),
            asked.desk.changing("Keep") as db,
        ):
            settle(db, row.id)


@pytest.mark.parametrize("later", ["One", "Another"])
def test_a_comment_that_both_make_keeps_its_themes_and_its_quotation(
    asked: Asked, later: str
) -> None:
    asked.take({"CONF": 4, "WORDS": "One"})
    with asked.desk.changing("Code") as db:
        said = db.scalars(select(Answer.id).where(Answer.words == "One")).one()
        code(db, said, ["Safety"])
        quote(db, said, QuotationDetails("One"), today=AFTER)
    asked.take({"CONF": 6, "WORDS": later}, via="PDF", source="ada.pdf")
    row = the_row(asked)
    with asked.desk.changing("Take the later form") as db:
        take_later(db, row.id)
    assert asked.forms() == [(asked.first_aid.ada, Stage.END, {"CONF": 6, "WORDS": later})]
    with asked.desk.reading() as db:
        kept = db.scalars(select(Quotation.words)).all(), db.scalars(select(AnswerTheme)).all()
        assert (len(kept[0]), len(kept[1])) == ((1, 1) if later == "One" else (0, 0))
    asked.desk.undo()
    with asked.desk.reading() as db:
        assert quotation_of(db, said) == QuotationDetails("One")
        assert themes_of(db, [said]) == {said: ("Safety",)}


@pytest.mark.parametrize("quoted", [["Ada"], ["Ada", "Grace"], []])
def test_a_comment_on_both_forms_is_quoted_once_where_one_of_them_is_kept_beside(
    asked: Asked, quoted: list[str]
) -> None:
    asked.take({"WORDS": "One"})
    asked.take({"WORDS": "One"}, delegate_id=asked.first_aid.grace)
    with asked.desk.changing("Merge") as db:
        first, other = db.scalars(select(Form).order_by(Form.id))
        for form, name in ((first, "Ada"), (other, "Grace")):
            if name in quoted:
                quote(db, form.answers[0].id, QuotationDetails(f"One: {name}"), today=AFTER)
        keep_beside(db, other, first=first, delegate_id=asked.first_aid.ada)
    with asked.desk.reading() as db:
        assert db.scalars(select(Quotation.words)).all() == [f"One: {name}" for name in quoted[:1]]
    assert the_row(asked).differing == 0
