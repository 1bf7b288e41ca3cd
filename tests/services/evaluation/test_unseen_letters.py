"""Letters that nobody sees, as they come with pasted text, are left out wherever one types."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BY_AFTER, FirstAid
from tests.services.evaluation.asked_first_aid import Asked
from trainingdesk.domain.call import CallNote
from trainingdesk.domain.evaluation import CallOutcome, ObservationTo, Stage
from trainingdesk.domain.indicator import IndicatorDetails
from trainingdesk.domain.observation import ObservationDetails
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.calls import calls_about, note_call
from trainingdesk.services.evaluation.indicators import add_indicator, indicator_details
from trainingdesk.services.evaluation.observations import (
    add_observation,
    note_sent,
    observation_details,
    sent_of,
)
from trainingdesk.services.evaluation.quotations import QuotationDetails, quotation_of, quote
from trainingdesk.services.evaluation.survey_answers import add_respondent
from trainingdesk.services.evaluation.themes import code, names_in, themes_of
from trainingdesk.storage.models import Answer, Indicator, SurveyAnswer

UNSEEN = "\x00 Safe\x07 and\u202e \ufeffwell\ud800 \x1b"
SEEN = "Safe and well"
YEAR = TrainingYear(2026)


def test_an_observation_keeps_what_can_be_seen(desk: Desk, first_aid: FirstAid) -> None:
    details = ObservationDetails(
        event_id=first_aid.event, observer=UNSEEN, observed_on=AFTER, provider=UNSEEN,
        commissioner=UNSEEN, strengths=f"{UNSEEN}\n\n{UNSEEN}", findings=UNSEEN,
    )  # fmt: skip
    with desk.changing("Observe") as db:
        number = add_observation(db, details, today=AFTER)
        note_sent(db, number, to=ObservationTo.PROVIDER, who=UNSEEN, on=AFTER, today=AFTER)
    with desk.reading() as db:
        kept = observation_details(db, number)
        assert [row.who for row in sent_of(db, number)] == [SEEN]
    assert {kept.observer, kept.provider, kept.commissioner, kept.findings} == {SEEN}
    assert kept.strengths == f"{SEEN}\n\n{SEEN}"


@pytest.mark.parametrize(
    "keep",
    [
        lambda db, details: add_observation(db, details, today=AFTER),
        lambda db, _: add_indicator(db, IndicatorDetails("\x00")),
        lambda db, _: add_respondent(db, "\x00", YEAR, {"Q": "A"}, agency_id=None),
        lambda db, _: add_respondent(db, "Check", YEAR, {"Q": "\x00"}, agency_id=None),
    ],
)
def test_what_cannot_be_seen_is_no_answer_and_no_name(
    desk: Desk, first_aid: FirstAid, keep: Callable[[Session, ObservationDetails], int]
) -> None:
    details = ObservationDetails(event_id=first_aid.event, observer="\x00", observed_on=AFTER)
    with desk.reading() as db, pytest.raises(Invalid) as refused:
        keep(db, details)
    assert len(refused.value.problems) == 1


def test_surveys_and_indicators_keep_what_can_be_seen(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Answer") as db:
        add_respondent(db, UNSEEN, YEAR, {UNSEEN: UNSEEN}, agency_id=first_aid.agency)
        number = add_indicator(db, IndicatorDetails(UNSEEN, UNSEEN))
    with desk.reading() as db:
        row = db.query(SurveyAnswer).one()
        assert (row.survey, row.question, row.answer) == (SEEN, SEEN, SEEN)
        kept = indicator_details(db, number)
        assert (kept.name, kept.about) == (SEEN, SEEN)
        assert db.query(Indicator).count() == 1


def test_the_note_of_a_call_keeps_what_can_be_seen(asked: Asked) -> None:
    note = CallNote(CallOutcome.NO_ANSWER, note=f"{UNSEEN}\n{UNSEEN}")
    with asked.desk.changing("Ring") as db:
        note_call(db, asked.ada_booking, Stage.END, note, by=BY_AFTER)
    with asked.desk.reading() as db:
        (call,) = calls_about(db, [asked.ada_booking], Stage.END)[asked.ada_booking]
    assert call.note == f"{SEEN}\n{SEEN}"


def test_themes_and_quotations_keep_what_can_be_seen(asked: Asked) -> None:
    asked.take({"WORDS": "More time"})
    with asked.desk.changing("Code") as db:
        comment = db.query(Answer).one().id
        code(db, comment, names_in(f"{UNSEEN}; {SEEN}, \x00"))
        quote(db, comment, QuotationDetails(UNSEEN), today=AFTER)
    with asked.desk.reading() as db:
        assert themes_of(db, [comment]) == {comment: (SEEN,)}
        assert quotation_of(db, comment).words == SEEN
    with asked.desk.changing("Quote no longer") as db:
        quote(db, comment, QuotationDetails("\x00"), today=AFTER)
        assert quotation_of(db, comment).words == ""
