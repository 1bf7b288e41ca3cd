"""What the programme holds more of: trainers beside, days off, shared and undated events."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ADDED = (
    ("event", "headcount_only", "BOOLEAN DEFAULT {false} NOT NULL"),
    ("event_session", "online", "VARCHAR DEFAULT '' NOT NULL"),
    ("series", "about", "VARCHAR DEFAULT '' NOT NULL"),
    ("trainer", "telephone", "VARCHAR DEFAULT '' NOT NULL"),
    ("trainer", "about", "VARCHAR DEFAULT '' NOT NULL"),
    ("venue", "access", "VARCHAR DEFAULT '' NOT NULL"),
    ("venue", "contact", "VARCHAR DEFAULT '' NOT NULL"),
    ("venue", "email", "VARCHAR DEFAULT '' NOT NULL"),
    ("venue", "telephone", "VARCHAR DEFAULT '' NOT NULL"),
)
"""Table, column and kind; written out, because SQLite adds a column only with its checks."""


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _add_columns()
    _link_to_agency("trainer", "daily_fee_pence")
    _link_to_agency("venue", "places", "hire_pence")
    _make_partner_board()
    _make_day_off()
    _make_event_change()
    _make_event_partner()
    _make_undated_event()
    _make_interest()
    _make_session_trainer()


def _add_columns() -> None:
    false = "false" if op.get_bind().dialect.name == "postgresql" else "0"
    for table, column, kind in ADDED:
        told = kind.replace("{false}", false)
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {told}")


def _link_to_agency(table: str, *never_below_nought: str) -> None:
    checks = tuple(
        sa.CheckConstraint(f"{column} >= 0", name=op.f(f"ck_{table}_{column}"))
        for column in never_below_nought
    )
    with op.batch_alter_table(table, table_args=checks) as step:
        step.add_column(sa.Column("agency_id", sa.Integer))
        step.create_index(f"ix_{table}_agency_id", ["agency_id"])
        step.create_foreign_key(
            f"fk_{table}_agency_id",
            "agency",
            ["agency_id"],
            ["id"],
            deferrable=True,
            initially="IMMEDIATE",
        )


def _make_partner_board() -> None:
    op.create_table(
        "partner_board",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partner_board"),
        sa.UniqueConstraint("name", name="uq_partner_board_name"),
    )


def _make_day_off() -> None:
    op.create_table(
        "day_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("trainer_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(venue_id IS NULL) <> (trainer_id IS NULL)", name=op.f("ck_day_off_of_one")
        ),
        sa.CheckConstraint("until >= since", name=op.f("ck_day_off_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["trainer_id"],
            ["trainer.id"],
            name="fk_day_off_trainer_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"],
            ["venue.id"],
            name="fk_day_off_venue_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_day_off"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_day_off_venue_id", "day_off", ["venue_id"])
    op.create_index("ix_day_off_trainer_id", "day_off", ["trainer_id"])


def _make_event_change() -> None:
    op.create_table(
        "event_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "Draft",
                "Planned",
                "Open",
                "Confirmed",
                "Delivered",
                "Postponed",
                "Cancelled",
                name="eventstatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name="fk_event_change_event_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_change_event_id", "event_change", ["event_id"])


def _make_event_partner() -> None:
    op.create_table(
        "event_partner",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name="fk_event_partner_event_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner_board.id"],
            name="fk_event_partner_partner_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", "partner_id", name="pk_event_partner"),
    )
    op.create_index("ix_event_partner_partner_id", "event_partner", ["partner_id"])


def _make_undated_event() -> None:
    op.create_table(
        "undated_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name="fk_undated_event_course_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name="fk_undated_event_event_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_undated_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_undated_event_event_id", "undated_event", ["event_id"])
    op.create_index("ix_undated_event_course_id", "undated_event", ["course_id"])


def _make_interest() -> None:
    op.create_table(
        "interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undated_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_interest_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_interest_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["undated_id"],
            ["undated_event.id"],
            name="fk_interest_undated_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_interest"),
        sa.UniqueConstraint("undated_id", "delegate_id", name="uq_interest_undated_id_delegate_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_interest_delegate_id", "interest", ["delegate_id"])
    op.create_index("ix_interest_agency_id", "interest", ["agency_id"])


def _make_session_trainer() -> None:
    op.create_table(
        "session_trainer",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "Beside",
                "Reserve",
                name="trainerpart",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["event_session.id"],
            name="fk_session_trainer_session_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["trainer_id"],
            ["trainer.id"],
            name="fk_session_trainer_trainer_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("session_id", "trainer_id", name="pk_session_trainer"),
    )
    op.create_index("ix_session_trainer_trainer_id", "session_trainer", ["trainer_id"])
