"""Charging: the policy in its versions, charges, invoices, payments, and the finance file."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

OCCASIONS = (
    "Late cancellation",
    "Absence",
    "Late arrival",
    "Leaving early",
    "E-learning not finished",
    "Attendance fee",
)
KINDS = ("Invoice", "Credit note")
LONGEST = max(map(len, OCCASIONS))
STANDS = "ended_on IS NULL"
ISSUED = ("invoice", "invoice_line", "invoice_page")
ON_SQLITE = """
    CREATE TRIGGER {table}_{what} BEFORE {what} ON {table}
    BEGIN SELECT RAISE(ABORT, 'An invoice never changes once it is issued.'); END
"""
ON_POSTGRESQL = """
    CREATE FUNCTION is_issued() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'An invoice never changes once it is issued.'; END $$;
"""
EACH_ON_POSTGRESQL = """
    CREATE TRIGGER {table}_is_issued BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION is_issued();
"""


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _make_policy()
    _make_charge()
    _make_invoice()
    _guard_what_is_issued()
    _make_payment()
    _make_finance_file()
    _add_columns()


def _number() -> "sa.Column[int]":
    return sa.Column("id", sa.Integer(), nullable=False)


def _words(name: str, words: Iterable[str], length: int = 20) -> "sa.Enum":
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=length)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False)


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", initially="IMMEDIATE", deferrable=True
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _make_policy() -> None:
    op.create_table(
        "charging_policy",
        _number(),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_charging_policy"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "charging_pause",
        _number(),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        _text("why"),
        _points_at("charging_pause", "policy_id", "charging_policy.id"),
        sa.PrimaryKeyConstraint("id", name="pk_charging_pause"),
        sqlite_autoincrement=True,
    )
    _index("charging_pause", "policy_id")


def _make_charge() -> None:
    op.create_table(
        "charging_fact",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("fee_paid_pence", sa.BigInteger(), nullable=False),
        sa.Column("phoned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("emailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extra_pence", sa.BigInteger(), nullable=False),
        _text("extra_note"),
        sa.CheckConstraint("extra_pence >= 0", name=op.f("ck_charging_fact_extra_pence")),
        sa.CheckConstraint("fee_paid_pence >= 0", name=op.f("ck_charging_fact_fee_paid_pence")),
        _points_at("charging_fact", "booking_id", "booking.id"),
        sa.PrimaryKeyConstraint("booking_id", name="pk_charging_fact"),
    )
    op.create_table(
        "charge",
        _number(),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        _text("line"),
        sa.Column("occasion", _words("occasion", OCCASIONS, LONGEST), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        _text("vat_code"),
        _text("charging_group"),
        sa.Column("price_pence", sa.BigInteger(), nullable=True),
        _text("words"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        _text("who"),
        sa.Column("waived_pence", sa.BigInteger(), nullable=False),
        _text("waived_why"),
        _text("waived_evidence"),
        _text("waived_by"),
        sa.Column("ended_on", sa.Date(), nullable=True),
        _text("ended_why"),
        sa.CheckConstraint("pence > 0", name=op.f("ck_charge_pence")),
        sa.CheckConstraint("waived_pence BETWEEN 0 AND pence", name=op.f("ck_charge_waived_pence")),
        _points_at("charge", "agency_id", "agency.id"),
        _points_at("charge", "booking_id", "booking.id"),
        _points_at("charge", "policy_id", "charging_policy.id"),
        sa.PrimaryKeyConstraint("id", name="pk_charge"),
        sqlite_autoincrement=True,
    )
    _index("charge", "agency_id", "booking_id", "due_on", "policy_id")
    for name, of in (("fee", ""), ("missed", "NOT ")):
        where = sa.text(f"{STANDS} AND {of}occasion = 'Attendance fee'")
        op.create_index(
            f"uq_charge_{name}",
            "charge",
            ["booking_id"],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )


def _make_invoice() -> None:
    op.create_table(
        "invoice",
        _number(),
        sa.Column("kind", _words("invoicekind", KINDS), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("reference"),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        _text("made_out_to"),
        _text("about"),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.Column("credits_id", sa.Integer(), nullable=True),
        _text("reason"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _text("who"),
        sa.CheckConstraint("number > 0", name=op.f("ck_invoice_number")),
        sa.CheckConstraint("pence > 0", name=op.f("ck_invoice_pence")),
        _points_at("invoice", "agency_id", "agency.id"),
        _points_at("invoice", "credits_id", "invoice.id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice"),
        sa.UniqueConstraint("credits_id", name="uq_invoice_credits_id"),
        sa.UniqueConstraint("kind", "number", name="uq_invoice_kind_number"),
        sa.UniqueConstraint("reference", name="uq_invoice_reference"),
        sqlite_autoincrement=True,
    )
    _index("invoice", "agency_id", "issued_on")
    op.create_table(
        "invoice_line",
        _number(),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("charge_id", sa.Integer(), nullable=False),
        _text("words"),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        _text("vat_code"),
        _points_at("invoice_line", "charge_id", "charge.id"),
        _points_at("invoice_line", "invoice_id", "invoice.id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_line"),
        sa.UniqueConstraint("invoice_id", "charge_id", name="uq_invoice_line_invoice_id_charge_id"),
        sqlite_autoincrement=True,
    )
    _index("invoice_line", "charge_id")
    op.create_table(
        "invoice_page",
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        _text("sha256"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _points_at("invoice_page", "invoice_id", "invoice.id"),
        sa.PrimaryKeyConstraint("invoice_id", name="pk_invoice_page"),
    )


def _guard_what_is_issued() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(ON_POSTGRESQL)
        for table in ISSUED:
            op.execute(EACH_ON_POSTGRESQL.format(table=table))
        return
    for table in ISSUED:
        for what in ("update", "delete"):
            op.execute(ON_SQLITE.format(table=table, what=what))


def _make_payment() -> None:
    op.create_table(
        "payment",
        _number(),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _text("who"),
        _points_at("payment", "invoice_id", "invoice.id"),
        _points_at("payment", "receipt_id", "receipt.id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
        sa.UniqueConstraint("receipt_id", name="uq_payment_receipt_id"),
        sqlite_autoincrement=True,
    )
    _index("payment", "invoice_id")
    op.create_table(
        "invoice_reminder",
        _number(),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _text("who"),
        _points_at("invoice_reminder", "invoice_id", "invoice.id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_reminder"),
        sqlite_autoincrement=True,
    )
    _index("invoice_reminder", "invoice_id")


def _make_finance_file() -> None:
    op.create_table(
        "finance_column",
        _number(),
        sa.Column("turn", sa.Integer(), nullable=False),
        _text("heading"),
        _text("field"),
        _text("fixed"),
        sa.PrimaryKeyConstraint("id", name="pk_finance_column"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "finance_code",
        sa.Column("occasion", _words("occasion", OCCASIONS, LONGEST), nullable=False),
        _text("ledger"),
        _text("vat"),
        sa.PrimaryKeyConstraint("occasion", name="pk_finance_code"),
    )


def _add_columns() -> None:
    # In words of its own: making these tables anew would lose that numbers are given only once.
    for table in ("course", "event"):
        at_least = f"CONSTRAINT ck_{table}_price_pence CHECK (price_pence >= 0)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN price_pence BIGINT {at_least}")
    op.execute("ALTER TABLE agency ADD COLUMN group_before VARCHAR DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE agency ADD COLUMN group_since DATE")
    with op.batch_alter_table("board") as step:
        for name, usual in (("invoice_prefix", "INV-"), ("credit_prefix", "CN-"), ("pay_to", "")):
            usually = sa.text(f"'{usual}'")
            step.add_column(sa.Column(name, sa.String(), server_default=usually, nullable=False))
