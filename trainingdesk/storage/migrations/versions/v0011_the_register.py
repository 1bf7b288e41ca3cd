"""The register: what each mark was before, the board's rules, evidence, and who often is absent."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ATTENDANCE = ("Attended", "Late", "Left early", "Absent", "Apologies")
CONSEQUENCES = ("None", "No certificate", "Counts as absent")
EVIDENCE = ("Signed sheet", "Typed sheet", "Teams report", "Other")
ACTS = ("Nothing", "Tell", "Restrict")


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _make_mark_change()
    _make_register_change()
    _make_attendance_rule()
    _make_evidence()
    _make_completion()
    _make_absence_flag()
    _add_columns()


def _words(name: str, words: Iterable[str]) -> "sa.Enum":
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", initially="IMMEDIATE", deferrable=True
    )


def _make_mark_change() -> None:
    op.create_table(
        "mark_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("attendance", _words("attendance", ATTENDANCE), nullable=True),
        sa.Column("minutes_late", sa.Integer(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        _points_at("mark_change", "booking_id", "booking.id"),
        _points_at("mark_change", "session_id", "event_session.id"),
        sa.PrimaryKeyConstraint("id", name="pk_mark_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mark_change_booking_id", "mark_change", ["booking_id"])
    op.create_index("ix_mark_change_session_id", "mark_change", ["session_id"])


def _make_register_change() -> None:
    op.create_table(
        "register_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("late", _words("consequence", CONSEQUENCES), nullable=True),
        sa.Column("left_early", _words("left_early", CONSEQUENCES), nullable=True),
        _points_at("register_change", "event_id", "event.id"),
        sa.PrimaryKeyConstraint("id", name="pk_register_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_register_change_event_id", "register_change", ["event_id"])


def _make_attendance_rule() -> None:
    op.create_table(
        "attendance_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("late", _words("consequence", CONSEQUENCES), nullable=False),
        sa.Column("left_early", _words("left_early", CONSEQUENCES), nullable=False),
        sa.CheckConstraint("percent BETWEEN 1 AND 100", name=op.f("ck_attendance_rule_percent")),
        sa.CheckConstraint(
            "grace_minutes BETWEEN 0 AND 240", name=op.f("ck_attendance_rule_grace_minutes")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_rule"),
        sa.UniqueConstraint("kind", name="uq_attendance_rule_kind"),
        sqlite_autoincrement=True,
    )


def _make_evidence() -> None:
    op.create_table(
        "evidence_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_evidence_file"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("evidencekind", EVIDENCE), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_evidence_size")),
        _points_at("evidence", "event_id", "event.id"),
        _points_at("evidence", "sha256", "evidence_file.sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("event_id", "sha256", name="uq_evidence_event_id_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_evidence_event_id", "evidence", ["event_id"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def _make_completion() -> None:
    op.create_table(
        "completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_completion_score")),
        _points_at("completion", "course_id", "course.id"),
        _points_at("completion", "delegate_id", "delegate.id"),
        _points_at("completion", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("id", name="pk_completion"),
        sa.UniqueConstraint(
            "course_id", "delegate_id", "on", name="uq_completion_course_id_delegate_id_on"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_completion_agency_id", "completion", ["agency_id"])
    op.create_index("ix_completion_delegate_id", "completion", ["delegate_id"])


def _make_absence_flag() -> None:
    op.create_table(
        "absence_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("absences", sa.Integer(), nullable=False),
        sa.Column("act", _words("absenceact", ACTS), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=False),
        sa.Column("lifted_note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(delegate_id IS NULL) <> (agency_id IS NULL)", name=op.f("ck_absence_flag_of_one")
        ),
        sa.CheckConstraint("absences >= 0", name=op.f("ck_absence_flag_absences")),
        _points_at("absence_flag", "delegate_id", "delegate.id"),
        _points_at("absence_flag", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("id", name="pk_absence_flag"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_absence_flag_agency_id", "absence_flag", ["agency_id"])
    op.create_index("ix_absence_flag_delegate_id", "absence_flag", ["delegate_id"])


def _add_columns() -> None:
    # In words of its own: making these tables anew would lose that numbers are given only once.
    late = "CONSTRAINT ck_mark_minutes_late CHECK (minutes_late >= 0)"
    op.execute(f"ALTER TABLE mark ADD COLUMN minutes_late INTEGER {late}")
    op.execute("ALTER TABLE mark ADD COLUMN left_at TIME")
    op.execute("ALTER TABLE booking ADD COLUMN why_absent VARCHAR DEFAULT '' NOT NULL")
    with op.batch_alter_table("board") as step:
        for column in (
            sa.Column("absences", sa.Integer(), server_default="0"),
            sa.Column("absence_months", sa.Integer(), server_default="12"),
            sa.Column("absence_percent", sa.Integer(), server_default="0"),
            sa.Column("absence_act", _words("absenceact", ACTS), server_default="Nothing"),
        ):
            column.nullable = False
            step.add_column(column)
        step.create_check_constraint(op.f("ck_board_absences"), "absences BETWEEN 0 AND 50")
        step.create_check_constraint(
            op.f("ck_board_absence_months"), "absence_months BETWEEN 1 AND 60"
        )
        step.create_check_constraint(
            op.f("ck_board_absence_percent"), "absence_percent BETWEEN 0 AND 100"
        )
