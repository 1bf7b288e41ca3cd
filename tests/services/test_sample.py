from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import func, select

from tests.made_once import sample_copy
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.issues import IssueKind
from trainingdesk.domain.refusals import Unsound
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.backups import faults
from trainingdesk.services.desk import Desk
from trainingdesk.services.due_messages import anything_due
from trainingdesk.services.event_issues import issues_ahead
from trainingdesk.services.figures import year_figures
from trainingdesk.services.mail_settings import is_practice
from trainingdesk.services.message_rules import rules
from trainingdesk.services.outbox import Box, outbox
from trainingdesk.services.partners import partner_boards
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY, sample_desk
from trainingdesk.services.trainer_days import trainer_days_given
from trainingdesk.services.trying import try_everything
from trainingdesk.services.years import years_held
from trainingdesk.storage.models import (
    Agreement,
    Booking,
    Certificate,
    Event,
    PlaceHold,
    PlaceShare,
)


@pytest.mark.thorough
def test_the_sample_programme_is_three_sound_years_on_a_clock_of_its_own(tmp_path: Path) -> None:
    desk = sample_desk(tmp_path, who="sam")
    assert desk.today() == SAMPLE_TODAY
    assert desk.stamp().at.date() == SAMPLE_TODAY
    assert faults(desk) == []
    with desk.reading() as db:
        assert [year.name for year in years_held(db)][-3:] == ["2024-25", "2025-26", "2026-27"]
        programme = year_figures(db, TrainingYear(2025), today=SAMPLE_TODAY)["programme"]
        assert 0.7 < programme["fill"] < 0.85
        assert programme["change_in_attendance"] > 0
        newest = db.scalar(select(func.max(Certificate.issued_on)))
        latest = db.scalar(select(func.max(Event.register_closed_on)))
    assert newest is not None
    assert latest is not None
    assert newest < latest < SAMPLE_TODAY
    desk.close()


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    copy = copyfile(sample_copy(tmp_path_factory), tmp_path / "desk.sqlite")
    desk = Desk(copy, who="sam", today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
    yield desk
    desk.close()


@pytest.mark.thorough
def test_an_installation_is_tried_from_workbook_to_paper(desk: Desk, tmp_path: Path) -> None:
    try_everything(desk, tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    assert {"report.pdf", "report.xlsx", "report.json", "register.pdf"} <= made
    assert {"certificates.pdf", "copy.sqlite"} <= made
    with desk.changing("Spoil") as db:
        event = db.query(Event).first()
        assert event
        event.starts = event.starts.replace(year=2001)
    with pytest.raises(Unsound, match="another day"):
        try_everything(desk, tmp_path)


def test_the_sample_tells_whose_trainers_give_days_and_who_shares_its_events(desk: Desk) -> None:
    with desk.reading() as db:
        given = trainer_days_given(db, TrainingYear(2026), today=SAMPLE_TODAY)
        assert {each.agency for each in given} >= {"Tern Valley Police", "Amal Women's Centre"}
        assert any(row.events for row in partner_boards(db))
        wrong = issues_ahead(db, today=SAMPLE_TODAY)
        kinds = {issue.kind for issues in wrong.values() for issue in issues}
        assert {IssueKind.DAY_OFF, IssueKind.NO_TRAINER, IssueKind.NO_VENUE} <= kinds


def test_the_sample_shows_messages_in_every_box_and_what_is_kept_and_agreed(desk: Desk) -> None:
    by = desk.stamp()
    with desk.reading() as db:
        assert is_practice(db)
        modes = [rule.automatic_since is None for rule in rules(db)]
        assert sorted(modes) == [False, True, True]
        assert all(outbox(db, box, now=by.at) for box in Box)
        assert not anything_due(db, by=by)  # or opening the window would change the sample
        (hold,) = db.scalars(select(PlaceHold))
        kinds = db.scalars(select(PlaceShare.kind).where(PlaceShare.event_id == hold.event_id))
        assert set(kinds) == set(ShareKind)
        agreed = select(Booking.status).join(Agreement, Agreement.booking_id == Booking.id)
        here = agreed.where(Booking.event_id == hold.event_id, Agreement.agreed.is_(True))
        assert list(db.scalars(here)) == [BookingStatus.BOOKED]
