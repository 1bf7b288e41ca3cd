"""The tables of the desk, one module for each subject."""

from trainingdesk.storage.models.agency import Agency, AgencyName
from trainingdesk.storage.models.audit import Audit, AuditValue
from trainingdesk.storage.models.base import Base
from trainingdesk.storage.models.board import Board
from trainingdesk.storage.models.booking import Booking, Mark, StatusChange
from trainingdesk.storage.models.certificate import Certificate
from trainingdesk.storage.models.course import Course, CourseRequirement, CourseStrand, Strand
from trainingdesk.storage.models.delegate import Delegate, DelegateNeeds
from trainingdesk.storage.models.evaluation import Answer, Form, Question, QuestionStage
from trainingdesk.storage.models.event import Event, EventSession, Series, Trainer, Venue
from trainingdesk.storage.models.money import Cost, Receipt
from trainingdesk.storage.models.returned import PublishedFigure, Return, SurveyAnswer

__all__ = [
    "Agency",
    "AgencyName",
    "Answer",
    "Audit",
    "AuditValue",
    "Base",
    "Board",
    "Booking",
    "Certificate",
    "Cost",
    "Course",
    "CourseRequirement",
    "CourseStrand",
    "Delegate",
    "DelegateNeeds",
    "Event",
    "EventSession",
    "Form",
    "Mark",
    "PublishedFigure",
    "Question",
    "QuestionStage",
    "Receipt",
    "Return",
    "Series",
    "StatusChange",
    "Strand",
    "SurveyAnswer",
    "Trainer",
    "Venue",
]
