"""The question bank: what can be asked, adding to it, and what is asked no more."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import listed
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.writing import heads_of
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Answer, Board, Form, Question, Questionnaire, QuestionStage

__all__ = ["QuestionDetails"]

KEPT_ONCE_ANSWERED = ("answer", "lowest", "highest", "choices")
EVALUATIONS = "Evaluations"
"""The sheet on which each question has a column under its code."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of the bank: how often it was answered, and on how many forms it stands."""

    id: int
    details: QuestionDetails
    answers: int
    forms: int
    retired: bool


def questions_listed(db: Session, *, words: str = "", retired: bool = True) -> list[QuestionRow]:
    """The questions that hold every word, in their order; without the retired where asked so."""
    sought = folded(words).split()
    answers, forms = _answers(db), _standing_forms(db)
    query = (
        select(Question)
        .options(selectinload(Question.stages))
        .order_by(Question.retired, Question.position.nulls_last(), Question.code)
    )
    rows = [
        QuestionRow(
            id=kept.id,
            details=kept_as(kept),
            answers=answers.get(kept.id, 0),
            forms=forms.get(kept.code, 0),
            retired=kept.retired,
        )
        for kept in db.scalars(query)
        if retired or not kept.retired
    ]
    return [row for row in rows if _holds(row.details, sought)]


def question_details(db: Session, question_id: int) -> QuestionDetails:
    """What the bank says of a question; raises Unknown."""
    return kept_as(record_of(db, Question, question_id))


def answers_to(db: Session, question_id: int) -> int:
    """How often a question has been answered."""
    query = select(func.count(Answer.id)).where(Answer.question_id == question_id)
    return db.scalars(query).one()


def add_question(db: Session, details: QuestionDetails) -> int:
    """Put a question into the bank, after the others, and return its number; raises Invalid."""
    lock_bank(db)
    wanted = details.tidied()
    _refuse_unfit(db, wanted)
    last = db.scalar(select(func.max(Question.position))) or 0
    kept = Question(code=wanted.code, position=last + 1)
    _fill(kept, wanted)
    kept.stages += [QuestionStage(stage=stage) for stage in wanted.stages]
    db.add(kept)
    db.flush()
    return kept.id


def write_question(
    db: Session, question_id: int, details: QuestionDetails, *, opened: QuestionDetails | None
) -> None:
    """Change a question in the bank alone; raises Invalid, Unknown and ChangedMeanwhile.

    Once it was answered or given out it keeps its code, its kind, its scale and its choices.
    """
    lock_bank(db)
    kept = record_of(db, Question, question_id, lock=True)
    before = kept_as(kept)
    refuse_if_changed(opened, before)
    wanted = details.tidied()
    _refuse_unfit(db, wanted, before=before)
    if problems := _bound(db, kept, before, wanted):
        raise Invalid(problems)
    _fill(kept, wanted)
    kept.code = wanted.code
    stay = [each for each in kept.stages if each.stage in wanted.stages]
    for gone in [each for each in kept.stages if each not in stay]:
        db.delete(gone)
    ask_at(db, kept, wanted.stages)
    db.flush()
    db.expire(kept, ["stages"])


def retire_questions(db: Session, question_ids: Iterable[int], *, retired: bool = True) -> int:
    """Offer questions for new forms no more, or again; what was answered stays.

    Returns how many changed. Raises Unknown, and Refused for one that a form asks still.
    """
    lock_bank(db)
    forms, changed = _standing_forms(db), 0
    for question_id in question_ids:
        kept = record_of(db, Question, question_id, lock=True)
        if retired and forms.get(kept.code):
            held = counted(forms[kept.code], "form asks", "forms ask")
            raise Refused(f"{held} {kept.code} still. Take it off first, then retire it.")
        changed += kept.retired is not retired
        kept.retired = retired
    return changed


def ask_at(db: Session, kept: Question, stages: Iterable[Stage]) -> None:
    """Have it known that a question is asked at stages."""
    known = {each.stage for each in kept.stages}
    for stage in stages:
        if stage not in known:
            db.add(QuestionStage(question_id=kept.id, stage=stage))


def lock_bank(db: Session) -> None:
    """One at a time gives out codes, and says what is asked."""
    db.get_one(Board, 1, with_for_update=True)


def kept_as(kept: Question) -> QuestionDetails:
    """A question as the bank keeps it."""
    asked = {each.stage for each in kept.stages}
    return QuestionDetails(
        code=kept.code,
        words=kept.words,
        answer=kept.answer,
        lowest=kept.lowest,
        highest=kept.highest,
        lowest_end=kept.lowest_end,
        highest_end=kept.highest_end,
        choices=tuple(kept.choices.splitlines()),
        measure=kept.measure,
        stages=tuple(stage for stage in Stage if stage in asked),
    )


def _fill(kept: Question, wanted: QuestionDetails) -> None:
    for name in ("words", "answer", "lowest", "highest", "lowest_end", "highest_end", "measure"):
        setattr(kept, name, getattr(wanted, name))
    kept.choices = "\n".join(wanted.choices)


def _holds(details: QuestionDetails, sought: list[str]) -> bool:
    text = folded(f"{details.code} {details.words} {details.measure} {details.answer}")
    return all(word in text for word in sought)


def _answers(db: Session) -> dict[int, int]:
    query = select(Answer.question_id, func.count(Answer.id)).group_by(Answer.question_id)
    return dict(db.execute(query).all())


def _standing_forms(db: Session) -> dict[str, int]:
    """On how many forms that stand each question is asked, by its code."""
    found: dict[str, int] = {}
    for asks in db.scalars(select(Questionnaire.asks).where(Questionnaire.ended_on.is_(None))):
        for ask in asks:
            found[ask["code"]] = found.get(ask["code"], 0) + 1
    return found


def _refuse_unfit(
    db: Session, wanted: QuestionDetails, *, before: QuestionDetails | None = None
) -> None:
    problems = wanted.problems()
    if before is None or wanted.code != before.code:
        problems |= _code_problem(db, wanted.code, besides=before.code if before else "")
    else:
        problems.pop("code", None)  # a workbook may have given it one of another kind
    if problems:
        raise Invalid(problems)


def _code_problem(db: Session, code: str, *, besides: str) -> dict[str, str]:
    key = key_of(code)
    if key in {key_of(head) for head in heads_of(EVALUATIONS)}:
        return {
            "code": f"{code} is a column of its own on the sheet {EVALUATIONS}. Choose another."
        }
    taken = [other for other in db.scalars(select(Question.code)) if other != besides]
    if key and key in {key_of(other) for other in taken}:
        return {"code": f"{code} is the code of another question. Choose another."}
    return {}


def _bound(
    db: Session, kept: Question, before: QuestionDetails, wanted: QuestionDetails
) -> dict[str, str]:
    """What a question cannot give up, by field, for it was asked or answered."""
    differing = {
        f.name for f in fields(wanted) if getattr(wanted, f.name) != getattr(before, f.name)
    }
    problems = {}
    if why := why_kept(db, kept.id):
        if "code" in differing:
            problems["code"] = f"{why} under this code, so the code stays."
        for name in KEPT_ONCE_ANSWERED:
            if name in differing:
                field = "lowest" if name == "highest" else name
                problems[field] = (
                    f"{why} as it is, so its kind, its scale and its choices stay. "
                    "Make a new question, and retire this one."
                )
    if lost := set(before.stages) - set(wanted.stages):
        held = _stages_held(db, kept) & lost
        if held:
            at = listed([stage.said for stage in Stage if stage in held])
            problems["stages"] = f"It is asked or was answered at: {at}. Leave that as it is."
    return problems


def why_kept(db: Session, question_id: int) -> str:
    """Why a question keeps its kind, such as how many answers came; nothing where it may change."""
    if answers := answers_to(db, question_id):
        return f"{counted(answers, 'answer')} came to it"
    code = db.scalar(select(Question.code).where(Question.id == question_id)) or ""
    return "It stands on a form" if _was_asked(db, code) else ""


def _was_asked(db: Session, code: str) -> bool:
    return any(
        ask["code"] == code for asks in db.scalars(select(Questionnaire.asks)) for ask in asks
    )


def _stages_held(db: Session, kept: Question) -> set[Stage]:
    """The stages at which a question was answered, or a form that stands asks it."""
    query = select(Form.stage).join(Answer, Answer.form_id == Form.id).distinct()
    answered = set(db.scalars(query.where(Answer.question_id == kept.id)))
    standing = select(Questionnaire.stage, Questionnaire.asks).where(
        Questionnaire.ended_on.is_(None)
    )
    asks = {
        stage
        for stage, asks in db.execute(standing)
        if any(ask["code"] == kept.code for ask in asks)
    }
    return answered | asks


def kind_said(details: QuestionDetails) -> str:
    """What kind of answer a question takes, in a column: Scale 0-10, Yes/No."""
    if details.answer is AnswerKind.SCALE:
        return f"Scale {details.lowest}-{details.highest}"
    return str(details.answer)
