"""Who has a place on what, who came, and the certificates for it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _make_booking()
    _make_status_change()
    _make_mark()
    _make_certificate()


def _make_booking() -> None:
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "Requested",
                "Booked",
                "Waiting",
                "Offered",
                "Walk-in",
                "Cancelled",
                "Substituted",
                "Transferred",
                name="bookingstatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("booked_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        _link("booking", "agency_id", "agency"),
        _link("booking", "delegate_id", "delegate"),
        _link("booking", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        info={"person": "delegate_id"},
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_booking_live",
        "booking",
        ["event_id", "delegate_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('Booked', 'Waiting', 'Offered', 'Walk-in')"),
        postgresql_where=sa.text("status IN ('Booked', 'Waiting', 'Offered', 'Walk-in')"),
    )
    op.create_index("ix_booking_agency_id", "booking", ["agency_id"])
    op.create_index("ix_booking_delegate_id", "booking", ["delegate_id"])
    op.create_index("ix_booking_event_id", "booking", ["event_id"])


def _make_status_change() -> None:
    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "Requested",
                "Booked",
                "Waiting",
                "Offered",
                "Walk-in",
                "Cancelled",
                "Substituted",
                "Transferred",
                name="bookingstatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        _link("status_change", "booking_id", "booking"),
        sa.PrimaryKeyConstraint("id", name="pk_status_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_status_change_booking_id", "status_change", ["booking_id"])


def _make_mark() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "Attended",
                "Late",
                "Left early",
                "Absent",
                "Apologies",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        _link("mark", "booking_id", "booking"),
        _link("mark", "session_id", "event_session"),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
        sa.UniqueConstraint("booking_id", "session_id", name="uq_mark_booking_id_session_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mark_session_id", "mark", ["session_id"])


def _make_certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        _link("certificate", "booking_id", "booking"),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_certificate_valid",
        "certificate",
        ["booking_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_on IS NULL"),
        postgresql_where=sa.text("withdrawn_on IS NULL"),
    )
    op.create_index("ix_certificate_booking_id", "certificate", ["booking_id"])


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=f"fk_{table}_{column}",
        deferrable=True,
        initially="IMMEDIATE",
    )
