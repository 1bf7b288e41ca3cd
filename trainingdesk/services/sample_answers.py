"""What the sample programme's courses answer, its plan of actions, and its licences.

The workbook has no columns for these.
"""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.licence import GroupDetails, LicenceDetails
from trainingdesk.domain.recommendation import Rag, RecommendationDetails, SourceKind
from trainingdesk.services.actions import add_action
from trainingdesk.services.course_choices import courses_named
from trainingdesk.services.licence_groups import add_group
from trainingdesk.services.licences import add_licences
from trainingdesk.services.recommendations import add_recommendation
from trainingdesk.storage.models import Delegate

Asked = RecommendationDetails
REVIEW, AUDIT, PLAN = SourceKind.CASE_REVIEW, SourceKind.AUDIT, SourceKind.PRIORITY
HEATHER, ROWAN, CASES = "Review of Child Heather", "Review of Child Rowan", "Audit of neglect cases"
SEPTEMBER, MAY = date(2025, 9, 15), date(2026, 5, 20)

NEGLECT = "Practitioners notice neglect early, and write down what the child's day is like."
RESIST = "Everybody who visits at home can work with parents who resist."
REFER = "Referrals say what the worry is, what has been tried and what is asked for."
MISSING = "Schools and health know how exploitation shows itself in young people who go missing."
CHANGED = "Supervision asks at each meeting what has changed for the child."

RECOMMENDATIONS: tuple[tuple[RecommendationDetails, tuple[str, ...]], ...] = (
    (Asked(REVIEW, HEATHER, "1", NEGLECT, SEPTEMBER), ("NEGL",)),
    (Asked(REVIEW, HEATHER, "2", RESIST, SEPTEMBER), ("CHALL", "MI")),
    (Asked(REVIEW, HEATHER, "4", REFER, SEPTEMBER), ("THRESH",)),
    (
        Asked(REVIEW, ROWAN, "3", MISSING, date(2024, 11, 4), date(2026, 6, 30)),
        ("EXPL", "GANG"),
    ),
    (Asked(AUDIT, CASES, "A", CHANGED, MAY), ("SUP3",)),
    (Asked(AUDIT, CASES, "B", "Housing officers know whom to call.", MAY), ()),
    (
        Asked(PLAN, "Priorities 2026-28", "1", "Every team has a champion.", date(2026, 4, 1)),
        ("DA", "DAC"),
    ),
)
"""Each with the codes of the courses that answer it."""

TRAINING, BOARD, HELP = "Training manager", "Board manager", "Head of early help"
RED, AMBER, GREEN = Rag.RED, Rag.AMBER, Rag.GREEN

ACTIONS: tuple[tuple[str, str, int, Rag, int], ...] = (
    ("Offer two more dates of the neglect course to schools", TRAINING, 9, GREEN, 0),
    ("Write to the three health trusts that have sent nobody", BOARD, -12, AMBER, 0),
    ("Agree a page on good referrals with the front door", HELP, 23, GREEN, 2),
    ("Tell the board who visits at home without training", TRAINING, -3, RED, 1),
    ("Find a trainer for housing officers", TRAINING, 51, AMBER, 5),
    ("Ask each team for the name of its champion", BOARD, 80, GREEN, 6),
    ("Repeat the audit of supervision notes", "Quality lead", 140, GREEN, 4),
)
"""What, who, in how many days it is due, how it stands, and which recommendation it answers."""

DONE = ActionDetails(
    words="Print the pocket card on missing young people",
    owner=BOARD,
    due=date(2026, 5, 29),
    done_on=date(2026, 5, 21),
)


CHAPERONES = GroupDetails("Chaperones", 36)
WORK, NEEDS = "Chaperone", "INTRO"
"""Whom the group binds, by the title of their work, and the course that it needs."""

RENEWALS = (-20, 12, 40, 95, 130, 210, 330, 480, 700, 760)
"""In how many days each of them is to renew."""


def add_answers(db: Session, today: date) -> None:
    """Put them all in, as they stand on a day."""
    numbers = [
        add_recommendation(db, replace(asked, courses=courses_named(db, answered)))
        for asked, answered in RECOMMENDATIONS
    ]
    for words, owner, days, rag, at in ACTIONS:
        due = today + timedelta(days=days)
        add_action(db, ActionDetails(words, owner, due, rag, numbers[at]))
    add_action(db, DONE)
    _add_chaperones(db, today)


def _add_chaperones(db: Session, today: date) -> None:
    (course_id,) = courses_named(db, [NEEDS])
    group_id = add_group(db, replace(CHAPERONES, course_id=course_id))
    people = select(Delegate.id).where(Delegate.job_title == WORK)
    in_order = db.scalars(people.order_by(Delegate.sought, Delegate.id)).all()
    for number, (person, days) in enumerate(zip(in_order, RENEWALS, strict=False), 1):
        renew_on = today + timedelta(days=days)
        details = LicenceDetails(group_id, None, f"CH-{number:03}", renew_on)
        add_licences(db, [person], details)
