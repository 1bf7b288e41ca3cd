"""What the columns of an online form's export stand for, as words alike propose it.

A column stands for a question, for something by which the one who answered is known, or for
nothing that is taken. What it stands for is kept as a short text, a question as its code.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.form_code import read_form_code
from trainingdesk.domain.online_answers import Unread, read_answer
from trainingdesk.domain.online_export import UNDER, DayOrder, OnlineExport, OnlineHeading
from trainingdesk.domain.questionnaire import Ask, Asking


class Means(StrEnum):
    """What a column stands for that is no question."""

    CODE = "The form's code"
    EMAIL = "E-mail"
    NAME = "Name"
    FIRST_NAME = "First name"
    LAST_NAME = "Last name"
    EVENT = "Reference of the event"
    DAY = "Day of the event"
    ASIDE = "Leave out"


CALLED: Mapping[Means, frozenset[str]] = {
    Means.CODE: frozenset(
        {"form code", "code", "your code", "code on your form", "code from your form"}
        | {
            "code of your form",
            "code on form",
            "code of form",
            "your form code",
            "your form s code",
        }
    ),
    Means.EMAIL: frozenset(
        {"email", "e mail", "email address", "e mail address", "your email", "your e mail"}
        | {"your email address", "your e mail address", "work email", "work email address"}
    ),
    Means.NAME: frozenset({"name", "your name", "full name", "your full name", "delegate name"}),
    Means.FIRST_NAME: frozenset({"first name", "forename", "given name", "your first name"}),
    Means.LAST_NAME: frozenset({"last name", "surname", "family name", "your last name"}),
    Means.EVENT: frozenset({"event reference", "course reference", "event", "reference"}),
    Means.DAY: frozenset(
        {"date of the course", "date of the event", "course date", "event date"}
        | {"date of course", "date of event", "date attended", "training date"}
        | {"date of the training", "date of training", "day of the event"}
    ),
}
"""How forms head what tells who answered, as words without signs."""

COURTESY = frozenset({"the", "please", "enter", "type", "write", "give", "what", "is"})
"""Words that a heading may have around what it is called."""

DAY_ORDERS = frozenset(order.value for order in DayOrder)
"""What the column with the days stands for, which is no question and tells of nobody."""

QUESTION, ABOUT = "?", "\t"
NUMBERED = re.compile(r"^(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):]\s+")
SIGNS = re.compile(r"[\W_]+")
ALIKE = 0.7
"""So much of their words two texts must share to be proposed as the same question."""


LIKE_A_FORM = 0.5
"""More than so much of their headings two exports share where one is like the other."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A question that a column may stand for, about a session or speaker where it is asked so."""

    asking: Asking
    ask: Ask

    @property
    def key(self) -> str:
        """As what it is kept."""
        return key_of(self.asking)

    @property
    def words(self) -> str:
        """The question as a list shows it."""
        return f"{self.ask.words} ({self.asking.about})" if self.asking.about else self.ask.words


def key_of(asking: Asking) -> str:
    """A question as what a column stands for."""
    return f"{QUESTION}{asking.code}{ABOUT}{asking.about}"


def asking_of(stands_for: str) -> Asking | None:
    """The question that a column stands for; None where it stands for none."""
    if not stands_for.startswith(QUESTION):
        return None
    code, _, about = stands_for.removeprefix(QUESTION).partition(ABOUT)
    return Asking(code, about)


def proposed(export: OnlineExport, offered: Sequence[Offered]) -> tuple[str, ...]:
    """What each column seems to stand for: what it says word for word before what is alike."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for way in (_exactly, _by_choice, _alike):
        for at, heading in enumerate(export.headings):
            each = None if at in found else way(heading, export.sample(at), offered, taken)
            if each is not None:
                found[at] = each
                taken.add(each)
    for at in range(len(export.headings)):
        each = _of_sender(export, at) if at not in found and export.sample(at) else None
        if each is not None and each not in taken:
            found[at] = each
            taken.add(each)
    return tuple(found.get(at, Means.ASIDE.value) for at in range(len(export.headings)))


def remembered(export: OnlineExport, columns: Mapping[str, str]) -> tuple[str, ...]:
    """What each column stands for by what was said of its heading before; else nothing."""
    return tuple(columns.get(heading.raw[0], Means.ASIDE.value) for heading in export.headings)


def as_before(
    export: OnlineExport, columns: Mapping[str, str], offered: Sequence[Offered]
) -> tuple[str, ...]:
    """What each column of a form stands for some of whose headings changed: the rest as before."""
    before = [columns.get(heading.raw[0], "") for heading in export.headings]
    return tuple(
        kept or (Means.ASIDE.value if guess in before else guess)
        for kept, guess in zip(before, proposed(export, offered), strict=True)
    )


def to_remember(export: OnlineExport, stands_for: Sequence[str]) -> dict[str, str]:
    """What each column of the file stands for, by its heading, and how its days are written."""
    days = {export.sent: export.order.value} if export.order is not None else {}
    return days | {
        name: each
        for heading, each in zip(export.headings, stands_for, strict=True)
        for name in heading.raw
    }


def order_remembered(export: OnlineExport, columns: Mapping[str, str]) -> DayOrder | None:
    """How the days of a form are written, if that is known of it."""
    said = columns.get(export.sent, "")
    return DayOrder(said) if said in DAY_ORDERS else None


def asked_in(columns: Mapping[str, str]) -> tuple[str, ...]:
    """The headings of a form that stand for something, without that of the days."""
    return tuple(name for name, each in columns.items() if each not in DAY_ORDERS)


@dataclass(frozen=True, slots=True)
class Renamed:
    """How the headings of an export differ from those of one that was known.

    It ``is_sure`` that this is the same form where rows of it were taken before; else it may be
    another that is only like it.
    """

    name: str
    missing: tuple[str, ...]
    new: tuple[str, ...]
    is_sure: bool = False
    id: int = 0

    def __str__(self) -> str:
        told = [f"not there any more: {_listed(self.missing)}"] if self.missing else []
        told += [f"new: {_listed(self.new)}"] if self.new else []
        if not self.is_sure:
            return (
                f"This form is new here. It is like {self.name}, but a form of its own: none of "
                "its rows was taken before. Look through what each column stands for: it is asked "
                "once."
            )
        return (
            f"Its columns are not those of {self.name} any more: {'; '.join(told)}. Nothing was "
            "taken: say once more what each column stands for."
        )


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form that is known: its file, its headings, and how many rows of an export are of it."""

    name: str
    headings: tuple[str, ...]
    rows: int = 0
    id: int = 0


def renamed(export: OnlineExport, known: Iterable[KnownForm]) -> Renamed | None:
    """The known form that this seems to be, with other headings; None where it is like none.

    The one most of whose rows stand in the export is it; else the one whose headings are alike.
    """
    here = {folded(name): name for name in export.raw}

    def likeness(form: KnownForm) -> tuple[int, float]:
        there = {folded(heading) for heading in form.headings}
        return form.rows, len(there & set(here)) / max(len(there | set(here)), 1)

    best = max(known, key=likeness, default=None)
    if best is None or likeness(best) <= (0, LIKE_A_FORM):
        return None
    was = {folded(heading): heading for heading in best.headings}
    return Renamed(
        best.name,
        tuple(heading for plain, heading in was.items() if plain not in here),
        tuple(heading for plain, heading in here.items() if plain not in was),
        is_sure=best.rows > 0,
        id=best.id,
    )


def problem_with(
    stands_for: Sequence[str], offered: Sequence[Offered], *, anonymous: bool, of_event: bool
) -> str:
    """What is missing before lines can be taken; nothing where nothing is."""
    asks = {each.key: each.ask for each in offered}
    once = [each for each in stands_for if each != Means.ASIDE and not _is_several(each, asks)]
    if doubled := next((each for each in once if once.count(each) > 1), None):
        words = asks[doubled].words if doubled in asks else doubled
        return f"Two columns stand for “{words}”. Leave one of them out."
    there = set(stands_for)
    if not any(each.startswith(QUESTION) for each in there):
        return "No column stands for a question yet. Say which do."
    if anonymous:
        told = of_event or there & {Means.CODE, Means.EVENT}
        return "" if told else "Say of which event these answers are: they are anonymous."
    names = Means.NAME in there or {Means.FIRST_NAME, Means.LAST_NAME} <= there
    if names or there & {Means.CODE, Means.EMAIL}:
        return ""
    return "Nothing tells who answered: say which column has the form's code, e-mail or name."


def _is_several(stands_for: str, asks: Mapping[str, Ask]) -> bool:
    ask = asks.get(stands_for)
    return ask is not None and ask.answer is AnswerKind.SEVERAL


def _exactly(
    heading: OnlineHeading, _sample: str, offered: Sequence[Offered], taken: set[str]
) -> str | None:
    words = _words(heading.words)
    same = [each.key for each in offered if words in (_words(each.words), [each.ask.code.lower()])]
    return next((key for key in same if key not in taken), None)


def _by_choice(
    heading: OnlineHeading, _sample: str, offered: Sequence[Offered], _taken: set[str]
) -> str | None:
    """A column of one choice, where nobody has ticked any yet."""
    question, _, part = heading.words.rpartition(UNDER)
    for each in offered:
        is_several = each.ask.answer is AnswerKind.SEVERAL
        options = {folded(option) for option in each.ask.options} if is_several else set()
        if folded(part) in options and _words(question) == _words(each.words):
            return each.key
    return None


def _alike(
    heading: OnlineHeading, sample: str, offered: Sequence[Offered], taken: set[str]
) -> str | None:
    """The question whose words are alike, if it is one alone and takes what was answered."""
    if _known_as(heading.words):
        return None
    words = set(_words(heading.words))
    shares = sorted(
        ((_share(words, set(_words(each.words))), each.key, each) for each in offered),
        key=lambda share: share[:2],
        reverse=True,
    )
    good = [share for share in shares if share[0] >= ALIKE and share[1] not in taken]
    if not good or (len(good) > 1 and good[0][0] == good[1][0]):
        return None
    try:
        read_answer(good[0][2].ask, sample)
    except Unread:
        return None
    return good[0][1]


def _of_sender(export: OnlineExport, at: int) -> str | None:
    """What a column tells of whoever answered: by its heading, or by codes that stand in it."""
    if known := _known_as(export.headings[at].words):
        return known
    cells = [line.cells[at] for line in export.lines if line.cells[at]]
    codes = sum(read_form_code(cell) is not None for cell in cells)
    return Means.CODE.value if 2 * codes > len(cells) else None


def _known_as(heading: str) -> str | None:
    words = " ".join(word for word in _words(heading) if word not in COURTESY)
    return next((means.value for means, names in CALLED.items() if words in names), None)


def _words(text: str) -> list[str]:
    return SIGNS.sub(" ", NUMBERED.sub("", folded(text))).split()


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
