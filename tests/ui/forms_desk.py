"""A small desk with two records for every form: one in full, one with hardly anything said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from sqlalchemy.orm import Session

from tests.conftest import AFTER, BEFORE, BY, STARTS
from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.agency import AgencyDetails, ContactDetails
from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.attendance_rule import Rule
from trainingdesk.domain.charging.boards import SOUTH_TYNESIDE, STAFFORDSHIRE
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.course_details import CourseDetails
from trainingdesk.domain.day_off import Off
from trainingdesk.domain.delegate import DelegateDetails
from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.event_interest import UndatedDetails
from trainingdesk.domain.indicator import IndicatorDetails
from trainingdesk.domain.licence import GroupDetails, LicenceDetails
from trainingdesk.domain.message import Purpose
from trainingdesk.domain.observation import ObservationDetails
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf
from trainingdesk.domain.own_words import BoardList, WordDetails
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.domain.recommendation import Rag, RecommendationDetails, SourceKind
from trainingdesk.domain.series import SeriesDetails
from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.stage_times import After
from trainingdesk.domain.trainer import TrainerDetails
from trainingdesk.domain.venue import VenueDetails
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services import (
    actions,
    agency_contacts,
    agency_records,
    bookings,
    courses,
    delegate_records,
    events,
    licence_groups,
    licences,
    own_fields,
    own_words,
    partners,
    recommendations,
    series,
    trainers,
    undated,
    venues,
)
from trainingdesk.services.attendance_rules import KindRule, save_rule
from trainingdesk.services.charging.policies import begin_policy
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation import indicators, observations
from trainingdesk.services.evaluation.questions import add_question
from trainingdesk.services.evaluation.versions import save_questionnaire
from trainingdesk.services.message_rules import RuleDetails, add_rule
from trainingdesk.services.share_changes import set_share
from trainingdesk.storage.models import Booking, Course, Event

VALUES = {
    FieldKind.TEXT: "By  train, “first” class",
    FieldKind.NUMBER: "-1200.50",
    FieldKind.DATE: "2019-02-28",
    FieldKind.YES_NO: "No",
    FieldKind.ONE_OF: "Bread & butter",
}
NAMES = {kind: f"{kind.value} & more" for kind in FieldKind}
USUAL_RULE = 0
"""The rule of attendance that holds where the board keeps none has no number."""
LONG_GONE = Off(date(2019, 12, 30), date(2020, 1, 2), "shut: new floor")


@dataclass(frozen=True)
class Small:
    """The numbers of the records by what they are, the full one first."""

    numbers: dict[str, Sequence[int]] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Sequence[int]:
        return self.numbers[kind]


def fill(desk: Desk) -> Small:
    """Put the records onto a new desk, each as its own service takes it."""
    small = Small()
    for part in PARTS:
        with desk.changing("Set up") as db:
            small.numbers.update(part(db, small))
    return small


def _evaluation(db: Session, small: Small) -> dict[str, Sequence[int]]:
    scale = QuestionDetails(
        "CONF",
        "How sure, “now”?",
        lowest=0,
        highest=10,
        lowest_end="Not; at all",
        highest_end="Very",
        measure="A measure & more",
        stages=(Stage.BEFORE, Stage.MANAGER),
    )
    words = QuestionDetails("WHY", "Why?", AnswerKind.TEXT)
    several = QuestionDetails("WHAT", "What?", AnswerKind.SEVERAL, choices=("Bread & butter", "Ł"))
    numbers = [add_question(db, each) for each in (scale, several, words)]
    asks = (Put("WHAT", AskedPer.SPEAKER), Put("CONF"), Put("WHY", AskedPer.SESSION))
    full = QuestionnaireDetails(
        Stage.BEFORE, small["course"][0], "Before, the", "One.\n\nTwo", asks=asks, anonymous=True
    )
    bare = QuestionnaireDetails(Stage.END, title="Bare", asks=(Put("WHY"),))
    forms = [save_questionnaire(db, each, opened=None, today=BEFORE) for each in (full, bare)]
    return {"question": numbers, "form": forms}


def _charging(db: Session, _: Small) -> dict[str, Sequence[int]]:
    in_full = replace(STAFFORDSHIRE, waivers=SOUTH_TYNESIDE.waivers, conditions=("One.", "Two."))
    return {"policy": [begin_policy(db, policy) for policy in (in_full, Policy("Bare"))]}


def _lists(db: Session, _: Small) -> dict[str, Sequence[int]]:
    values: dict[str, Sequence[int]] = {}
    for of in FieldOf:
        values[of.value] = [
            own_fields.add_field(db, FieldDetails(NAMES[kind], of, kind, _choices(kind)))
            for kind in FieldKind
        ]
        values[f"{of.value} retired"] = [own_fields.add_field(db, FieldDetails("Once", of))]
    for which in BoardList:
        about = WordDetails("Once & again", "Said of it.\n\nIn two paragraphs.")
        words = (about, WordDetails("Bare"))
        values[which.value] = [own_words.add_word(db, which, each) for each in words]
    values["field"] = [values["Course"][-1], values["Event"][0]]
    return values


def _choices(kind: FieldKind) -> tuple[str, ...]:
    return ("Bread & butter", "Jam") if kind is FieldKind.ONE_OF else ()


def _people(db: Session, _: Small) -> dict[str, Sequence[int]]:
    trust = agency_records.add_agency(db, AgencyDetails("Trust; of O’Hara", "Health"))
    told = AgencyDetails(
        "Library",
        "Culture, and more",
        "Group  A",
        ("Borough library", "LIB, the"),
        "Jo",
        "jo@example.org",
        "1 High Street\n\nTown",
        trust,
        ("Alderford", "Westmere"),
    )
    library = agency_records.add_agency(db, told)
    third = agency_records.add_agency(db, AgencyDetails("Third House", "Voluntary"))
    contact = ContactDetails("Ada  King", "Head, deputy", "ada@example.org", "020 1")
    first = agency_contacts.add_contact(db, library, contact)
    second = agency_contacts.add_contact(db, library, ContactDetails("Bare"))
    needs = "A hearing loop.\n\nNo  nuts"
    person = DelegateDetails("Łukasz", "Żak", "l@example.org", library, "Nurse", "Jo")
    person = replace(person, manager_email="jo@example.org", needs=needs, telephone="020 2")
    person = replace(person, joined_on=date(2019, 3, 3))
    people = [
        delegate_records.add_delegate(db, each)
        for each in (person, DelegateDetails("Grace", "Hopper", agency_id=trust))
    ]
    new = delegate_records.add_delegate(db, DelegateDetails("Ada", "King", agency_id=third))
    return {
        "agency": [library, trust, third],
        "contact": [first, second],
        "delegate": people,
        "newcomer": [new],
    }


def _catalogue(db: Session, small: Small) -> dict[str, Sequence[int]]:
    asked = RecommendationDetails(SourceKind.AUDIT, "Review, of Q", "4", "Train.\n\nAll")
    asked = replace(asked, made_on=date(2019, 3, 3), closed_on=date(2020, 3, 3))
    bare = RecommendationDetails(source="Bare", words="Anything")
    asks = [recommendations.add_recommendation(db, each) for each in (asked, bare)]
    alike = (
        RecommendationDetails(source="Plan", number="1", words="Anything"),
        RecommendationDetails(source="Plan, 1", words="Anything else"),
    )
    alike_ids = [recommendations.add_recommendation(db, each) for each in alike]
    other = courses.add_course(db, CourseDetails("Bare", "BARE"), today=BEFORE)
    told = CourseDetails(
        "Risk  & harm",
        "RISK",
        "Once & again",
        100,
        20,
        8,
        "A new kind",
        ("Once & again", "Neglect"),
        "All, and more",
        "To see.\n\nTo tell.",
        "One\nTwo",
        "Day\n\n  Hours",
        36,
        (other,),
        "Once & again",
        95,
        90,
        "https://example.org",
        tuple(asks),
        CourseState.PUBLISHED,
        _own_values(small, FieldOf.COURSE),
        90_50,
        After(weeks=6),
        end_form_needed=True,
    )
    full = courses.add_course(db, told, today=BEFORE)
    db.get_one(Course, other).level = "held before the list had it"
    return {"course": [full, other], "recommendation": asks, "alike": alike_ids}


def _own_values(small: Small, of: FieldOf) -> Mapping[str, str]:
    keys = [str(number) for number in small[of.value]]
    return dict(zip(keys, VALUES.values(), strict=True)) | {
        str(small[f"{of.value} retired"][0]): "Held"
    }


def _programme(db: Session, small: Small) -> dict[str, Sequence[int]]:
    library = small["agency"][0]
    hall = VenueDetails("Hall, the", "1 High Street\nTown", 30, 4550, "Loop.\n\nRamp", "Jo")
    hall = replace(hall, email="h@example.org", telephone="020", agency_id=library)
    halls = [
        venues.add_venue(db, each)
        for each in (replace(hall, days_off=(LONG_GONE,)), VenueDetails("Bare"))
    ]
    jo = TrainerDetails("King, Jo", "jo@example.org", "020", 30000, "Tells.\n\nAsks", library)
    jo = replace(jo, days_off=(LONG_GONE, Off(STARTS, AFTER)))
    trained = [trainers.add_trainer(db, each) for each in (jo, TrainerDetails("Bare"))]
    weeks = [
        series.add_series(db, each)
        for each in (SeriesDetails("Week, the", "Of it.\n\nAll"), SeriesDetails("Bare"))
    ]
    boards = [partners.add_partner(db, name) for name in ("Westmere, LSCB", "Bare")]
    days = (
        SessionDetails(STARTS, time(9, 30), time(16, 5), "Hall, the", "King, Jo"),
        SessionDetails(AFTER, online="https://example.org/room", reserve=("King, Jo",)),
    )
    days = (replace(days[0], beside=("Bare",)), days[1])
    event = EventDetails(small["course"][0], "RISK-1", "Week, the", 2, EventStatus.CONFIRMED)
    event = replace(event, partners=("Bare", "Westmere, LSCB"), sessions=days)
    event = replace(event, own_values=_own_values(small, FieldOf.EVENT))
    heads = EventDetails(small["course"][1], "HEADS-1", headcount_only=True, headcount=300)
    heads = replace(heads, sessions=(SessionDetails(BEFORE),))
    off = EventDetails(small["course"][1], "OFF-1", places=0, sessions=(SessionDetails(AFTER),))
    held = [events.add_event(db, each, by=BY) for each in (event, heads, off)]
    db.get_one(Event, held[-1]).status = EventStatus.CANCELLED
    for person in small["delegate"]:
        bookings.book(db, event_id=held[0], delegate_id=person, by=BY)
    booked = list(db.query(Booking).order_by(Booking.id))
    booked[0].own_values = dict(_own_values(small, FieldOf.BOOKING))
    for of in FieldOf:
        own_fields.retire_field(db, small[f"{of.value} retired"][0], retired=True)
    return {
        "venue": halls,
        "trainer": trained,
        "series": weeks,
        "board": boards,
        "event": held,
        "booking": [each.id for each in booked],
    }


def _plans(db: Session, small: Small) -> dict[str, Sequence[int]]:
    waits = [
        undated.add_undated(db, UndatedDetails(course, note), by=BY)
        for course, note in zip(small["course"], ("Asked.\n\nTwice", ""), strict=True)
    ]
    done = ActionDetails("Train\n\nall", "Jo, the", AFTER, Rag.AMBER, note="As  said")
    done = replace(done, recommendation_id=small["recommendation"][0], done_on=date(2019, 1, 1))
    bare = ActionDetails("Bare", recommendation_id=small["alike"][1])
    does = [actions.add_action(db, each) for each in (done, bare)]
    bound = GroupDetails("Chaperones, all", 36, small["course"][0])
    groups = [licence_groups.add_group(db, each) for each in (bound, GroupDetails("Bare"))]
    one = LicenceDetails(groups[0], renew_on=date(2031, 2, 28), number="L  1")
    two = LicenceDetails(groups[1], renew_on=STARTS)
    held = [
        licences.add_licences(db, [person], each)[0]
        for person, each in zip(small["delegate"], (one, two), strict=True)
    ]
    seen = ObservationDetails(
        event_id=small["event"][0],
        observed_on=BEFORE,
        observer="Jo, the",
        provider="Tern & Vale",
        agency_id=small["agency"][1],
        ratings=(("Purpose", 4), ("Practice", 1), ("Earlier word", 2)),
        strengths="One.\n\nTwo",
        findings="As  said",
    )
    moved = IndicatorDetails("Notices, & more", "One.\n\nTwo", tuple(small["course"]))
    counted = [indicators.add_indicator(db, each) for each in (moved, IndicatorDetails("Bare"))]
    plain = ObservationDetails(title="Bare", observed_on=BEFORE, observer="Jo")
    watched = [observations.add_observation(db, each, today=AFTER) for each in (seen, plain)]
    return {
        "undated": waits,
        "observation": watched,
        "indicator": counted,
        "action": does,
        "group": groups,
        "licence": held,
    }


def _messages(db: Session, small: Small) -> dict[str, Sequence[int]]:
    reminded = RuleDetails(purpose=Purpose.REMINDER, days=9, to_manager=True)
    rules = [add_rule(db, each) for each in (reminded, RuleDetails())]
    event = small["event"][0]
    cap = ShareDetails(agency_id=small["agency"][0], places=3, of_course=True)
    aim = ShareDetails(sector="Health", kind=ShareKind.AIM, places=2)
    shares = [set_share(db, event, each, by=BY)[0] for each in (cap, aim)]
    of_kind = KindRule("Bare", Rule(15, 80, left_early=Consequence.ABSENT))
    marked = [save_rule(db, 0, of_kind), USUAL_RULE]
    texts = [list(Purpose).index(each) for each in (Purpose.JOINING, Purpose.REMINDER)]
    return {"rule": rules, "share": shares, "template": texts, "attendance": marked}


PARTS = (
    _lists,
    _people,
    _catalogue,
    _programme,
    _plans,
    _messages,
    _charging,
    _evaluation,
)
