"""How the answers to each question are spread, with how many answered it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import FIXED_CHOICES, OF_NUMBERS, AnswerKind, AskedPer, Stage
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.services.figures.responses import FormFacts
from trainingdesk.storage.models import Answer, Form, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Part:
    """One answer, and how many gave it."""

    answer: str
    number: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers to one question at one stage, about the event or one session or speaker.

    ``of`` is how many answered it. Of several choices each counts on its own, so that they come
    to more than all who answered.
    """

    id: int
    code: str
    question: str
    measure: str
    kind: AnswerKind
    stage: Stage
    about: str
    per: AskedPer
    of: int
    parts: tuple[Part, ...]
    mean: float | None = None

    @property
    def several(self) -> bool:
        """Whether one person could choose more than one answer."""
        return self.kind is AnswerKind.SEVERAL


@dataclass(slots=True)
class _Given:
    """What was answered so far, and by how many."""

    answers: Counter[str]
    numbers: list[int]
    people: int = 0


def distributions(db: Session, scope: Scope, received: Collection[FormFacts]) -> list[Distribution]:
    """The answers to every question but those in words, in the order they are asked.

    ``received`` holds the forms that stand for an attendance; others are left out.
    """
    questions = {question.id: question for question in db.scalars(select(Question))}
    found = _given(db, scope, received, questions)
    pers = asked_per(db)
    in_order = sorted(found, key=lambda key: _turn(questions[key[0]], key[1], key[2]))
    made: list[Distribution] = []
    for question_id, stage, about in in_order:
        question, given = questions[question_id], found[question_id, stage, about]
        answers = _in_order(question, given)
        made.append(
            Distribution(
                id=len(made),
                code=question.code,
                question=question.words,
                measure=question.measure,
                kind=question.answer,
                stage=stage,
                about=about,
                per=pers.get(question.code, AskedPer.SESSION) if about else AskedPer.EVENT,
                of=given.people,
                parts=tuple(Part(each, given.answers[each]) for each in answers),
                mean=fmean(given.numbers) if given.numbers else None,
            )
        )
    return made


def asked_per(db: Session) -> dict[str, AskedPer]:
    """Of what each question is asked that any questionnaire asks for sessions or speakers."""
    return {
        ask["code"]: AskedPer(ask["per"])
        for asks in db.scalars(select(Questionnaire.asks).order_by(Questionnaire.id))
        for ask in asks
        if ask["per"] != AskedPer.EVENT
    }


def _given(
    db: Session, scope: Scope, received: Collection[FormFacts], questions: dict[int, Question]
) -> dict[tuple[int, Stage, str], _Given]:
    stages = {form.id: form.stage for form in received}
    query = (
        select(Answer.question_id, Answer.form_id, Answer.about, Answer.number, Answer.words)
        .join(Answer.form)
        .join(Form.event)
        .join(Answer.question)
        .where(*scheduled_in(scope.year), *scope.events, *scope.answers)
        .where(Question.answer != AnswerKind.TEXT)
    )
    found: defaultdict[tuple[int, Stage, str], _Given] = defaultdict(lambda: _Given(Counter(), []))
    for question_id, form_id, about, number, words in db.execute(query):
        stage = stages.get(form_id)
        answers = _answers(questions[question_id], number, words)
        if stage is None or not answers:
            continue
        given = found[question_id, stage, about]
        given.people += 1
        given.answers.update(answers)
        if number is not None:
            given.numbers.append(number)
    return found


def _answers(question: Question, number: int | None, words: str | None) -> list[str]:
    """What one person answered, several choices one by one."""
    if question.answer in OF_NUMBERS:
        return [] if number is None else [str(number)]
    if question.answer is AnswerKind.SEVERAL:
        return list(dict.fromkeys(line for line in (words or "").splitlines() if line))
    return [words] if words else []


def _turn(question: Question, stage: Stage, about: str) -> tuple[object, ...]:
    turn = question.position
    return turn is None, turn or 0, question.code, list(Stage).index(stage), about


def _in_order(question: Question, given: _Given) -> Sequence[str]:
    """Its choices as they are asked, those that nobody chose too; then whatever else came."""
    if question.answer in OF_NUMBERS:
        return [str(number) for number in _steps(question, given.numbers)]
    choices = [choice for choice in question.choices.splitlines() if choice]
    choices = choices or list(FIXED_CHOICES.get(question.answer, ()))
    return [*choices, *sorted(given.answers.keys() - set(choices))]


def _steps(question: Question, numbers: Sequence[int]) -> list[int]:
    """Every step of a scale, and what was given beyond it; of plain numbers those given."""
    low, high = question.lowest, question.highest
    scale = range(low, high + 1) if low is not None and high is not None else ()
    return sorted({*scale, *numbers})
