"""Which offers run out soon, as Today tells it."""

from datetime import UTC

from sqlalchemy import select

from tests.conftest import NOON, STARTS
from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.last_day import morning_of
from trainingdesk.domain.waiting import Promotion
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.offers import accept, offer_place
from trainingdesk.services.today import TO_DO_HERE, Task, Work, cards, waits
from trainingdesk.storage.models import Offer


def tasks(line: Queueing, *, days: float = 0) -> list[Task]:
    with line.desk.reading() as db:
        found = cards(db, stamp(days=days).today)
    return [task for card in found if card.work is Work.OFFERS for task in card.tasks]


def test_offers_that_run_out_within_two_days_cannot_wait(line: Queueing) -> None:
    line.rule(Promotion.OFFERED, days=3)
    line.book("Ada", "Grace", "Alan", "Edsger")
    line.cancel("Ada")
    assert tasks(line) == []
    (task,) = tasks(line, days=1)
    assert (task.title, task.said, task.urgent) == ("Risk", "1 offer runs out on 4 May", True)
    assert (task.event_id, task.on) == (line.first, STARTS)
    line.cancel("Grace", by=stamp(days=0.4))
    (task,) = tasks(line, days=1)
    assert (task.said, task.number) == ("2 offers run out from 4 May", 2)


def test_an_offer_that_ends_as_a_day_begins_runs_out_on_the_day_before(line: Queueing) -> None:
    line.rule(Promotion.OFFERED, days=60)
    line.book("Ada", "Grace", "Alan")
    line.cancel("Ada")
    with line.desk.changing("Set up") as db:
        db.scalars(select(Offer)).one().expires_at = morning_of(STARTS).astimezone(UTC)
    days = (STARTS - NOON.date()).days
    assert tasks(line, days=days - 4) == []
    (task,) = tasks(line, days=days - 3)
    assert task.said == "1 offer runs out on 9 Jun"


def test_an_offer_that_is_answered_runs_out_no_more(line: Queueing) -> None:
    line.rule(Promotion.OFFERED, days=1)
    line.book("Ada", "Grace", "Alan", "Edsger")
    line.change(places=4)
    line.act(offer_place, "Alan")
    line.act(offer_place, "Edsger", by=stamp(days=0.1))
    line.act(accept, "Alan")
    (task,) = tasks(line)
    assert task.number == 1
    line.change(register_closed_on=NOON.date())
    assert tasks(line) == []


def test_an_offer_that_runs_out_counts_among_what_there_is_to_do(line: Queueing) -> None:
    def counted() -> int:
        with line.desk.reading() as db:
            today = stamp().today
            return waits(db, TrainingYear.of(today), today=today)["Today"]

    assert Work.OFFERS in TO_DO_HERE
    line.rule(Promotion.OFFERED, days=1)
    line.book("Ada", "Grace", "Alan", "Edsger")
    before = counted()  # with those who wait
    line.cancel("Ada")
    assert counted() == before + 1
