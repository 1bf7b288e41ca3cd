"""Messages: what they say, when they go, the outbox, and how they leave the desk."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

PURPOSES = (
    "Acknowledgement",
    "Confirmation",
    "Waiting list",
    "Offer",
    "Joining instructions",
    "Reminder",
    "Cancellation",
    "Substitution",
    "Postponement",
    "Agreement",
    "Attended",
    "Absent",
    "Before form",
    "Before form reminder",
    "End form",
    "End form reminder",
    "Follow-up",
    "Follow-up reminder",
    "Manager form",
    "Manager reminder",
    "Invoice reminder",
    "Own words",
)
STATES = ("To send", "Sending", "Perhaps sent", "Sent", "Saved as draft", "Failed", "Withdrawn")
TO_WHOM = ("Delegate", "Manager", "Agency contact")
LEAVING = ("Drafts", "SMTP")
SECURITY = ("None", "STARTTLS", "TLS")


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _make_message_rule()
    _make_message_template()
    _make_message()
    _add_to_board()


def _words(name: str, words: Iterable[str]) -> "sa.Enum":
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _make_message_rule() -> None:
    op.create_table(
        "message_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", _words("purpose", PURPOSES), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("to_delegate", sa.Boolean(), nullable=False),
        sa.Column("to_manager", sa.Boolean(), nullable=False),
        sa.Column("to_agency", sa.Boolean(), nullable=False),
        sa.Column("automatic_since", sa.Date(), nullable=True),
        sa.CheckConstraint("days BETWEEN 0 AND 365", name=op.f("ck_message_rule_days")),
        sa.CheckConstraint(
            "to_delegate OR to_manager OR to_agency", name=op.f("ck_message_rule_to_somebody")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_message_rule"),
        sa.UniqueConstraint("purpose", name="uq_message_rule_purpose"),
        sqlite_autoincrement=True,
    )


def _make_message_template() -> None:
    op.create_table(
        "message_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", _words("purpose", PURPOSES), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message_template"),
        sa.UniqueConstraint("purpose", name="uq_message_template_purpose"),
        sqlite_autoincrement=True,
    )


def _make_message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(), nullable=False),
        sa.Column("purpose", _words("purpose", PURPOSES), nullable=False),
        sa.Column("whom", _words("towhom", TO_WHOM), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("with_calendar", sa.Boolean(), nullable=False),
        sa.Column("state", _words("messagestate", STATES), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_message_tries")),
        *(_points_at(column, table) for column, table in POINTS_AT),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("once", name="uq_message_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_message_booking_id", "message", ["booking_id"])
    op.create_index("ix_message_delegate_id", "message", ["delegate_id"])
    op.create_index("ix_message_state_id", "message", ["state", "id"])


POINTS_AT = (("booking_id", "booking.id"), ("delegate_id", "delegate.id"))


def _points_at(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_message_{column}", initially="IMMEDIATE", deferrable=True
    )


def _add_to_board() -> None:
    no_words, no = sa.text("''"), sa.false()
    with op.batch_alter_table("board") as step:
        for column in (
            sa.Column("leaving", _words("leaving", LEAVING), server_default="Drafts"),
            sa.Column("mail_host", sa.String(), server_default=no_words),
            sa.Column("mail_port", sa.Integer(), server_default="587"),
            sa.Column("mail_security", _words("security", SECURITY), server_default="STARTTLS"),
            sa.Column("mail_user", sa.String(), server_default=no_words),
            sa.Column("mail_from", sa.String(), server_default=no_words),
            sa.Column("mail_from_name", sa.String(), server_default=no_words),
            sa.Column("practice", sa.Boolean(), server_default=no),
        ):
            column.nullable = False
            step.add_column(column)
        step.create_check_constraint(op.f("ck_board_mail_port"), "mail_port BETWEEN 1 AND 65535")
