from sqlalchemy import insert, update

from tests.conftest import STARTS, a_course, an_agency, an_event
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import AgencyName, Event, Strand


def test_every_row_written_is_counted_however_it_is_written(desk: Desk) -> None:
    counted = []
    desk.on_change(lambda change: counted.append(dict(change.counts)))
    with desk.changing("Import", undoable=False) as db:
        course = a_course(db, "Neglect", "NEGL")
        for places in (1, 2):
            an_event(db, course, STARTS, places=places, reference=f"NEGL-{places}")
        agency = an_agency(db, "Library")
        db.execute(insert(Strand), [{"name": "Children"}, {"name": "Early help"}])
        db.execute(update(Event).values(places=9))
        names = [{"agency_id": agency.id, "name": name, "folded": name} for name in ("a", "b")]
        db.execute(insert(AgencyName), names)
    assert counted == [
        {
            "course": 1,
            "event": 4,
            "event_session": 2,
            "agency": 1,
            "agency_name": 3,
            "strand": 2,
        }
    ]
    assert desk.done == []
