"""Caps, aims and kept places are told in the history of their event."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.history import history_of
from trainingdesk.services.holds import PlacesKept, keep_places, release
from trainingdesk.services.share_changes import remove_share, set_share
from trainingdesk.storage.models import PlaceHold

CHANGED = (
    "places kept for Tern Police 2 to 1; places kept for Tern Police until 21 May 2026; "
    "places kept for Tern Police now"
)


def told(line: Queueing) -> list[str]:
    """What was done to the event, the first first, after it was planned."""
    with line.desk.reading() as db:
        return [row.what for row in reversed(history_of(db, line.first))][1:]


def give(line: Queueing, details: ShareDetails, share: int = 0, **opened: Any) -> int:
    with line.desk.changing("Cap") as db:
        more: dict[str, Any] = {
            "share_id": share or None,
            "opened": replace(details, **opened) if share else None,
        }
        return set_share(db, line.first, details, by=stamp(), **more)[0]


def test_a_cap_is_told_as_it_is_set_changed_and_taken_away(line: Queueing) -> None:
    cap = ShareDetails(agency_id=line.library, places=2)
    number = give(line, cap)
    give(line, replace(cap, places=3), number, places=2)
    aim = replace(cap, places=3, kind=ShareKind.AIM)
    give(line, aim, number, kind=ShareKind.CAP)
    police = replace(aim, agency_id=None, sector="Police")
    give(line, police, number, agency_id=line.library, sector="")
    with line.desk.changing("Remove") as db:
        remove_share(db, number, event_id=line.first, by=stamp())
    assert told(line) == [
        "Cap of 2 for Library",
        "Cap for Library 2 to 3",
        "Cap for Library made an aim",
        "Aim for Police now",
        "Aim of 3 for Police taken away",
    ]


def test_kept_places_are_told_as_they_are_kept_changed_and_let_go(line: Queueing) -> None:
    with line.desk.changing("Keep") as db:
        kept = PlacesKept(line.library, 2, date(2026, 5, 20))
        number = keep_places(db, line.first, kept, by=stamp())
    line.desk.undo()
    line.desk.redo()
    with line.desk.changing("Change") as db:
        hold = db.get_one(PlaceHold, number)
        hold.places, hold.until, hold.agency_id = 1, date(2026, 5, 21), line.police
    with line.desk.changing("Let go") as db:
        release(db, number, by=stamp())
    line.desk.undo()
    assert told(line) == [
        "2 places kept for Library until 20 May 2026",
        "2 places kept for Library taken back",
        "2 places kept for Library until 20 May 2026",
        CHANGED,
        "places kept for Tern Police let go",
        "places kept for Tern Police again",
    ]
