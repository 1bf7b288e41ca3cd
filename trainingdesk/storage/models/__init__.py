"""The tables of the desk, one module for each subject."""

from trainingdesk.storage.models.agency import (
    Agency,
    AgencyBorough,
    AgencyChange,
    AgencyContact,
    AgencyName,
)
from trainingdesk.storage.models.agreement import Agreement, Overridden
from trainingdesk.storage.models.audit import Audit, AuditValue
from trainingdesk.storage.models.base import Base
from trainingdesk.storage.models.board import Board
from trainingdesk.storage.models.booking import Booking, Mark, StatusChange
from trainingdesk.storage.models.certificate import Certificate
from trainingdesk.storage.models.charging import (
    Charge,
    ChargingFact,
    ChargingPause,
    ChargingPolicy,
    FinanceCode,
    FinanceColumn,
    Invoice,
    InvoiceLine,
    InvoicePage,
    InvoiceReminder,
    Payment,
)
from trainingdesk.storage.models.course import (
    Course,
    CourseRequirement,
    CourseStrand,
    CourseVersion,
    Strand,
)
from trainingdesk.storage.models.delegate import (
    Delegate,
    DelegateAlias,
    DelegateMove,
    DelegateNeeds,
    DifferentPeople,
    Licence,
    LicenceGroup,
)
from trainingdesk.storage.models.evaluation import Answer, Form, Question, QuestionStage
from trainingdesk.storage.models.event import (
    DayOff,
    Event,
    EventChange,
    EventPartner,
    EventSession,
    PartnerBoard,
    Series,
    SessionTrainer,
    Trainer,
    Venue,
)
from trainingdesk.storage.models.issued import IssuedAlready
from trainingdesk.storage.models.message import Message, MessageRule, MessageTemplate
from trainingdesk.storage.models.money import Cost, Receipt
from trainingdesk.storage.models.own import FormerName, OwnField, OwnWord
from trainingdesk.storage.models.recommendation import Action, CourseRecommendation, Recommendation
from trainingdesk.storage.models.register import (
    AbsenceFlag,
    AttendanceRule,
    Completion,
    Evidence,
    EvidenceFile,
    MarkChange,
    RegisterChange,
)
from trainingdesk.storage.models.returned import PublishedFigure, Return, SurveyAnswer
from trainingdesk.storage.models.share import HeldName, PlaceHold, PlaceShare
from trainingdesk.storage.models.undated import Interest, UndatedEvent
from trainingdesk.storage.models.waiting import BookingOrigin, Offer, SharedWait, Turn

__all__ = [
    "AbsenceFlag",
    "Action",
    "Agency",
    "AgencyBorough",
    "AgencyChange",
    "AgencyContact",
    "AgencyName",
    "Agreement",
    "Answer",
    "AttendanceRule",
    "Audit",
    "AuditValue",
    "Base",
    "Board",
    "Booking",
    "BookingOrigin",
    "Certificate",
    "Charge",
    "ChargingFact",
    "ChargingPause",
    "ChargingPolicy",
    "Completion",
    "Cost",
    "Course",
    "CourseRecommendation",
    "CourseRequirement",
    "CourseStrand",
    "CourseVersion",
    "DayOff",
    "Delegate",
    "DelegateAlias",
    "DelegateMove",
    "DelegateNeeds",
    "DifferentPeople",
    "Event",
    "EventChange",
    "EventPartner",
    "EventSession",
    "Evidence",
    "EvidenceFile",
    "FinanceCode",
    "FinanceColumn",
    "Form",
    "FormerName",
    "HeldName",
    "Interest",
    "Invoice",
    "InvoiceLine",
    "InvoicePage",
    "InvoiceReminder",
    "IssuedAlready",
    "Licence",
    "LicenceGroup",
    "Mark",
    "MarkChange",
    "Message",
    "MessageRule",
    "MessageTemplate",
    "Offer",
    "Overridden",
    "OwnField",
    "OwnWord",
    "PartnerBoard",
    "Payment",
    "PlaceHold",
    "PlaceShare",
    "PublishedFigure",
    "Question",
    "QuestionStage",
    "Receipt",
    "Recommendation",
    "RegisterChange",
    "Return",
    "Series",
    "SessionTrainer",
    "SharedWait",
    "StatusChange",
    "Strand",
    "SurveyAnswer",
    "Trainer",
    "Turn",
    "UndatedEvent",
    "Venue",
]
