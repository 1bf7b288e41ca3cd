"""The sample programme: a fictional board's three years, on a clock that stands still."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.resources import resource
from trainingdesk.services.certificates import issue_certificates
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.importing.workbooks import load, read
from trainingdesk.services.mail_settings import practise
from trainingdesk.services.sample_agreement import show_agreements
from trainingdesk.services.sample_answers import add_answers
from trainingdesk.services.sample_arrangements import arrange
from trainingdesk.services.sample_catalogue import describe_catalogue
from trainingdesk.services.sample_charging import issue_a_few, show_charging
from trainingdesk.services.sample_evaluation_comments import read_comments
from trainingdesk.services.sample_evaluation_entry import show_entry
from trainingdesk.services.sample_evaluation_forms import show_forms
from trainingdesk.services.sample_evaluation_indicators import show_indicators
from trainingdesk.services.sample_evaluation_observations import show_observations
from trainingdesk.services.sample_evaluation_online import show_online_forms
from trainingdesk.services.sample_evaluation_results import show_results
from trainingdesk.services.sample_evaluation_surveys import show_surveys
from trainingdesk.services.sample_interest import collect_interest
from trainingdesk.services.sample_messages import show_messages
from trainingdesk.services.sample_waiting import let_some_wait
from trainingdesk.storage.models import Event

SAMPLE_TODAY = date(2026, 11, 10)
"""In the middle of the third year, so that every page has something to show."""

SAMPLE_NOW = datetime(2026, 11, 10, 9, 5, tzinfo=UTC)
NOT_YET_ISSUED = timedelta(weeks=2)
"""What was held lately still waits for its certificates."""


def sample_desk(folder: Path, *, who: str) -> Desk:
    """A desk of its own in a folder, filled with the sample programme."""
    desk = Desk(folder / "desk.sqlite", who=who, today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
    load_sample(desk)
    return desk


def load_sample(desk: Desk) -> None:
    """Fill an empty desk with the sample programme, and issue what was due long ago."""
    workbook = read(sorted(resource("sample").glob("*.xlsx")))
    with desk.changing("Open the sample", undoable=False) as db:
        load(db, workbook, skip_bad_rows=False, by=desk.stamp())
        describe_catalogue(db)
        arrange(db, desk.today())
        add_answers(db, desk.today())
        collect_interest(db, desk.stamp())
        practise(db, practice=True)
        let_some_wait(db, desk.stamp())
        show_agreements(db, desk.stamp())
        show_messages(db, desk.stamp())
        _issue_what_was_due(db, desk.stamp())
        show_charging(db, desk.stamp())
        show_indicators(db, desk.today())
        show_surveys(db, desk.today())
        show_forms(db, desk.today())
        show_online_forms(db)
        show_observations(db, desk.today())
        show_entry(db, desk.stamp())
        read_comments(db, desk.stamp())
        show_results(db)
    issue_a_few(desk)


def _issue_what_was_due(db: Session, by: Stamp) -> None:
    long_ago = Event.register_closed_on < by.today - NOT_YET_ISSUED
    query = select(Event.id, Event.register_closed_on).where(long_ago).order_by(Event.starts)
    for event_id, closed_on in db.execute(query).all():
        issued = (closed_on or by.today) + timedelta(days=2)
        issue_certificates(db, event_id, by=Stamp(by.who, by.at, issued))
