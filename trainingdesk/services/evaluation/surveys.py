"""Surveys of a year that belong to no event: who answered, what they said, and last year's."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.survey import Share, in_order, respondents
from trainingdesk.domain.year import TrainingYear
from trainingdesk.storage.models import Agency, SurveyAnswer

NO_AGENCY = "No agency said"

Counts = Mapping[str, Counter[str]]  # for each question, how often each answer was given


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey of a year, and how many answered."""

    name: str
    respondents: int
    questions: int
    answers: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to a question: how many gave it, of all who answered that question."""

    id: int
    question: str
    answer: str
    now: Share
    before: Share | None  # last year; None where the question was not asked then


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """How many of an agency answered, of all."""

    id: int  # 0 where the agency was not said
    name: str
    now: Share
    before: Share | None


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey of a year, held against the same survey of the year before."""

    name: str
    year: TrainingYear
    respondents: int
    before: int | None  # who answered last year; None where there was no such survey
    answers: tuple[AnswerRow, ...]
    agencies: tuple[AgencyRow, ...]
    left_out: tuple[str, ...]  # asked last year and not this year

    @property
    def questions(self) -> tuple[str, ...]:
        """What was asked, in order."""
        return tuple(dict.fromkeys(row.question for row in self.answers))

    def answered(self, question: str) -> int:
        """How many answered a question."""
        return next(row.now.of for row in self.answers if row.question == question)


def surveys_of(db: Session, year: TrainingYear) -> list[SurveyRow]:
    """The surveys of a year by name."""
    query = (
        select(SurveyAnswer.survey, SurveyAnswer.question, func.count())
        .where(SurveyAnswer.year == year.name)
        .group_by(SurveyAnswer.survey, SurveyAnswer.question)
    )
    asked: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for survey, question, number in db.execute(query):
        asked[survey][question] = number
    return [
        SurveyRow(name, respondents(questions), len(questions), sum(questions.values()))
        for name, questions in sorted(asked.items(), key=lambda each: folded(each[0]))
    ]


def survey_of(db: Session, name: str, year: TrainingYear) -> Survey:
    """A survey of a year with its answers and agencies, beside those of the year before."""
    now, turns = _counts(db, name, year)
    before, _ = _counts(db, name, year.before)
    last_year = {folded(question): counts for question, counts in before.items()}
    rows: list[AnswerRow] = []
    for question in sorted(now, key=lambda each: turns[each]):
        rows += _answers(question, now[question], last_year.get(folded(question)), len(rows))
    asked = {folded(question) for question in now}
    return Survey(
        name,
        year,
        _in_all(now),
        _in_all(before) if before else None,
        tuple(rows),
        _agencies(db, name, year, _in_all(now), _in_all(before)),
        tuple(question for question in before if folded(question) not in asked),
    )


def answer_by_agency(db: Session, name: str, year: TrainingYear, row: AnswerRow) -> list[AgencyRow]:
    """Which agencies an answer came from, each of all its answers to the question."""
    query = (
        select(Agency.id, Agency.name, SurveyAnswer.answer, func.count())
        .join(SurveyAnswer.agency, isouter=True)
        .where(
            SurveyAnswer.survey == name,
            SurveyAnswer.year == year.name,
            SurveyAnswer.question == row.question,
        )
        .group_by(Agency.id, Agency.name, SurveyAnswer.answer)
    )
    given: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for agency_id, agency, answer, number in db.execute(query):
        given[agency_id or 0, agency or NO_AGENCY][answer] += number
    rows = [
        AgencyRow(number, agency, Share(answers[row.answer], answers.total()), None)
        for (number, agency), answers in given.items()
        if answers[row.answer]
    ]
    return sorted(rows, key=lambda each: (-each.now.count, folded(each.name)))


def known_answers(db: Session, questions: Sequence[str]) -> dict[str, list[str]]:
    """The answers that were ever given to some questions, each at its place for good.

    They stand as they first came in, so that the key of an answer is the same for everybody.
    """
    wanted = {folded(question): question for question in questions}
    query = (
        select(SurveyAnswer.question, SurveyAnswer.answer)
        .group_by(SurveyAnswer.question, SurveyAnswer.answer)
        .order_by(func.min(SurveyAnswer.id))
    )
    found: dict[str, list[str]] = {question: [] for question in questions}
    for question, answer in db.execute(query):
        mine = found.get(wanted.get(folded(question), ""), [])
        if answer not in mine:
            mine.append(answer)
    return found


def names_used(db: Session) -> list[str]:
    """What surveys of any year are called, to choose from."""
    return sorted(db.scalars(select(SurveyAnswer.survey).distinct()), key=folded)


def questions_of(db: Session, name: str, year: TrainingYear) -> list[str]:
    """What a survey asks in a year; where nobody has answered yet, what it asked last."""
    query = (
        select(SurveyAnswer.year, SurveyAnswer.question)
        .where(SurveyAnswer.survey == name, SurveyAnswer.year <= year.name)
        .group_by(SurveyAnswer.year, SurveyAnswer.question)
        .order_by(SurveyAnswer.year.desc(), func.min(SurveyAnswer.id))
    )
    rows = db.execute(query).all()
    return [question for each, question in rows if each == rows[0].year]


def _counts(db: Session, name: str, year: TrainingYear) -> tuple[Counts, Mapping[str, int]]:
    """How often each answer was given to each question, and what stands first among them."""
    query = (
        select(SurveyAnswer.question, SurveyAnswer.answer, func.count(), func.min(SurveyAnswer.id))
        .where(SurveyAnswer.survey == name, SurveyAnswer.year == year.name)
        .group_by(SurveyAnswer.question, SurveyAnswer.answer)
    )
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    turns: dict[str, int] = {}
    for question, answer, number, first in db.execute(query):
        given[question][answer] = number
        turns[question] = min(first, turns.get(question, first))
    return given, turns


def _answers(
    question: str, now: Counter[str], before: Counter[str] | None, first: int
) -> list[AnswerRow]:
    """The answers to one question, those that were given last year only among them."""
    earlier = {folded(answer): number for answer, number in (before or {}).items()}
    spelt = {folded(answer) for answer in now}
    every = dict(now) | {each: 0 for each in (before or {}) if folded(each) not in spelt}
    of = sum(earlier.values())
    return [
        AnswerRow(
            first + place,
            question,
            answer,
            Share(every[answer], now.total()),
            None if before is None else Share(earlier.get(folded(answer), 0), of),
        )
        for place, answer in enumerate(in_order(every))
    ]


def _agencies(
    db: Session, name: str, year: TrainingYear, in_all: int, in_all_before: int
) -> tuple[AgencyRow, ...]:
    now, before = _by_agency(db, name, year), _by_agency(db, name, year.before)
    rows = [
        AgencyRow(
            *agency,
            Share(now.get(agency, 0), in_all),
            Share(before.get(agency, 0), in_all_before) if before else None,
        )
        for agency in {**now, **before}
    ]
    return tuple(sorted(rows, key=lambda row: (-row.now.count, folded(row.name))))


def _by_agency(db: Session, name: str, year: TrainingYear) -> dict[tuple[int, str], int]:
    """How many of each agency answered: as many as gave answers to one question."""
    query = (
        select(Agency.id, Agency.name, SurveyAnswer.question, func.count())
        .join(SurveyAnswer.agency, isouter=True)
        .where(SurveyAnswer.survey == name, SurveyAnswer.year == year.name)
        .group_by(Agency.id, Agency.name, SurveyAnswer.question)
    )
    asked: defaultdict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for agency_id, agency, question, number in db.execute(query):
        asked[agency_id or 0, agency or NO_AGENCY][question] = number
    return {agency: respondents(questions) for agency, questions in asked.items()}


def _in_all(counts: Counts) -> int:
    return respondents({question: answers.total() for question, answers in counts.items()})
