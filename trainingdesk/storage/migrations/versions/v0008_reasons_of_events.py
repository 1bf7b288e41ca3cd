"""Why events are called off is a list of its own, apart from why bookings are cancelled."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

MINE, NEW = "Reason", "Event reason"
LISTS = ("Level", "Kind", "Audience", MINE, NEW)
KINDS = (*LISTS, "Strand", "Series", "Venue", "Trainer")

OF_EVENTS = "EXISTS (SELECT 1 FROM event WHERE event.reason = own_word.name)"
OF_BOOKINGS = "EXISTS (SELECT 1 FROM booking WHERE booking.reason = own_word.name)"
MOVED = f"""UPDATE own_word SET list = '{NEW}'
    WHERE list = '{MINE}' AND {OF_EVENTS} AND NOT {OF_BOOKINGS}"""  # noqa: S608 - our own words
MOVED_FORMER = f"""UPDATE former_name SET kind = '{NEW}'
    WHERE kind = '{MINE}' AND now_id IN (SELECT id FROM own_word WHERE list = '{NEW}')"""  # noqa: S608
"""What only events hold goes to their list, under the number it has."""
SHARED = f"""INSERT INTO own_word (list, name, about, turn, retired)
    SELECT '{NEW}', name, about, turn, retired FROM own_word
    WHERE list = '{MINE}' AND {OF_EVENTS}"""  # noqa: S608
SHARED_FORMER = f"""INSERT INTO former_name (kind, name, now_id)
    SELECT '{NEW}', former_name.name, twin.id FROM former_name
    JOIN own_word ON own_word.id = former_name.now_id
    JOIN own_word AS twin ON twin.name = own_word.name AND twin.list = '{NEW}'
    WHERE former_name.kind = '{MINE}' AND own_word.list = '{MINE}'"""  # noqa: S608
"""What bookings hold too is on both lists."""


def upgrade() -> None:
    """Allow the list, and put the reasons of events on it."""
    if op.get_bind().dialect.name == "sqlite":
        _make_anew("own_word", *_own_word(), numbered=True)
        _make_anew("former_name", *_former_name())
    else:
        _allow("own_word", "list", "ownlist", LISTS)
        _allow("former_name", "kind", "namedkind", KINDS)
    for step in (MOVED, MOVED_FORMER, SHARED, SHARED_FORMER):
        op.execute(step)


def _allow(table: str, column: str, kind: str, words: tuple[str, ...]) -> None:
    name = f"ck_{table}_{kind}"
    op.drop_constraint(op.f(name), table)
    op.create_check_constraint(op.f(name), table, sa.column(column).in_(words))


def _make_anew(table: str, *parts: sa.schema.SchemaItem, numbered: bool = False) -> None:
    """SQLite changes a check only with its table; a number that was given stays given."""
    op.rename_table(table, f"{table}_before")
    op.create_table(table, *parts, sqlite_autoincrement=numbered)
    op.execute(f"INSERT INTO {table} SELECT * FROM {table}_before")  # noqa: S608
    if numbered:
        op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{table}'")  # noqa: S608
        op.execute(
            "INSERT INTO sqlite_sequence (name, seq) "  # noqa: S608
            f"SELECT '{table}', seq FROM sqlite_sequence WHERE name = '{table}_before'"
        )
    op.drop_table(f"{table}_before")


def _one_of(kind: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=kind, native_enum=False, create_constraint=True, length=20)


def _own_word() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list", _one_of("ownlist", LISTS), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_word"),
        sa.UniqueConstraint("list", "name", name="uq_own_word_list_name"),
    )


def _former_name() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("kind", _one_of("namedkind", KINDS), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("now_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_former_name"),
    )
