"""Observations of the fictional board: its own sessions and a partner's, with their actions."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.evaluation import ObservationTo
from trainingdesk.domain.observation import ASPECTS, ObservationDetails
from trainingdesk.domain.recommendation import Rag
from trainingdesk.services.actions import add_action_of_observation, finish_actions
from trainingdesk.services.evaluation.observations import add_observation, note_sent
from trainingdesk.storage.models import Agency, Event

BOARD = "Westmere Safeguarding Children Board"
POLICE = "Tern Valley Police, Public Protection"


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation: which session, by whom, how it was rated, and what came of it.

    Each action has an owner, and falls due so many days from the day at hand; ``None`` is done.
    """

    event: str
    observer: str
    provider: str
    ratings: tuple[int, ...]
    strengths: str
    findings: str
    actions: tuple[tuple[str, str, int | None, Rag], ...] = ()
    sent: tuple[ObservationTo, ...] = ()
    agency: str = ""
    title: str = ""
    on: date | None = None


SEEN = (
    Seen(
        "RISK-2602",
        "Moira Castellane",
        "Ruth Halloran",
        (4, 3, 4, 4, 3, 4, 3),
        "One child's year was followed from the first note to the plan, and every table worked out "
        "for itself who had known what.\nTwo people who had said nothing until noon were drawn in.",
        "The thresholds on the slides were those of last year.\nFrom the back of the room the "
        "table of neglect could not be read.",
        (
            (
                "Put this year's thresholds into the slides and the handout",
                "Ruth Halloran",
                9,
                Rag.AMBER,
            ),
            ("Print the table of neglect for each place", "Training manager", None, Rag.GREEN),
        ),
        (ObservationTo.PROVIDER, ObservationTo.COMMISSIONER),
    ),
    Seen(
        "EXPL-2602",
        "Idris Bowen",
        POLICE,
        (4, 4, 2, 3, 2, 3, 2),
        "The two officers knew the routes out of the borough street by street, and said plainly "
        "what they can and cannot do with a report.",
        "Children were spoken of as suspects more than once. Nobody asked who could not see the "
        "film.\nThere was no time left for what each will do differently.",
        (
            (
                "Agree words for children who are exploited, and go through the slides",
                POLICE,
                -6,
                Rag.RED,
            ),
            ("Send subtitles and a written account of the film beforehand", POLICE, 20, Rag.AMBER),
            ("Keep the last twenty minutes for what each will do", "Idris Bowen", 20, Rag.GREEN),
        ),
        (ObservationTo.PROVIDER, ObservationTo.COMMISSIONER, ObservationTo.AGENCY),
        "Tern Valley Police",
    ),
    Seen(
        "",
        "Moira Castellane",
        "Millrace Infant School",
        (3, 3, 4, 3, 4, 3, 4),
        "Every example came from the school itself, and the office and the kitchen took part too.",
        "The page on whom to ring still names a social worker who has left.",
        (("Send the school the page on whom to ring", "Training manager", 3, Rag.GREEN),),
        (),
        "Millrace Infant School",
        "Whole-school safeguarding afternoon",
        date(2026, 10, 23),
    ),
    Seen(
        "NEGL-2602",
        "Bronwen Adeyemi-Skarsgård",
        "Gwenllian Pryce",
        (3, 4, 4, 3, 3, 3, 0),
        "Warm and exact; the group trusted her with what had gone wrong in its own work.",
        "The session ran over, so that a third of the room had left before the end.",
    ),
)


def show_observations(db: Session, today: date) -> None:
    """Keep what was observed, with the actions that came of it and to whom it was sent."""
    events = {event.reference: event for event in db.scalars(select(Event))}
    agencies = dict(db.execute(select(Agency.name, Agency.id)).all())
    for seen in SEEN:
        event = events.get(seen.event)
        on = seen.on or (event.starts if event else today)
        if on > today:
            continue
        details = ObservationDetails(
            event_id=event.id if event else None,
            title=seen.title,
            observed_on=on,
            observer=seen.observer,
            provider=seen.provider,
            commissioner=BOARD if event else "",
            agency_id=agencies.get(seen.agency),
            ratings=tuple(
                (name, rating) for name, rating in zip(ASPECTS, seen.ratings, strict=True) if rating
            ),
            strengths=seen.strengths,
            findings=seen.findings,
        )
        number = add_observation(db, details, today=today)
        for words, owner, in_days, rag in seen.actions:
            due = today + timedelta(days=in_days) if in_days is not None else on
            action = ActionDetails(words, owner, due, rag)
            made = add_action_of_observation(db, action, observation_id=number)
            if in_days is None:
                finish_actions(db, [made], on=min(today, on + timedelta(days=12)))
        for to in seen.sent:
            who = {ObservationTo.PROVIDER: seen.provider, ObservationTo.AGENCY: seen.agency}
            sent_on = min(today, on + timedelta(days=6))
            note_sent(db, number, to=to, who=who.get(to) or BOARD, on=sent_on, today=today)
