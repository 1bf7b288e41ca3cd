"""What the sample programme shows of charging."""

from collections.abc import Iterator
from shutil import copyfile

import pytest

from tests.made_once import sample_copy
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.ready import ready_to_invoice
from trainingdesk.services.charging.review import Review, review_of
from trainingdesk.services.desk import Desk
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY
from trainingdesk.services.sample_charging import issue_a_few
from trainingdesk.storage.models import Charge, Invoice


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    copy = tmp_path_factory.mktemp("sample") / "desk.sqlite"
    copyfile(sample_copy(tmp_path_factory), copy)
    desk = Desk(copy, who="sam", today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
    yield desk
    desk.close()


def reviewed(sample: Desk, year: int) -> Review:
    with sample.reading() as db:
        return review_of(db, TrainingYear(year))


def test_a_year_was_suspended_and_the_latest_charges_of_the_next_wait(sample: Desk) -> None:
    suspended, this_year = reviewed(sample, 2025), reviewed(sample, 2026)
    assert "would have come due" in suspended.notice
    assert len(this_year.due) > 10
    assert any(row.waiver for row in this_year.due)
    assert (this_year.notice, this_year.changed) == ("", ())


def test_some_are_waived_some_invoiced_and_some_wait_for_their_invoice(sample: Desk) -> None:
    with sample.reading() as db:
        charges = db.query(Charge).all()
        assert {charge.waived_pence > 0 for charge in charges} == {True, False}
        assert db.query(Invoice).count() > 3
        ready = ready_to_invoice(db)
    assert ready
    issue_a_few(sample)
    with sample.reading() as db:
        assert ready_to_invoice(db) == ready
