"""What tests are given as a new desk is one."""

from sqlalchemy import URL, func, select

from tests.conftest import a_schema, no_server
from tests.quick_databases import SharedDesk
from trainingdesk.services.desk import Desk
from trainingdesk.storage.database import open_database
from trainingdesk.storage.models import Base, Course


def holds(address: URL) -> dict[str, int]:
    engine = open_database(address)
    with engine.connect() as db:
        tables = Base.metadata.sorted_tables
        found = {
            table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }
    engine.dispose()
    return found


@no_server
def test_an_emptied_desk_holds_what_a_new_one_holds(shared_desk: SharedDesk) -> None:
    with a_schema() as address:
        new = holds(address)
    desk = Desk(shared_desk.emptied())
    with desk.changing("Set up") as db:
        db.add(Course(reference="FA", title="First Aid", sought="first aid"))
    assert holds(shared_desk.address) != new
    assert holds(shared_desk.emptied()) == new
    with desk.changing("Set up") as db:
        db.add(Course(reference="FA", title="First Aid", sought="first aid"))
    with desk.reading() as db:
        assert db.scalars(select(Course.id)).all() == [1]
    desk.close()
