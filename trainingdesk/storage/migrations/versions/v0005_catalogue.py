"""What the catalogue holds more of: versions, own lists and fields, what a course answers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ONE_OF_THREE = "CHECK (state IN ('Draft', 'Published', 'Retired'))"
ADDED = (
    (
        "course",
        "state",
        f"VARCHAR(20) DEFAULT 'Draft' NOT NULL CONSTRAINT ck_course_coursestate {ONE_OF_THREE}",
    ),
    ("course", "aims", "VARCHAR DEFAULT '' NOT NULL"),
    ("course", "outline", "VARCHAR DEFAULT '' NOT NULL"),
    ("course", "required_level", "VARCHAR DEFAULT '' NOT NULL"),
    ("course", "materials", "VARCHAR DEFAULT '' NOT NULL"),
    (
        "course",
        "target_take_up",
        "INTEGER CONSTRAINT ck_course_target_take_up CHECK (target_take_up BETWEEN 0 AND 100)",
    ),
    (
        "course",
        "target_turn_up",
        "INTEGER CONSTRAINT ck_course_target_turn_up CHECK (target_turn_up BETWEEN 0 AND 100)",
    ),
    ("course", "own_values", "VARCHAR DEFAULT '{}' NOT NULL"),
    ("event", "own_values", "VARCHAR DEFAULT '{}' NOT NULL"),
    ("booking", "own_values", "VARCHAR DEFAULT '{}' NOT NULL"),
    ("strand", "about", "VARCHAR DEFAULT '' NOT NULL"),
    ("strand", "turn", "INTEGER DEFAULT '0' NOT NULL"),
    ("strand", "retired", "BOOLEAN DEFAULT {false} NOT NULL"),
)
"""Table, column and kind; written out, because SQLite adds a column only with its checks."""


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _add_columns()
    _make_own_field()
    _make_own_word()
    _make_former_name()
    _make_recommendation()
    _make_action()
    _make_course_recommendation()
    _make_course_version()
    _publish_what_is_stated()
    _list_what_is_said()


def _add_columns() -> None:
    false = "false" if op.get_bind().dialect.name == "postgresql" else "0"
    for table, column, kind in ADDED:
        told = kind.replace("{false}", false)
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {told}")


def _make_own_field() -> None:
    op.create_table(
        "own_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "of",
            sa.Enum(
                "Course",
                "Event",
                "Booking",
                name="fieldof",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "Text",
                "Number",
                "Date",
                "Yes or no",
                "One of",
                name="fieldkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_field"),
        sa.UniqueConstraint("of", "name", name="uq_own_field_of_name"),
        sqlite_autoincrement=True,
    )


def _make_own_word() -> None:
    op.create_table(
        "own_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "list",
            sa.Enum(
                "Level",
                "Kind",
                "Audience",
                "Reason",
                name="ownlist",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_word"),
        sa.UniqueConstraint("list", "name", name="uq_own_word_list_name"),
        sqlite_autoincrement=True,
    )


def _make_former_name() -> None:
    op.create_table(
        "former_name",
        sa.Column(
            "kind",
            sa.Enum(
                "Level",
                "Kind",
                "Audience",
                "Reason",
                "Strand",
                "Series",
                "Venue",
                "Trainer",
                name="namedkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("now_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_former_name"),
    )


def _make_recommendation() -> None:
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "Case review",
                "Audit",
                "Priority",
                name="sourcekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
        sa.UniqueConstraint("source", "number", name="uq_recommendation_source_number"),
        sqlite_autoincrement=True,
    )


def _make_action() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column(
            "rag",
            sa.Enum(
                "Red",
                "Amber",
                "Green",
                name="rag",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name="fk_action_recommendation_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_action_recommendation_id", "action", ["recommendation_id"])
    op.create_index("ix_action_due", "action", ["due"])


def _make_course_recommendation() -> None:
    op.create_table(
        "course_recommendation",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name="fk_course_recommendation_course_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name="fk_course_recommendation_recommendation_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("course_id", "recommendation_id", name="pk_course_recommendation"),
    )
    op.create_index(
        "ix_course_recommendation_recommendation_id", "course_recommendation", ["recommendation_id"]
    )


def _make_course_version() -> None:
    op.create_table(
        "course_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("aims", sa.String(), nullable=False),
        sa.Column("outcomes", sa.String(), nullable=False),
        sa.Column("outline", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name="fk_course_version_course_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_course_version"),
        sa.UniqueConstraint("course_id", "since", name="uq_course_version_course_id_since"),
    )


def _publish_what_is_stated() -> None:
    course = sa.table("course", sa.column("level"), sa.column("audience"), sa.column("state"))
    stated = course.c.level != "", course.c.audience != ""
    op.execute(sa.update(course).where(*stated).values(state="Published"))


def _list_what_is_said() -> None:
    """Begin the board's own lists with the words that courses hold."""
    false = "false" if op.get_bind().dialect.name == "postgresql" else "0"
    for column, name in (("level", "Level"), ("kind", "Kind"), ("audience", "Audience")):
        op.execute(
            "INSERT INTO own_word (list, name, about, turn, retired) "  # noqa: S608 - our own words
            f"SELECT DISTINCT '{name}', {column}, '', 0, {false} FROM course WHERE {column} <> ''"
        )
