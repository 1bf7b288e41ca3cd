import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command, op
from sqlalchemy import URL, Connection, Engine, create_engine, inspect, select, text
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import CannotOpen, MadeByNewerVersion
from trainingdesk.storage.database import address_of, open_database
from trainingdesk.storage.letters import may_hold
from trainingdesk.storage.migrations import versions
from trainingdesk.storage.migrations.draft import draft
from trainingdesk.storage.models import (
    AgencyName,
    Base,
    Board,
    Course,
    Delegate,
    FormerName,
    OwnWord,
)
from trainingdesk.storage.steps import settings
from trainingdesk.storage.upgrades import upgrade

NEWEST = max(path.name for path in Path(versions.__path__[0]).glob("v*.py"))[1:5]

FOR_FINDING = "delegate_letters"
"""What each kind of database keeps its own way; that it finds people is tested with the search."""


@pytest.fixture
def address(empty_address: URL) -> URL:
    return empty_address


@contextmanager
def opened(address: URL) -> Iterator[Engine]:
    engine = open_database(address)
    try:
        yield engine
    finally:
        engine.dispose()


def shape(engine: Engine) -> dict[str, Any]:
    """Every table's columns, keys, links, unique sets and indexes, as plain text."""
    database = inspect(engine)
    aspects = (
        database.get_columns,
        database.get_pk_constraint,
        database.get_foreign_keys,
        database.get_unique_constraints,
        database.get_indexes,
        database.get_check_constraints,
    )
    tables = set(database.get_table_names()) - {"alembic_version"}
    tables = {name for name in tables if not name.startswith(FOR_FINDING)}
    return {f"{aspect.__name__} {t}": plain(aspect(t)) for aspect in aspects for t in tables}


def plain(found: Any) -> Any:
    """What the inspector found, made comparable; the order of indexes does not matter."""
    if isinstance(found, dict):
        return {key: plain(value) for key, value in found.items()}
    if isinstance(found, list) and found and isinstance(found[0], dict):
        names = (thing["name"] for thing in found)
        own = {name for name in names if not (name or "").startswith(f"ix_{FOR_FINDING}")}
        return {thing["name"]: plain(thing) for thing in found if thing["name"] in own}
    return str(found)


def test_the_steps_build_what_the_models_describe(address: URL) -> None:
    with opened(address) as engine:
        stepped = shape(engine)
        Base.metadata.drop_all(engine)
        Base.metadata.create_all(engine)
        described = shape(engine)
    assert stepped == described


def test_the_steps_give_no_number_again_that_the_models_promise_once(tmp_path: Path) -> None:
    with opened(address_of(tmp_path / "desk.sqlite")) as engine, engine.connect() as db:
        made = {
            name
            for name, sql in db.execute(text("SELECT name, sql FROM sqlite_master"))
            if "AUTOINCREMENT" in (sql or "")
        }
    promised = {
        name
        for name, table in Base.metadata.tables.items()
        if table.dialect_options["sqlite"]["autoincrement"]
    }
    assert made == promised


def test_nothing_is_left_to_draft(address: URL) -> None:
    with opened(address) as engine, engine.begin() as db:
        command.check(settings(db))


def test_records_survive_and_the_old_file_is_kept(tmp_path: Path) -> None:
    address = address_of(tmp_path / "desk.sqlite")
    old = create_engine(address)
    with old.begin() as db:
        command.upgrade(settings(db), "0001")
        db.execute(text("UPDATE board SET name = 'Westmere'"))
    old.dispose()

    with opened(address) as engine, engine.connect() as db:
        assert db.scalar(select(Board.name)) == "Westmere"
    with closing(sqlite3.connect(tmp_path / f"desk before step {NEWEST}.sqlite")) as copy:
        assert copy.execute("SELECT name FROM board").fetchall() == [("Westmere",)]


def test_the_lists_begin_with_the_words_of_the_courses(address: URL) -> None:
    said = ("'A', 'A', '2', 'Course', 'Nurses'", "'B', 'B', '2', '', ''")
    old = create_engine(address)
    with old.begin() as db:
        command.upgrade(settings(db), "0004")
        for number, words in enumerate(said, 1):
            columns = "id, reference, title, level, kind, audience, outcomes, sought"
            db.execute(text(f"INSERT INTO course ({columns}) VALUES ({number}, {words}, '', '')"))
    old.dispose()

    listed = select(OwnWord.list, OwnWord.name).order_by(OwnWord.list)
    with opened(address) as engine, engine.connect() as db:
        found = [(row.list.value, row.name) for row in db.execute(listed)]
        states = [state.value for state in db.scalars(select(Course.state).order_by(Course.id))]
    assert found == [("Audience", "Nurses"), ("Kind", "Course"), ("Level", "2")]
    assert states == ["Published", "Draft"]


def test_a_newer_database_is_left_alone(address: URL) -> None:
    with opened(address) as engine, engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(MadeByNewerVersion, match="newer Training Desk"):
        open_database(address)


def test_a_step_that_fails_leaves_the_database_as_it_was(
    address: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_table = op.create_table

    def fail_late(name: str, *columns: Any, **more: Any) -> object:
        if name == "form":  # met in the third step
            raise ZeroDivisionError
        return make_table(name, *columns, **more)

    monkeypatch.setattr(op, "create_table", fail_late)
    with pytest.raises(ZeroDivisionError):
        upgrade(address)
    engine = create_engine(address)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_step_may_not_leave_links_that_point_nowhere(tmp_path: Path) -> None:
    address = address_of(tmp_path / "desk.sqlite")
    old = create_engine(address)
    with old.begin() as db:
        command.upgrade(settings(db), "0001")
        named = "id, agency_id, name, folded"
        db.execute(text(f"INSERT INTO agency_name ({named}) VALUES (1, 7, 'Hill', 'hill')"))
    old.dispose()
    with pytest.raises(RuntimeError, match="point nowhere"):
        upgrade(address)


def test_the_next_step_is_drafted_with_the_next_number(monkeypatch: pytest.MonkeyPatch) -> None:
    drafted: list[tuple[str, str]] = []

    def revision(_config: object, message: str, *, autogenerate: bool, rev_id: str) -> None:
        drafted.append((message, rev_id))

    monkeypatch.setattr(command, "revision", revision)
    draft("Events have a venue")
    assert drafted == [("Events have a venue", f"{int(NEWEST) + 1:04}")]


def test_the_records_of_another_program_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "stamps.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE stamp (id INTEGER)")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="another program"):
        open_database(address_of(path))
    assert path.read_bytes() == before


def test_two_programs_that_start_at_once_upgrade_once(address: URL) -> None:
    with ThreadPoolExecutor() as at_once:
        engines = list(at_once.map(open_database, [address] * 4))
    with engines[0].connect() as db:
        assert db.scalar(select(Board.id)) == 1
    for engine in engines:
        engine.dispose()


def test_names_of_an_older_desk_are_found_as_those_of_a_new_one(address: URL) -> None:
    """Letters that are written plainly since, and the index of the letters of everybody."""
    old = create_engine(address)
    with old.begin() as db:
        command.upgrade(settings(db), "0006")
        agencies = {"ŋha": 1, "nha": 2, "ɛha": 3}
        for name, number in agencies.items():
            agency = f"INSERT INTO agency VALUES ({number}, '{name}', '', '', '', '', '', '{name}')"
            db.execute(text(agency))
            named = "id, agency_id, name, folded"
            row = f"{number}, {number}, '{name}', '{name}'"
            db.execute(text(f"INSERT INTO agency_name ({named}) VALUES ({row})"))
        columns = "reference, first_name, last_name, email, agency_id, job_title, manager"
        values = "'D1', 'Esi', 'Ŋha', '', 1, '', '', '', 'ŋha ɛsi'"
        insert = f"INSERT INTO delegate ({columns}, manager_email, sought) VALUES ({values})"
        db.execute(text(insert))
    old.dispose()

    with opened(address) as engine, Session(engine) as db:
        assert db.scalars(select(Delegate.sought)).all() == ["nha esi"]
        assert db.scalars(select(Delegate.id).where(may_hold(" esi", "nha"))).all() == [1]
        folded = db.scalars(select(AgencyName.folded).order_by(AgencyName.id)).all()
        assert folded == ["ŋha", "nha", "eha"]  # no two agencies are called the same


def a_desk_with_reasons(db: Connection) -> None:
    """One event off for snow and one for a strike, one person kept by a child, one by a strike."""
    course = "id, reference, title, level, kind, audience, outcomes, sought"
    event = "id, reference, course_id, starts, places, status, reason"
    booking = "id, event_id, delegate_id, agency_id, status, reason"
    delegate = "id, reference, first_name, last_name, email, agency_id, job_title, manager"
    rows = [
        f"course ({course}) VALUES (1, 'A', 'A', '', '', '', '', 'a')",
        "agency VALUES (1, 'L', '', '', '', '', '', 'l', NULL, NULL)",
        f"delegate ({delegate}, manager_email, sought) VALUES (1,'D','A','K','',1,'','','','k')",
        *(
            f"event ({event}) VALUES ({n}, 'A{n}', 1, '2026-05-01', 1, 'Cancelled', '{reason}')"
            for n, reason in enumerate(("Snow", "Strike"), 1)
        ),
        *(
            f"booking ({booking}) VALUES ({n}, {n}, 1, 1, 'Cancelled', '{reason}')"
            for n, reason in enumerate(("Child ill", "Strike"), 1)
        ),
        *(f"former_name VALUES ('Reason', '{name} before', {n})" for n, name in REASONS.items()),
    ]
    false = "false" if db.dialect.name == "postgresql" else "0"
    words = "id, list, name, about, turn, retired"
    for number, name in REASONS.items():
        row = f"{number}, 'Reason', '{name}', '', {number}, {false}"
        rows.append(f"own_word ({words}) VALUES ({row})")
    for row in rows:
        db.execute(text(f"INSERT INTO {row}"))


REASONS = {11: "Snow", 12: "Child ill", 13: "Strike", 14: "Other"}


def test_the_reasons_of_events_go_to_a_list_of_their_own(address: URL) -> None:
    old = create_engine(address)
    with old.begin() as db:
        command.upgrade(settings(db), "0007")
        a_desk_with_reasons(db)
        if db.dialect.name == "postgresql":
            db.execute(text("SELECT setval('own_word_id_seq', 14)"))
        db.execute(text("DELETE FROM own_word WHERE name = 'Other'"))
    old.dispose()

    with opened(address) as engine, Session(engine) as db:
        query = select(OwnWord).order_by(OwnWord.list, OwnWord.turn)
        words = {(word.list.value, word.name): word.id for word in db.scalars(query)}
        former = {(each.kind.value, each.name): each.now_id for each in db.query(FormerName)}
    twin = words["Event reason", "Strike"]
    assert twin > max(REASONS)  # a number that was given once is not given again
    assert words == {
        ("Event reason", "Snow"): 11,
        ("Event reason", "Strike"): twin,
        ("Reason", "Child ill"): 12,
        ("Reason", "Strike"): 13,
    }
    assert former == {
        ("Event reason", "Snow before"): 11,
        ("Event reason", "Strike before"): twin,
        ("Reason", "Child ill before"): 12,
        ("Reason", "Strike before"): 13,
        ("Reason", "Other before"): 14,
    }


def test_the_index_of_letters_is_what_is_asked(address: URL) -> None:
    query = select(Delegate.id).where(may_hold("king"))
    with opened(address) as engine, engine.connect() as db:
        asked = query.compile(db, compile_kwargs={"literal_binds": True})
        if db.dialect.name == "sqlite":
            plan = db.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").all()
        else:
            db.exec_driver_sql("SET enable_seqscan = off")
            plan = db.exec_driver_sql(f"EXPLAIN {asked}".replace("%", "%%")).all()
    assert "delegate_letters" in str(plan)
    assert "SCAN delegate'" not in str(plan)
    assert "Seq Scan" not in str(plan)
