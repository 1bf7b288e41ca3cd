"""Waiting lists, kept places, agreements, and where bookings came from."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

LIMITS = (("offer_days", 1, 60), ("agreement_steps", 0, 2), ("agreement_days", 1, 60))


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _make_place_hold()
    _make_place_share()
    _make_agreement()
    _make_booking_origin()
    _make_held_name()
    _make_offer()
    _make_overridden()
    _make_shared_wait()
    _make_turn()
    _add_to_board()
    _add_to_status_change()


def _make_place_hold() -> None:
    op.create_table(
        "place_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_place_hold_places")),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_place_hold_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name="fk_place_hold_event_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_place_hold"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_place_hold_agency_id", "place_hold", ["agency_id"])
    op.create_index("ix_place_hold_event_id", "place_hold", ["event_id"])


def _make_place_share() -> None:
    op.create_table(
        "place_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "Cap", "Aim", name="sharekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(agency_id IS NULL) <> (sector = '')", name=op.f("ck_place_share_for_one")
        ),
        sa.CheckConstraint(
            "(event_id IS NULL) <> (course_id IS NULL)", name=op.f("ck_place_share_of_one")
        ),
        sa.CheckConstraint("places >= 0", name=op.f("ck_place_share_places")),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_place_share_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name="fk_place_share_course_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name="fk_place_share_event_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_place_share"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_place_share_agency_id", "place_share", ["agency_id"])
    op.create_index("ix_place_share_course_id", "place_share", ["course_id"])
    op.create_index("ix_place_share_event_id", "place_share", ["event_id"])


def _make_agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.CheckConstraint("step IN (1, 2)", name=op.f("ck_agreement_step")),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_agreement_booking_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("booking_id", "step", name="uq_agreement_booking_id_step"),
        sqlite_autoincrement=True,
    )


def _make_booking_origin() -> None:
    op.create_table(
        "booking_origin",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "Transferred",
                "Substituted",
                "Carried over",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_booking_origin_booking_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["booking.id"],
            name="fk_booking_origin_from_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("booking_id", name="pk_booking_origin"),
    )
    op.create_index("ix_booking_origin_from_id", "booking_origin", ["from_id"])


def _make_held_name() -> None:
    op.create_table(
        "held_name",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_held_name_booking_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["hold_id"],
            ["place_hold.id"],
            name="fk_held_name_hold_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("booking_id", name="pk_held_name"),
    )
    op.create_index("ix_held_name_hold_id", "held_name", ["hold_id"])


def _make_offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "Accepted",
                "Declined",
                "Expired",
                "Withdrawn",
                name="offeranswer",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL)",
            name=op.f("ck_offer_answered_with_an_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_offer_booking_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_offer_booking_id", "offer", ["booking_id"])
    op.create_index("ix_offer_expires_at", "offer", ["expires_at"])
    op.create_index(
        "uq_offer_open",
        "offer",
        ["booking_id"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )


def _make_overridden() -> None:
    op.create_table(
        "overridden",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("warning", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_overridden_booking_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_overridden"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_overridden_booking_id", "overridden", ["booking_id"])


def _make_shared_wait() -> None:
    op.create_table(
        "shared_wait",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_shared_wait_booking_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["booking.id"],
            name="fk_shared_wait_first_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("booking_id", name="pk_shared_wait"),
    )
    op.create_index("ix_shared_wait_first_id", "shared_wait", ["first_id"])


def _make_turn() -> None:
    op.create_table(
        "turn",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_turn_booking_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("booking_id", name="pk_turn"),
    )


def _add_to_board() -> None:
    with op.batch_alter_table("board") as step:
        step.add_column(
            sa.Column(
                "promotion",
                sa.Enum(
                    "Booked",
                    "Offered",
                    "By hand",
                    name="promotion",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                server_default="Booked",
                nullable=False,
            )
        )
        step.add_column(sa.Column("offer_days", sa.Integer(), server_default="3", nullable=False))
        step.add_column(
            sa.Column("agreement_steps", sa.Integer(), server_default="0", nullable=False)
        )
        step.add_column(
            sa.Column("agreement_days", sa.Integer(), server_default="10", nullable=False)
        )
        for column, least, most in LIMITS:
            step.create_check_constraint(
                op.f(f"ck_board_{column}"), f"{column} BETWEEN {least} AND {most}"
            )


def _add_to_status_change() -> None:
    # Written out: a table made anew by the step would lose that it gives no number again.
    op.execute("ALTER TABLE status_change ADD COLUMN via VARCHAR DEFAULT '' NOT NULL")
