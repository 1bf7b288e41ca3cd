"""The board, its agencies and people, its courses and events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _make_board()
    _make_agency()
    _make_agency_name()
    _make_strand()
    _make_course()
    _make_course_strand()
    _make_course_requirement()
    _make_series()
    _make_venue()
    _make_trainer()
    _make_event()
    _make_event_session()
    _make_delegate()
    _make_delegate_needs()


def _make_board() -> None:
    board = op.create_table(
        "board",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("borough", sa.String(), nullable=False),
        sa.Column("signatory", sa.String(), nullable=False),
        sa.Column("signatory_role", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("follow_up_months", sa.Integer(), nullable=False),
        sa.Column("end_form_needed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "follow_up_months BETWEEN 1 AND 60", name=op.f("ck_board_follow_up_months")
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_board_only_one")),
        sa.PrimaryKeyConstraint("id", name="pk_board"),
    )
    unnamed = ("name", "borough", "signatory", "signatory_role", "address", "email", "telephone")
    op.bulk_insert(
        board,
        [dict.fromkeys(unnamed, "") | {"id": 1, "follow_up_months": 3, "end_form_needed": False}],
    )


def _make_agency() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("charging_group", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("invoice_address", sa.String(), nullable=False),
        sa.Column("sought", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
        sa.UniqueConstraint("name", name="uq_agency_name"),
    )
    op.create_index("ix_agency_sought", "agency", ["sought"])


def _make_agency_name() -> None:
    op.create_table(
        "agency_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        _link("agency_name", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("id", name="pk_agency_name"),
        sa.UniqueConstraint("folded", name="uq_agency_name_folded"),
    )
    op.create_index("ix_agency_name_agency_id", "agency_name", ["agency_id"])


def _make_strand() -> None:
    op.create_table(
        "strand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_strand"),
        sa.UniqueConstraint("name", name="uq_strand_name"),
    )


def _make_course() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("minimum", sa.Integer(), nullable=True),
        sa.Column("refresh_months", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("outcomes", sa.String(), nullable=False),
        sa.Column("sought", sa.String(), nullable=False),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_course_minimum")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_course_minutes")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_course_places")),
        sa.CheckConstraint("refresh_months >= 0", name=op.f("ck_course_refresh_months")),
        sa.PrimaryKeyConstraint("id", name="pk_course"),
        sa.UniqueConstraint("reference", name="uq_course_reference"),
    )
    op.create_index("ix_course_sought", "course", ["sought"])


def _make_course_strand() -> None:
    op.create_table(
        "course_strand",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("strand_id", sa.Integer(), nullable=False),
        _link("course_strand", "course_id", "course"),
        _link("course_strand", "strand_id", "strand"),
        sa.PrimaryKeyConstraint("course_id", "strand_id", name="pk_course_strand"),
    )
    op.create_index("ix_course_strand_strand_id", "course_strand", ["strand_id"])


def _make_course_requirement() -> None:
    op.create_table(
        "course_requirement",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("required_id", sa.Integer(), nullable=False),
        _link("course_requirement", "course_id", "course"),
        _link("course_requirement", "required_id", "course"),
        sa.PrimaryKeyConstraint("course_id", "required_id", name="pk_course_requirement"),
    )
    op.create_index("ix_course_requirement_required_id", "course_requirement", ["required_id"])


def _make_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("name", name="uq_series_name"),
    )


def _make_venue() -> None:
    op.create_table(
        "venue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("hire_pence", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("hire_pence >= 0", name=op.f("ck_venue_hire_pence")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_venue_places")),
        sa.PrimaryKeyConstraint("id", name="pk_venue"),
        sa.UniqueConstraint("name", name="uq_venue_name"),
    )


def _make_trainer() -> None:
    op.create_table(
        "trainer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("daily_fee_pence", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("daily_fee_pence >= 0", name=op.f("ck_trainer_daily_fee_pence")),
        sa.PrimaryKeyConstraint("id", name="pk_trainer"),
        sa.UniqueConstraint("name", name="uq_trainer_name"),
    )


def _make_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
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
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("register_closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("headcount >= 0", name=op.f("ck_event_headcount")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_event_places")),
        _link("event", "course_id", "course"),
        _link("event", "series_id", "series"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("reference", name="uq_event_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_course_id", "event", ["course_id"])
    op.create_index("ix_event_series_id", "event", ["series_id"])
    op.create_index("ix_event_starts", "event", ["starts"])


def _make_event_session() -> None:
    op.create_table(
        "event_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("trainer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("ends > starts", name=op.f("ck_event_session_ends_after_it_starts")),
        _link("event_session", "event_id", "event"),
        _link("event_session", "trainer_id", "trainer"),
        _link("event_session", "venue_id", "venue"),
        sa.PrimaryKeyConstraint("id", name="pk_event_session"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_session_day", "event_session", ["day"])
    op.create_index("ix_event_session_event_id", "event_session", ["event_id"])
    op.create_index("ix_event_session_trainer_id", "event_session", ["trainer_id"])
    op.create_index("ix_event_session_venue_id", "event_session", ["venue_id"])


def _make_delegate() -> None:
    op.create_table(
        "delegate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("manager_email", sa.String(), nullable=False),
        sa.Column("sought", sa.String(), nullable=False),
        _link("delegate", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("id", name="pk_delegate"),
        sa.UniqueConstraint("reference", name="uq_delegate_reference"),
        info={"person": "id"},
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delegate_agency_id", "delegate", ["agency_id"])
    op.create_index("ix_delegate_email", "delegate", ["email"])
    op.create_index("ix_delegate_sought_id", "delegate", ["sought", "id"])


def _make_delegate_needs() -> None:
    op.create_table(
        "delegate_needs",
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        _link("delegate_needs", "delegate_id", "delegate"),
        sa.PrimaryKeyConstraint("delegate_id", name="pk_delegate_needs"),
        info={"person": "delegate_id"},
    )


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=f"fk_{table}_{column}",
        deferrable=True,
        initially="IMMEDIATE",
    )
