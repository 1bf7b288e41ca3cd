"""What an agency may have, and what is kept for it, goes with it into another."""

from datetime import date

from sqlalchemy import select

from tests.conftest import a_delegate, an_agency
from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.pasted_fates import Fate
from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.holds import PlacesKept, holds_on, keep_places
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.services.passing import passing_on
from trainingdesk.services.pasting import people_meant
from trainingdesk.services.places import waiting_on
from trainingdesk.services.share_changes import set_share
from trainingdesk.services.shares import caps_of, taken_on
from trainingdesk.storage.models import Agency, Event, PlaceHold, PlaceShare

DAY = date(2026, 5, 1)


def merge(line: Queueing, agency: int, into: int) -> None:
    with line.desk.changing("Merge") as db:
        merge_agencies(db, agency, into, on=DAY, today=DAY)


def shares(line: Queueing) -> list[tuple[int | None, ShareKind, int]]:
    with line.desk.reading() as db:
        rows = db.scalars(select(PlaceShare).order_by(PlaceShare.id))
        return [(row.agency_id, row.kind, row.places) for row in rows]


def test_caps_and_aims_go_to_the_heir_and_are_added_to_its_own(line: Queueing) -> None:
    with line.desk.changing("Shares") as db:
        for agency, kind, places in (
            (line.library, ShareKind.CAP, 1),
            (line.police, ShareKind.CAP, 2),
            (line.library, ShareKind.AIM, 3),
        ):
            share = ShareDetails(agency_id=agency, kind=kind, places=places)
            set_share(db, line.first, share, by=stamp())
    line.undone(lambda: shares(line), lambda: merge(line, line.library, line.police))
    assert shares(line) == [(line.police, ShareKind.CAP, 3), (line.police, ShareKind.AIM, 3)]


def test_what_was_booked_for_a_merged_agency_counts_for_its_heir(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan")  # of the library and the police; Alan of the library waits
    merge(line, line.library, line.nobodys)
    merge(line, line.nobodys, line.police)
    with line.desk.changing("Cap") as db:
        set_share(db, line.first, ShareDetails(agency_id=line.police, places=2), by=stamp())
    line.change(places=3)
    with line.desk.reading() as db:
        assert merged_into(db) == {line.library: line.police, line.nobodys: line.police}
        assert taken_on(db, line.first)[line.police] == 2
        event = db.get_one(Event, line.first)
        assert caps_of(db, event)[line.police].taken == 2
        assert [each.agency_id for each in waiting_on(db, line.first)] == [line.police]
        found = passing_on(db, event, by=stamp())
    assert found.given == ()
    assert list(found.why_not.values()) == ["Tern Police has 2 of the 2 places it may have."]


def test_kept_places_are_kept_for_the_heir_and_those_let_go_stay_as_they_were(
    line: Queueing,
) -> None:
    with line.desk.changing("Keep") as db:
        for until in (20, 21):
            kept = PlacesKept(line.library, 1, date(2026, 5, until))
            number = keep_places(db, line.first, kept, by=stamp())
        db.get_one(PlaceHold, number).released_on = DAY
    merge(line, line.library, line.police)
    with line.desk.reading() as db:
        assert [(hold.agency, hold.places) for hold in holds_on(db, line.first)] == [
            ("Tern Police", 1)
        ]
        assert db.get_one(PlaceHold, number).agency_id == line.library


def test_somebody_new_of_a_merged_agency_goes_to_its_heir(line: Queueing) -> None:
    with line.desk.changing("Add") as db:
        old = an_agency(db, "Old House").id
        a_delegate(db, db.get_one(Agency, line.library), "Joan", "Clarke")
    merge(line, old, line.library)
    merge(line, line.library, line.police)
    with line.desk.reading() as db:
        text = "Mary Seacole, Old House\nJoan Clarke, Library"
        new, known = people_meant(db, text, event_id=line.first)
    assert (new.fate, new.said) == (Fate.NEW, "Old House went into Tern Police.")
    details = new.choices[0].details
    assert details is not None
    assert (details.agency_id, new.choices[0].agency) == (line.police, "Tern Police")
    assert (known.fate, known.choices[0].agency) == (Fate.KNOWN, "Tern Police")
