"""What is known of people and agencies: where they were before, and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ADDED = (
    ("agency", "ended_on", "DATE"),
    ("agency_name", "until", "DATE"),
    ("delegate", "telephone", "VARCHAR DEFAULT '' NOT NULL"),
    ("delegate", "joined_on", "DATE"),
    ("delegate", "left_on", "DATE"),
)
"""Table, column and kind; written out, because SQLite adds a column only with its checks."""
FOLDED_SINCE = {
    **dict(zip("ŧŋɖɗɓƙƴɣƒʋəɛɔ", "tnddbkygfveeo", strict=True)),
    **dict.fromkeys("‘ʼʻ`", "'"),
}
"""Letters that are written plainly from now on where something is looked for."""
SOUGHT = (
    ("delegate", "sought"),
    ("agency", "sought"),
    ("course", "sought"),
    ("agency_name", "folded"),
)
WORDS = (
    "' ' || {row}sought || ' ' || lower({row}reference) || CASE WHEN"
    " replace({row}sought, '''', '') <> {row}sought THEN"
    " ' ' || replace({row}sought, '''', '') ELSE '' END"
)
"""What a delegate is found by."""
ADD = "INSERT INTO delegate_letters (rowid, words) VALUES (new.id, {new});"
TAKE = """INSERT INTO delegate_letters (delegate_letters, rowid, words)
    VALUES ('delete', old.id, {old});"""
IN_SQLITE = (
    "CREATE VIRTUAL TABLE delegate_letters USING fts5(words, content='', tokenize='trigram')",
    "INSERT INTO delegate_letters (rowid, words) SELECT id, {here} FROM delegate",
    f"CREATE TRIGGER delegate_lettered AFTER INSERT ON delegate BEGIN {ADD} END",
    f"""CREATE TRIGGER delegate_relettered AFTER UPDATE OF id, sought, reference ON delegate
    WHEN new.id <> old.id OR new.sought <> old.sought OR new.reference <> old.reference
    BEGIN {TAKE} {ADD} END""",
    f"CREATE TRIGGER delegate_unlettered AFTER DELETE ON delegate BEGIN {TAKE} END",
)
IN_POSTGRESQL = (
    # Said to cost much, so that it is read from the index and not worked out for everybody.
    """CREATE FUNCTION letters_of(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    COST 10000 AS $$ SELECT coalesce(array_agg(DISTINCT substr(words, place, 3)), ARRAY[]::text[])
    FROM generate_series(1, length(words) - 2) AS place $$""",
    "CREATE INDEX ix_delegate_letters ON delegate USING gin (letters_of({here}))",
)
"""Every three letters in a row of what a delegate is found by, kept up to date by the database."""


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _add_columns()
    _link_to_parent()
    _make_agency_borough()
    _make_agency_change()
    _make_agency_contact()
    _make_delegate_alias()
    _make_delegate_move()
    _make_different_people()
    _make_licence_group()
    _make_licence()
    _fold_more_letters()
    _keep_letters()


def _add_columns() -> None:
    for table, column, kind in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def _link_to_parent() -> None:
    with op.batch_alter_table("agency") as step:
        step.add_column(sa.Column("parent_id", sa.Integer))
        step.create_index("ix_agency_parent_id", ["parent_id"])
        step.create_foreign_key(
            "fk_agency_parent_id",
            "agency",
            ["parent_id"],
            ["id"],
            deferrable=True,
            initially="IMMEDIATE",
        )


def _make_agency_borough() -> None:
    op.create_table(
        "agency_borough",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("borough", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_agency_borough_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("agency_id", "borough", name="pk_agency_borough"),
    )


def _make_agency_change() -> None:
    op.create_table(
        "agency_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "Renamed",
                "Merged",
                "Split",
                name="agencychangekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_agency_change_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["agency.id"],
            name="fk_agency_change_into_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agency_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agency_change_into_id", "agency_change", ["into_id"])
    op.create_index("ix_agency_change_agency_id", "agency_change", ["agency_id"])


def _make_agency_contact() -> None:
    op.create_table(
        "agency_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_agency_contact_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agency_contact"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agency_contact_agency_id", "agency_contact", ["agency_id"])


def _make_delegate_alias() -> None:
    op.create_table(
        "delegate_alias",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_delegate_alias_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("reference", name="pk_delegate_alias"),
    )
    op.create_index("ix_delegate_alias_delegate_id", "delegate_alias", ["delegate_id"])


def _make_delegate_move() -> None:
    op.create_table(
        "delegate_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_delegate_move_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["agency.id"],
            name="fk_delegate_move_from_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["agency.id"],
            name="fk_delegate_move_into_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delegate_move"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delegate_move_into_id", "delegate_move", ["into_id"])
    op.create_index("ix_delegate_move_from_id", "delegate_move", ["from_id"])
    op.create_index("ix_delegate_move_delegate_id", "delegate_move", ["delegate_id"])


def _make_different_people() -> None:
    op.create_table(
        "different_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint("delegate_id < other_id", name=op.f("ck_different_people_in_order")),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_different_people_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["delegate.id"],
            name="fk_different_people_other_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_different_people"),
        sa.UniqueConstraint(
            "delegate_id", "other_id", name="uq_different_people_delegate_id_other_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_different_people_other_id", "different_people", ["other_id"])


def _make_licence_group() -> None:
    op.create_table(
        "licence_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name="fk_licence_group_course_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_licence_group"),
        sa.UniqueConstraint("name", name="uq_licence_group_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_licence_group_course_id", "licence_group", ["course_id"])


def _make_licence() -> None:
    op.create_table(
        "licence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("renew_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_licence_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["licence_group.id"],
            name="fk_licence_group_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_licence"),
        sa.UniqueConstraint("group_id", "delegate_id", name="uq_licence_group_id_delegate_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_licence_renew_on", "licence", ["renew_on"])
    op.create_index("ix_licence_delegate_id", "licence", ["delegate_id"])


def _fold_more_letters() -> None:
    for name, column in SOUGHT:
        table = sa.table(name, sa.column(column))
        words, other = table.c[column], table.alias("other").c[column]
        for letter, plain in FOLDED_SINCE.items():
            folded = sa.func.replace(words, letter, plain)
            change = sa.update(table).where(words.contains(letter)).values({column: folded})
            if column == "folded":  # no two agencies are called the same
                change = change.where(~sa.exists().where(other == folded))
            op.execute(change)


def _keep_letters() -> None:
    words = {"here": WORDS.format(row=""), "new": WORDS.format(row="new.")}
    words["old"] = WORDS.format(row="old.")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in IN_SQLITE if is_sqlite else IN_POSTGRESQL:
        op.get_bind().exec_driver_sql(statement.format(**words))
