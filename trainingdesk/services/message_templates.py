"""The templates of messages: the usual text until the board saves its own."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.message import Purpose
from trainingdesk.domain.message_texts import DEFAULTS, MessageText
from trainingdesk.domain.placeholders import in_one_line
from trainingdesk.domain.refusals import Invalid
from trainingdesk.storage.models import MessageTemplate


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """What messages of a purpose say, and whether these are the board's own words."""

    purpose: Purpose
    text: MessageText
    own: bool


def templates(db: Session) -> list[TemplateRow]:
    """Every template, in the order of the purposes."""
    own = {each.purpose: each for each in db.scalars(select(MessageTemplate))}
    return [
        TemplateRow(purpose, _text(own[purpose]) if purpose in own else usual, purpose in own)
        for purpose, usual in DEFAULTS.items()
    ]


def template_of(db: Session, purpose: Purpose) -> MessageText:
    """What messages of a purpose say on this desk."""
    own = _own(db, purpose)
    return DEFAULTS[purpose] if own is None else _text(own)


def save_template(
    db: Session, purpose: Purpose, text: MessageText, *, opened: MessageText | None
) -> None:
    """Have messages of a purpose say something of the board's own; the usual text changes nothing.

    Raises Invalid, where a placeholder is unknown among others, and ChangedMeanwhile.
    """
    refuse_if_changed(opened, template_of(db, purpose))
    if problems := text.problems():
        raise Invalid(problems)
    own = _own(db, purpose)
    kept = MessageText(in_one_line(text.subject), text.body.strip())
    if own is None and kept == DEFAULTS[purpose]:
        return
    if own is None:
        own = MessageTemplate(purpose=purpose)
        db.add(own)
    own.subject, own.body = kept.subject, kept.body


def back_to_usual(db: Session, purpose: Purpose) -> None:
    """Have messages of a purpose say the usual text again."""
    if (own := _own(db, purpose)) is not None:
        db.delete(own)


def _own(db: Session, purpose: Purpose) -> MessageTemplate | None:
    query = select(MessageTemplate).where(MessageTemplate.purpose == purpose)
    return db.scalars(query).one_or_none()


def _text(own: MessageTemplate) -> MessageText:
    return MessageText(own.subject, own.body)
