"""An export of an online form: whose each row is, what is refused and why, and one act for all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import AFTER, BY_AFTER, a_delegate, an_event
from tests.exchange.online import csv_file, google, microsoft, monkey
from tests.services.evaluation.asked_first_aid import (
    AGAIN,
    ASKS,
    CONFIDENCE,
    TIMES,
    USED,
    WORDS,
    Asked,
    a_booking,
    a_questionnaire,
)
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.online_columns import Means
from trainingdesk.domain.online_export import DayOrder
from trainingdesk.domain.online_fates import LEAVE_OUT, TAKE_TOO, Matching, OnlineFate, of_fate
from trainingdesk.domain.questionnaire import Ask
from trainingdesk.domain.refusals import CannotImport, Unknown
from trainingdesk.services.evaluation.online import (
    ALIKE,
    SAME,
    SECOND,
    OnlineTaken,
    judged,
    take_export,
)
from trainingdesk.services.evaluation.online_around import is_anonymous
from trainingdesk.services.evaluation.online_layouts import (
    OnlineLooked,
    forget_layouts,
    layouts_listed,
    look_at,
    matched,
)
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Course,
    Event,
    Form,
    OnlineLayout,
    OnlineRow,
    Questionnaire,
)

QUESTIONS = ["Your name", CONFIDENCE.words, USED.words, WORDS.words]
ADA = (1, 12, "ada@example.org", "", "Ada King", 8, "Talk;Film;", "Listen")
GRACE = (2, 12, "anonymous", "", "Grace Hopper", 5, "", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


class Online:
    """One desk, and the exports that come to it."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.desk = asked, asked.desk

    def look(self, path: Path) -> OnlineLooked:
        with self.desk.reading() as db:
            return look_at(db, path, today=AFTER)

    def fates(
        self, path: Path, settled: Mapping[int, str] | None = None, matching: Matching | None = None
    ) -> list[tuple[OnlineFate, str]]:
        looked = self.look(path)
        with self.desk.reading() as db:
            rows = judged(db, looked.export, matching or self.of_event(looked), settled or {})
        return [(row.fate, row.said) for row in rows]

    def of_event(self, looked: OnlineLooked) -> Matching:
        """What is proposed, of the one event."""
        event = self.asked.first_aid.event
        return Matching(looked.matching.stage, event, looked.matching.stands_for)

    def take(
        self, path: Path, settled: Mapping[int, str] | None = None, matching: Matching | None = None
    ) -> OnlineTaken:
        looked = self.look(path)
        with self.desk.changing("Load") as db:
            return take_export(
                db,
                looked.export,
                matching or self.of_event(looked),
                settled or {},
                by=BY_AFTER,
            )


@pytest.fixture
def online(asked: Asked) -> Online:
    return Online(asked)


def test_an_export_is_taken_in_one_act_and_undone_in_one_step(online: Online, folder: Path) -> None:
    path = microsoft(folder, QUESTIONS, ADA, GRACE)
    looked = online.look(path)
    assert not looked.ready
    assert looked.matching.stage is Stage.END
    assert looked.matching.stands_for[2] == Means.NAME
    assert online.take(path) == OnlineTaken(stored=2)
    ada, grace = online.asked.forms()
    assert ada[2] == {CONFIDENCE.code: 8, USED.code: "Film\nTalk", WORDS.code: "Listen"}
    assert grace[2] == {CONFIDENCE.code: 5}
    with online.desk.reading() as db:
        form = db.scalars(select(Form)).first()
        assert form is not None
        assert (form.via, form.received_on, form.questionnaire_id) == (
            "Online",
            date(2026, 6, 12),
            online.asked.end,
        )
    online.desk.undo()
    assert not online.asked.forms()
    with online.desk.reading() as db:
        assert not db.scalar(select(func.count(OnlineLayout.id)))
        assert not db.scalar(select(func.count(OnlineRow.id)))


def test_a_longer_export_needs_no_question_and_adds_only_what_is_new(
    online: Online, folder: Path
) -> None:
    online.take(microsoft(folder, QUESTIONS, ADA))
    longer = microsoft(folder, QUESTIONS, ADA, GRACE)
    looked = online.look(longer)
    assert looked.ready
    assert looked.matching == online.of_event(looked)
    assert [fate for fate, _ in online.fates(longer)] == [OnlineFate.KNOWN, OnlineFate.NEW]
    assert online.take(longer) == OnlineTaken(stored=1)
    assert online.take(longer) == OnlineTaken()
    assert len(online.asked.forms()) == 2
    with online.desk.reading() as db:
        (layout,) = layouts_listed(db)
    assert (layout.name, layout.stage, layout.taken, layout.questions) == (
        "Forms.xlsx",
        Stage.END,
        2,
        3,
    )
    assert layout.event == "First Aid, FA-260610"


def test_a_copied_form_of_another_event_is_asked_about(online: Online, folder: Path) -> None:
    online.take(microsoft(folder, QUESTIONS, ADA))
    copied = microsoft(folder, QUESTIONS, (1, 11, "", "", "Grace Hopper", 5, "", ""), name="B.xlsx")
    looked = online.look(copied)
    assert not looked.ready
    assert looked.matching.event_id is None
    assert looked.matching.stands_for[2] == Means.NAME
    with online.desk.changing("Another") as db:
        other = an_event(
            db, db.get_one(Course, online.asked.first_aid.course), date(2026, 6, 11)
        ).id
    of_other = Matching(Stage.END, other, looked.matching.stands_for)
    assert online.take(copied, matching=of_other) == OnlineTaken()
    online.take(microsoft(folder, QUESTIONS, ADA, GRACE))
    again = online.look(microsoft(folder, QUESTIONS, ADA))
    assert again.ready
    assert again.matching.event_id == online.asked.first_aid.event


def test_a_form_for_all_events_is_known_whatever_it_holds(online: Online, folder: Path) -> None:
    path = microsoft(folder, QUESTIONS, ADA)
    looked = online.look(path)
    online.take(path, matching=looked.matching)
    assert online.look(microsoft(folder, QUESTIONS, GRACE, name="other.xlsx")).ready


def test_renamed_columns_are_named_and_nothing_is_taken(online: Online, folder: Path) -> None:
    online.take(microsoft(folder, QUESTIONS, ADA))
    looked = online.look(microsoft(folder, [*QUESTIONS[:3], "What then?"], ADA))
    assert not looked.ready
    assert looked.renamed is not None
    assert (looked.renamed.missing, looked.renamed.new) == ((WORDS.words,), ("What then?",))
    assert looked.renamed.is_sure
    assert online.take(microsoft(folder, [*QUESTIONS[:3], "What then?"], ADA)) == OnlineTaken()


def test_a_form_whose_columns_were_renamed_keeps_its_event_and_what_the_others_stand_for(
    online: Online, folder: Path
) -> None:
    path = microsoft(folder, QUESTIONS, ADA)
    matching = online.of_event(online.look(path))
    aside = (*matching.stands_for[:-1], Means.ASIDE.value)
    before = replace(matching, stands_for=aside)
    online.take(path, matching=before)
    again = online.look(microsoft(folder, ["Full name", *QUESTIONS[1:]], ADA))
    assert again.renamed is not None
    assert again.matching == before
    other = online.look(microsoft(folder, ["Full name", *QUESTIONS[1:]], GRACE))
    assert other.matching.event_id is None


def test_how_the_days_of_a_form_are_written_is_remembered(online: Online, folder: Path) -> None:
    row = ("06/11/2026", "ada@example.org", "Ada King", 8, "", "")
    path = google(folder, QUESTIONS, row)
    looked = online.look(path)
    assert looked.export.order is DayOrder.MONTH  # the other way it is yet to come
    matching = online.of_event(looked)
    online.take(path, matching=matching)
    with online.desk.reading() as db:
        (layout,) = layouts_listed(db)
        assert layout.questions == len(QUESTIONS) - 1
    early = ("06/01/2026", *row[1:])
    later = online.look(google(folder, QUESTIONS, early))
    assert (later.export.order, later.export.lines[0].day) == (DayOrder.MONTH, date(2026, 6, 1))
    renamed = online.look(google(folder, [*QUESTIONS[:3], "What then?"], row))
    assert renamed.renamed is not None
    assert renamed.renamed.missing == (WORDS.words,)


def test_another_form_with_like_columns_is_new_and_not_called_changed(
    online: Online, folder: Path
) -> None:
    online.take(microsoft(folder, QUESTIONS, ADA))
    grace = (9, 12, "grace@example.org", "", "Grace Hopper", 5, "", "So")
    path = microsoft(folder, [*QUESTIONS[:3], "What then?"], grace, name="New.xlsx")
    looked = online.look(path)
    assert (looked.ready, looked.known) == (False, False)
    assert str(looked.renamed) == (
        "This form is new here. It is like Forms.xlsx, but a form of its own: none of its rows was "
        "taken before. Look through what each column stands for: it is asked once."
    )
    assert online.take(path) == OnlineTaken(stored=1)
    with online.desk.reading() as db:
        assert [row.name for row in layouts_listed(db)] == ["New.xlsx", "Forms.xlsx"]


def test_the_same_answers_once_more_are_no_second_form(online: Online, folder: Path) -> None:
    twice = (2, *ADA[1:])
    path = microsoft(folder, QUESTIONS, ADA, twice)
    assert [fate for fate, _ in online.fates(path)] == [OnlineFate.NEW, OnlineFate.SAME]
    assert online.take(path) == OnlineTaken(stored=1, same=1)
    again = (3, 12, "ada@example.org", "", "", 2, "", "Ask")
    other = (4, *again[1:])
    longer = microsoft(folder, QUESTIONS, ADA, twice, again, other, (5, *ADA[1:]))
    assert online.fates(longer)[2:] == [
        (OnlineFate.SECOND, SECOND),
        (OnlineFate.SAME, SAME),
        (OnlineFate.SAME, SAME),
    ]
    assert online.take(longer) == OnlineTaken(held=1, same=2)
    more = microsoft(folder, QUESTIONS, (6, *again[1:]), name="More.xlsx")
    assert online.fates(more) == [(OnlineFate.SAME, SAME)]
    assert {fate for fate, _ in online.fates(longer)} == {OnlineFate.KNOWN}


def test_what_is_off_the_scale_is_named_by_its_row_and_column(online: Online, folder: Path) -> None:
    off = (1, 12, "ada@example.org", "", "", 11, "Talk;Tea;", "")
    (fate, said), (grace, _) = online.fates(microsoft(folder, QUESTIONS, off, GRACE))
    assert (fate, grace) == (OnlineFate.REFUSED, OnlineFate.NEW)
    assert said == (
        f"“{CONFIDENCE.words}”: “11” is not a number from 0 to 10. "
        f"“{USED.words}”: “Tea” is not some of: Film; Talk; Notes."
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((1, 12, "who@x.org", "", "", 8, "", ""), "Nobody with the address who@x.org is booked"),
        ((1, 12, "", "", "Ada King", "", "", ""), "Nothing is answered in this row."),
        ((1, 30, "ada@example.org", "", "", 8, "", ""), "is yet to come"),
        ((1, 1, "ada@example.org", "", "", 8, "", ""), "begins on 10 June 2026"),
    ],
)
def test_what_cannot_be_taken_says_why(
    online: Online, folder: Path, row: Sequence[object], said: str
) -> None:
    path = microsoft(folder, QUESTIONS, row)
    ((fate, why),) = online.fates(path)
    assert fate is OnlineFate.REFUSED
    assert said in why
    assert online.take(path) == OnlineTaken()


def test_a_second_form_of_one_person_is_kept_beside(online: Online, folder: Path) -> None:
    again = (3, 12, "ada@example.org", "", "", 2, "", "Ask")
    path = microsoft(folder, QUESTIONS, ADA, again)
    assert [fate for fate, _ in online.fates(path)] == [OnlineFate.NEW, OnlineFate.SECOND]
    assert online.take(path) == OnlineTaken(stored=1, held=1)
    (held,) = online.asked.held()
    assert held.source == "Forms.xlsx, row 3"
    third = (4, 12, "ada@example.org", "", "", 8, "Talk;Film;", "Listen")
    longer = microsoft(folder, QUESTIONS, ADA, again, third)
    assert online.take(longer) == OnlineTaken(same=1)
    assert online.take(longer) == OnlineTaken()


def test_a_row_in_doubt_is_asked_about_and_settled(online: Online, folder: Path) -> None:
    with online.desk.changing("Share a mailbox") as db:
        agency = db.get_one(Agency, online.asked.first_aid.agency)
        twin = a_delegate(db, agency, "Mary", "Jones", "ada@example.org").id
        a_booking(db, online.asked.first_aid, twin)
    row = (1, 12, "ada@example.org", "", "", 8, "", "")
    path = microsoft(folder, QUESTIONS, row)
    looked = online.look(path)
    with online.desk.reading() as db:
        (asked,) = judged(db, looked.export, online.of_event(looked), {})
    assert asked.fate is OnlineFate.ASK
    assert [person.listed for person in asked.people] == ["Jones, Mary", "King, Ada"]
    assert (asked.id, asked.who) == (2, "ada@example.org")
    assert online.take(path) == OnlineTaken()
    assert online.take(path, {2: LEAVE_OUT}) == OnlineTaken()
    assert online.fates(path, {2: LEAVE_OUT}) == [(OnlineFate.LEFT_OUT, "")]
    assert online.take(path, {2: str(online.asked.ada_booking)}) == OnlineTaken(stored=1)
    assert online.asked.forms()[0][0] == online.asked.first_aid.ada


def test_of_several_bookings_the_one_whose_stage_was_asked_about_then_comes_first(
    online: Online, folder: Path
) -> None:
    first_aid = online.asked.first_aid
    with online.desk.changing("Book in March") as db:
        course = db.get_one(Course, first_aid.course)
        march = an_event(db, course, date(2026, 3, 2)).id
        a_booking(db, replace(first_aid, event=march), first_aid.ada)
    looked = online.look(microsoft(folder, QUESTIONS, ADA))

    def first(stage: Stage) -> int:
        matching = Matching(stage, None, looked.matching.stands_for)
        with online.desk.reading() as db:
            (row,) = judged(db, looked.export, matching, {})
        return row.people[0].event.id

    assert first(Stage.END) == first_aid.event
    assert first(Stage.FOLLOW_UP) == march  # three months after were over on 2 June


def test_a_form_of_before_that_was_sent_afterwards_is_refused(online: Online, folder: Path) -> None:
    with online.desk.changing("Ask before") as db:
        a_questionnaire(db, Stage.BEFORE, CONFIDENCE)
    in_time, late = (
        (7, 10, *ADA[2:6], "", ""),
        (8, 12, "grace@x.org", "", "Grace Hopper", 5, "", ""),
    )
    path = microsoft(folder, QUESTIONS, in_time, late)
    stands_for = online.look(path).matching.stands_for
    before = Matching(Stage.BEFORE, online.asked.first_aid.event, stands_for)
    (new, _), (refused, said) = online.fates(path, matching=before)
    assert (new, refused) == (OnlineFate.NEW, OnlineFate.REFUSED)
    assert "First Aid on 10 June 2026 was over when this was sent, on 12 June 2026" in said
    assert online.take(path, matching=before) == OnlineTaken(stored=1)


def test_a_name_with_the_address_of_a_delegate_who_is_not_booked_is_asked_about(
    online: Online, folder: Path
) -> None:
    with online.desk.changing("Another of that name") as db:
        agency = db.get_one(Agency, online.asked.first_aid.agency)
        a_delegate(db, agency, "Grace", "Jones", "G.Hopper@Example.org")
    path = microsoft(
        folder,
        QUESTIONS,
        (1, 12, "g.hopper@example.org", "", "Grace Hopper", 8, "", ""),
        (2, 12, "ada@home.example", "", "Ada King", 5, "", ""),
    )
    alone = "Only the name tells who this is:"
    assert online.fates(path) == [
        (OnlineFate.ASK, f"{alone} g.hopper@example.org is the address of somebody else."),
        (OnlineFate.ASK, f"{alone} Ada King has the address ada@example.org here."),
    ]
    assert online.take(path) == OnlineTaken()
    unknown = (3, 12, "grace@home.example", "", "Grace Hopper", 8, "", "")
    assert online.take(microsoft(folder, QUESTIONS, unknown)) == OnlineTaken(stored=1)


def test_a_manager_who_was_on_the_event_too_is_asked_of_whom_the_form_is(
    online: Online, folder: Path
) -> None:
    path = microsoft(folder, QUESTIONS, ADA)
    stands_for = online.look(path).matching.stands_for
    matching = Matching(Stage.MANAGER, online.asked.first_aid.event, stands_for)
    ((fate, said),) = online.fates(path, matching=matching)
    assert fate is OnlineFate.ASK
    assert said == "Ada King may have sent this as the manager of somebody else."
    grace = {2: str(online.asked.grace_booking)}
    assert online.take(path, grace, matching) == OnlineTaken(stored=1)
    ((whose, stage, _),) = online.asked.forms()
    assert (whose, stage) == (online.asked.first_aid.grace, Stage.MANAGER)


def test_a_code_is_enough_whatever_the_event(online: Online, folder: Path) -> None:
    code = str(FormCode(Stage.END, booking_id=online.asked.grace_booking))
    path = google(folder, ["Your code", CONFIDENCE.words], ("2026/06/12", "", code, "7"))
    looked = online.look(path)
    assert looked.matching.stands_for == (Means.ASIDE, Means.CODE, looked.matching.stands_for[2])
    assert online.take(path, matching=looked.matching) == OnlineTaken(stored=1)
    assert online.asked.forms()[0][0] == online.asked.first_aid.grace


def test_surveymonkeys_columns_of_choices_are_one_answer(online: Online, folder: Path) -> None:
    heads, under = [CONFIDENCE.words, USED.words, ""], ["Response", "Film", "Talk"]
    row = (7001, "06/12/2026", "ada@example.org", "Ada", "King", "8", "Film", "Talk")
    assert online.take(monkey(folder, heads, under, row)) == OnlineTaken(stored=1)
    assert online.asked.forms()[0][2] == {CONFIDENCE.code: 8, USED.code: "Film\nTalk"}


def test_choices_of_a_form_still_answered_by_nobody_are_put_together(
    online: Online, folder: Path
) -> None:
    heads, under = [CONFIDENCE.words, USED.words, ""], ["Response", "Film", "Talk"]
    row = (7001, "06/12/2026", "ada@example.org", "Ada", "King", "8", "", "")
    online.take(monkey(folder, heads, under, row))
    second = (7002, "06/12/2026", "", "Grace", "Hopper", "", "Film", "Talk")
    longer = monkey(folder, heads, under, row, second)
    assert online.look(longer).ready
    assert online.take(longer, matching=online.look(longer).matching) == OnlineTaken(stored=1)
    assert online.asked.forms()[1][2] == {USED.code: "Film\nTalk"}


def anonymous(online: Online, stage: Stage = Stage.END) -> None:
    with online.desk.changing("Without names") as db:
        for row in db.scalars(select(Questionnaire).where(Questionnaire.stage == stage)):
            row.anonymous = True


def test_forms_without_names_count_for_their_event_and_only_once(
    online: Online, folder: Path
) -> None:
    anonymous(online)
    same = ("2026/06/12 10:00:00", "", "8")
    path = google(folder, [CONFIDENCE.words], same, same)
    assert online.take(path) == OnlineTaken(stored=2)
    longer = google(folder, [CONFIDENCE.words], same, same, ("2026/06/12 10:00:01", "", "9"))
    assert online.take(longer) == OnlineTaken(stored=1)
    assert [who for who, _, _ in online.asked.forms()] == [None, None, None]


def test_what_is_stored_without_a_name_is_taken_again_only_when_asked(
    online: Online, folder: Path
) -> None:
    anonymous(online)
    same = ("2026/06/12 10:00:00", "", "8")
    path = google(folder, [CONFIDENCE.words], same, same)
    online.take(path)
    with online.desk.changing("Forget") as db:
        forget_layouts(db, [row.id for row in layouts_listed(db)])
    third = google(folder, [CONFIDENCE.words], same, same, same)
    held = (OnlineFate.ASK, ALIKE)
    assert online.fates(third) == [held, held, (OnlineFate.NEW, "")]
    left_out = (OnlineFate.LEFT_OUT, "")
    assert online.fates(third, {2: LEAVE_OUT}) == [left_out, held, (OnlineFate.NEW, "")]
    assert online.take(third) == OnlineTaken(stored=1)
    assert online.take(third, {3: TAKE_TOO}) == OnlineTaken(stored=1)
    assert len(online.asked.forms()) == 4


def test_an_empty_row_that_is_left_out_stands_for_no_form(online: Online, folder: Path) -> None:
    anonymous(online)
    full, empty = ("2026/06/12 10:00:00", "", "8"), ("2026/06/12 10:00:01", "", "")
    online.take(google(folder, [CONFIDENCE.words], full))
    with online.desk.changing("Forget") as db:
        forget_layouts(db, [row.id for row in layouts_listed(db)])
    path = google(folder, [CONFIDENCE.words], empty, full)
    fates = online.fates(path, {2: LEAVE_OUT})
    assert fates == [(OnlineFate.LEFT_OUT, ""), (OnlineFate.ASK, ALIKE)]


def test_a_new_row_that_says_what_a_known_one_says_is_taken(online: Online, folder: Path) -> None:
    anonymous(online)
    same = ("2026/06/12 10:00:00", "", "8")
    online.take(google(folder, [CONFIDENCE.words], same))
    longer = google(folder, [CONFIDENCE.words], ("2026/06/12 10:00:01", "", "8"), same)
    assert [fate for fate, _ in online.fates(longer)] == [OnlineFate.NEW, OnlineFate.KNOWN]
    assert online.take(longer) == OnlineTaken(stored=1)


def test_a_stage_is_asked_without_names_if_its_forms_say_so(online: Online) -> None:
    def found(event_id: int | None, stage: Stage = Stage.END) -> bool:
        with online.desk.reading() as db:
            return is_anonymous(db, stage, event_id)

    event = online.asked.first_aid.event
    assert not found(event)
    assert not found(None)
    anonymous(online)
    assert found(event)
    assert found(None)
    assert not found(event, Stage.BEFORE)
    assert not found(None, Stage.BEFORE)


def test_a_form_without_names_that_is_of_no_event_says_so_row_by_row(
    online: Online, folder: Path
) -> None:
    anonymous(online)
    path = google(folder, [CONFIDENCE.words], ("2026/06/12", "ada@example.org", "8"))
    looked = online.look(path)
    assert online.take(path, matching=looked.matching) == OnlineTaken(stored=1)
    assert online.asked.forms()[0][0] is None


def test_an_earlier_form_is_read_by_what_it_asked(online: Online, folder: Path) -> None:
    with online.desk.changing("A new version") as db:
        db.get_one(Questionnaire, online.asked.end).ended_on = AFTER
        a_questionnaire(db, Stage.END, CONFIDENCE)
    assert online.take(microsoft(folder, QUESTIONS, ADA)) == OnlineTaken(stored=1)
    with online.desk.reading() as db:
        assert db.scalars(select(Form.questionnaire_id)).one() == online.asked.end


@pytest.mark.parametrize(
    ("day", "named", "of_one"),
    [(11, False, True), (11, False, False), (12, False, True), (13, True, True)],
)
def test_a_row_has_a_name_only_if_its_form_had_one_on_the_day_it_was_sent(
    online: Online, folder: Path, day: int, *, named: bool, of_one: bool
) -> None:
    with online.desk.changing("Names from the 12th on") as db:
        first = db.get_one(Questionnaire, online.asked.end)
        first.anonymous, first.ended_on = True, date(2026, 6, 12)
        later = db.get_one(Questionnaire, a_questionnaire(db, Stage.END, *ASKS))
        later.version, later.made_on = 2, date(2026, 6, 12)
        version = later.id if named else first.id
    path = microsoft(folder, QUESTIONS, (1, day, *ADA[2:]))
    with online.desk.reading() as db:
        looked = look_at(db, path, today=date(2026, 6, 13))
        matching = online.of_event(looked) if of_one else looked.matching
        (row,) = judged(db, looked.export, matching, {})
    assert (row.fate, row.questionnaire_id) == (OnlineFate.NEW, version)
    assert (row.person is not None, bool(row.people)) == (named, named)
    with online.desk.changing("Load") as db:
        by = replace(BY_AFTER, today=date(2026, 6, 13))
        take_export(db, looked.export, matching, {}, by=by)
    ((whose, _, _),) = online.asked.forms()
    assert whose == (online.asked.first_aid.ada if named else None)


def test_without_a_questionnaire_the_bank_is_asked(online: Online, folder: Path) -> None:
    with online.desk.changing("None") as db:
        db.get_one(Questionnaire, online.asked.end).ended_on = AFTER
    path = microsoft(folder, [*QUESTIONS, AGAIN.words, TIMES.words], (*ADA, "Unsure", 3))
    looked = online.look(path)
    matching = Matching(Stage.FOLLOW_UP, online.asked.first_aid.event, looked.matching.stands_for)
    assert online.take(path, matching=matching) == OnlineTaken(stored=1)
    with online.desk.reading() as db:
        assert db.scalars(select(Form.questionnaire_id)).one() is None


def test_questions_of_each_session_are_offered_for_one_event_alone(
    online: Online, folder: Path
) -> None:
    per = Ask("USED", "What did you use?", USED.answer, choices=USED.choices, per=AskedPer.SESSION)
    with online.desk.changing("Ask each day") as db:
        db.get_one(Questionnaire, online.asked.end).ended_on = AFTER
        a_questionnaire(db, Stage.END, CONFIDENCE, per)
    path = csv_file(
        folder / "a.csv",
        [["Timestamp", "Your name", f"{USED.words} [10 June]"], ["2026-06-12", "Ada King", "Film"]],
    )
    export, event = online.look(path).export, online.asked.first_aid.event
    with online.desk.reading() as db:
        offered, stands_for = matched(db, export, Stage.END, event)
        of_all, _ = matched(db, export, Stage.END, None)
    assert f"{USED.words} (10 June)" in [each.words for each in offered]
    assert all(not each.asking.about for each in of_all)
    matching = Matching(Stage.END, event, stands_for)
    assert online.take(path, matching=matching) == OnlineTaken(stored=1)


def test_a_question_that_the_event_does_not_ask_is_named(online: Online, folder: Path) -> None:
    path = microsoft(folder, QUESTIONS, ADA)
    stands_for = online.look(path).matching.stands_for
    other = Matching(Stage.END, online.asked.first_aid.event, (*stands_for[:-1], "?GONE\t"))
    assert online.fates(path, matching=other) == [
        (OnlineFate.REFUSED, f"“{WORDS.words}”: the form of this event does not ask it.")
    ]


def test_once_the_register_is_closed_whoever_never_came_is_refused(
    online: Online, folder: Path
) -> None:
    online.asked.close_register()
    path = microsoft(folder, QUESTIONS, ADA, GRACE)
    fates = online.fates(path)
    assert [fate for fate, _ in fates] == [OnlineFate.NEW, OnlineFate.REFUSED]
    assert fates[1][1] == (
        "Grace Hopper has a booking on First Aid on 10 June 2026, but is marked “Absent” there. "
        "If that is wrong, put it right on the event, and this row can be taken; otherwise leave "
        "it in the file."
    )


def test_what_somebody_else_changed_meanwhile_is_refused_and_told(
    online: Online, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = microsoft(folder, QUESTIONS, ADA)
    looked = online.look(path)
    with online.desk.reading() as db:
        rows = judged(db, looked.export, online.of_event(looked), {})
    with online.desk.changing("Cancel") as db:
        db.get_one(Booking, online.asked.ada_booking).status = BookingStatus.CANCELLED
    monkeypatch.setattr("trainingdesk.services.evaluation.online.judged", lambda *_: rows)
    taken = online.take(path)
    (said,) = taken.refused
    assert said.startswith("Row 2: Ada King is not booked on First Aid on 10 June 2026, so this")
    with online.desk.reading() as db:
        assert not db.scalar(select(func.count(OnlineRow.id)))


def test_a_form_that_is_forgotten_is_asked_about_again(online: Online, folder: Path) -> None:
    path = microsoft(folder, QUESTIONS, ADA)
    online.take(path)
    with online.desk.reading() as db:
        (layout,) = layouts_listed(db)
    with online.desk.changing("Forget") as db:
        forget_layouts(db, [layout.id])
    assert not online.look(path).ready
    assert online.take(path) == OnlineTaken(same=1)
    with (
        pytest.raises(Unknown, match="online form is no longer there"),
        online.desk.changing("x") as db,
    ):
        forget_layouts(db, [layout.id])


def test_a_file_that_is_no_export_is_refused(online: Online, folder: Path) -> None:
    with pytest.raises(CannotImport, match="files can be read"):
        online.look(folder / "scan.pdf")


def test_the_day_of_the_event_tells_which_event_it_is(online: Online, folder: Path) -> None:
    with online.desk.changing("Another") as db:
        course = db.get_one(Course, online.asked.first_aid.course)
        other = an_event(db, course, date(2026, 6, 9))
        db.add(
            Booking(
                event_id=other.id,
                delegate_id=online.asked.first_aid.ada,
                agency_id=online.asked.first_aid.agency,
                status=BookingStatus.BOOKED,
            )
        )
    heads = ["Date of the course", CONFIDENCE.words]
    path = google(folder, heads, ("2026/06/12", "ada@example.org", "10/06/2026", "8"))
    looked = online.look(path)
    assert looked.matching.stands_for[1] == Means.DAY
    with online.desk.reading() as db:
        rows = judged(db, looked.export, looked.matching, {})
        assert len(of_fate(rows, OnlineFate.NEW)) == 1
        assert rows[0].event is not None
        assert db.get_one(Event, rows[0].event.id).starts == date(2026, 6, 10)
