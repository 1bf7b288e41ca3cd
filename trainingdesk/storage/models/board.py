"""The board itself: the desk's own choices, kept in one row."""

from sqlalchemy import CheckConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from trainingdesk.domain.message import Leaving, Security
from trainingdesk.domain.often_absent import AbsenceAct
from trainingdesk.domain.waiting import Promotion
from trainingdesk.storage.models.base import Base, empty_text


class Board(Base):
    """The board as its papers name it, and what it has decided for the whole desk."""

    __tablename__ = "board"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("follow_up_months BETWEEN 1 AND 60", name="follow_up_months"),
        CheckConstraint("offer_days BETWEEN 1 AND 60", name="offer_days"),
        CheckConstraint("agreement_steps BETWEEN 0 AND 2", name="agreement_steps"),
        CheckConstraint("agreement_days BETWEEN 1 AND 60", name="agreement_days"),
        CheckConstraint("absences BETWEEN 0 AND 50", name="absences"),
        CheckConstraint("absence_months BETWEEN 1 AND 60", name="absence_months"),
        CheckConstraint("absence_percent BETWEEN 0 AND 100", name="absence_percent"),
        CheckConstraint("mail_port BETWEEN 1 AND 65535", name="mail_port"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    borough: Mapped[str] = mapped_column(default="")
    signatory: Mapped[str] = mapped_column(default="")
    signatory_role: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")  # by line
    email: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    follow_up_months: Mapped[int] = mapped_column(default=3)
    end_form_needed: Mapped[bool] = mapped_column(default=False)  # for a certificate
    promotion: Mapped[Promotion] = mapped_column(
        default=Promotion.BOOKED, server_default=Promotion.BOOKED.value
    )
    offer_days: Mapped[int] = mapped_column(default=3, server_default="3")
    agreement_steps: Mapped[int] = mapped_column(default=0, server_default="0")
    agreement_days: Mapped[int] = mapped_column(default=10, server_default="10")  # to agree within
    absences: Mapped[int] = mapped_column(default=0, server_default="0")  # too many; 0: never
    absence_months: Mapped[int] = mapped_column(default=12, server_default="12")  # that are counted
    absence_percent: Mapped[int] = mapped_column(default=0, server_default="0")  # of an agency's
    absence_act: Mapped[AbsenceAct] = mapped_column(
        default=AbsenceAct.NOTHING, server_default=AbsenceAct.NOTHING.value
    )
    leaving: Mapped[Leaving] = mapped_column(
        default=Leaving.DRAFTS, server_default=Leaving.DRAFTS.value
    )
    mail_host: Mapped[str] = empty_text()
    mail_port: Mapped[int] = mapped_column(default=587, server_default="587")
    mail_security: Mapped[Security] = mapped_column(
        default=Security.STARTTLS, server_default=Security.STARTTLS.value
    )
    mail_user: Mapped[str] = empty_text()  # its password is kept by the system, never here
    mail_from: Mapped[str] = empty_text()
    mail_from_name: Mapped[str] = empty_text()
    practice: Mapped[bool] = mapped_column(default=False, server_default=false())  # never sends
    invoice_prefix: Mapped[str] = mapped_column(default="INV-", server_default="INV-")
    credit_prefix: Mapped[str] = mapped_column(default="CN-", server_default="CN-")
    pay_to: Mapped[str] = empty_text()  # how an invoice is paid, by line
