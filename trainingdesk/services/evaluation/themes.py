"""The themes by which comments are coded, in the board's own words."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.spaces import tidied
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Answer, AnswerTheme, Event, Form, Theme

LONGEST = 60
PARTS = re.compile(r"[;,\n]")


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme, and how many comments of a year speak of it."""

    id: int
    name: str
    comments: int


def themes(db: Session, year: TrainingYear) -> list[ThemeRow]:
    """Every theme by its name, with the comments of a year."""
    spoken = dict(
        db.execute(
            select(AnswerTheme.theme_id, func.count())
            .join(Answer, Answer.id == AnswerTheme.answer_id)
            .join(Form, Form.id == Answer.form_id)
            .join(Event, Event.id == Form.event_id)
            .where(*scheduled_in(year))
            .group_by(AnswerTheme.theme_id)
        ).all()
    )
    named = sorted(db.scalars(select(Theme)), key=lambda theme: theme.name.casefold())
    return [ThemeRow(theme.id, theme.name, spoken.get(theme.id, 0)) for theme in named]


def names_in(text: str) -> tuple[str, ...]:
    """The themes in a line of text, parted by commas or semicolons, each once; raises Invalid."""
    said = [tidied(part) for part in PARTS.split(text)]
    found = {name.casefold(): name for name in reversed(said) if name}
    names = tuple(name for name in said if found.get(name.casefold()) == name)
    if long := [name for name in names if len(name) > LONGEST]:
        raise Invalid({"themes": f"“{long[0][:20]}…” is too long: {LONGEST} letters at most."})
    return tuple(dict.fromkeys(names))


def themes_of(db: Session, answer_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The themes of some comments, each by name."""
    query = (
        select(AnswerTheme.answer_id, Theme.name)
        .join(Theme, Theme.id == AnswerTheme.theme_id)
        .where(AnswerTheme.answer_id.in_(answer_ids))
    )
    found: dict[int, list[str]] = {answer_id: [] for answer_id in answer_ids}
    for answer_id, name in db.execute(query):
        found[answer_id].append(name)
    return {each: tuple(sorted(names, key=str.casefold)) for each, names in found.items()}


def code(db: Session, answer_id: int, names: Sequence[str]) -> None:
    """Say which themes a comment speaks of; one that is not known yet is added to the list."""
    wanted = set(_numbers(db, names))
    there = set(db.scalars(select(AnswerTheme.theme_id).where(AnswerTheme.answer_id == answer_id)))
    for theme_id in sorted(there - wanted):
        db.delete(db.get_one(AnswerTheme, (answer_id, theme_id)))
    db.add_all(AnswerTheme(answer_id=answer_id, theme_id=each) for each in sorted(wanted - there))
    db.flush()
    _forget_unused(db, there - wanted)


def code_several(db: Session, answer_ids: Collection[int], names: Sequence[str]) -> None:
    """Add themes to several comments; those they have stay."""
    for answer_id, held in themes_of(db, answer_ids).items():
        code(db, answer_id, [*held, *names])


def theme_name(db: Session, theme_id: int) -> str:
    """What a theme is called; raises Unknown."""
    return record_of(db, Theme, theme_id).name


def rename_theme(db: Session, theme_id: int, name: str) -> None:
    """Call a theme otherwise on every comment; raises Invalid, Unknown."""
    theme = record_of(db, Theme, theme_id, lock=True)
    names = names_in(name)
    if len(names) != 1:
        raise Invalid({"name": "Enter one name for the theme."})
    held = _by_name(db).get(names[0].casefold())
    if held not in {None, theme_id}:
        raise Invalid({"name": f"There is a theme “{names[0]}” already."})
    theme.name = names[0]
    db.flush()


def _numbers(db: Session, names: Iterable[str]) -> list[int]:
    """The numbers of themes, those that are new among them."""
    known = _by_name(db)
    found = []
    for name in names:
        number = known.get(name.casefold())
        if number is None:
            theme = Theme(name=name)
            db.add(theme)
            db.flush()
            number = known[name.casefold()] = theme.id
        found.append(number)
    return found


def _by_name(db: Session) -> dict[str, int]:
    return {name.casefold(): number for number, name in db.execute(select(Theme.id, Theme.name))}


def _forget_unused(db: Session, theme_ids: Collection[int]) -> None:
    """A theme that no comment speaks of any more was a slip, and leaves the list."""
    if not theme_ids:
        return
    used = select(AnswerTheme.theme_id)
    unused = select(Theme).where(Theme.id.in_(theme_ids), Theme.id.not_in(used))
    for theme in db.scalars(unused):
        db.delete(theme)
    db.flush()
