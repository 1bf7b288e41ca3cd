"""How the fields of a fillable form are called, so that answers are known when it comes back.

A name is made from what is asked alone: it is the same in every form that asks it.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from trainingdesk.domain.questionnaire import Ask, Asking, asks_as_data

CODE = "form-code"
QUESTIONNAIRE = "form-questionnaire"
EVENT = "form-event"
"""Fields that nobody fills in: the code, which questions are asked, and the event's reference."""

ANSWER, PART = "q", "p"
"""With what a name begins: of a field for the whole answer, and for one choice of several."""
PARTED = "_"
GIVEN_OUT = re.compile(r"([0-9]{1,9})-([0-9a-f]{8})")
PLAIN = re.compile(r"[A-Za-z0-9]")
ESCAPED = re.compile(r"-([0-9a-f]{2})|([A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class AnswerField:
    """A field that holds an answer, or one of several choices by its turn."""

    asking: Asking
    choice: int | None = None

    @property
    def name(self) -> str:
        """How the field is called in the file."""
        own = PARTED.join((_plain(self.asking.code), _plain(self.asking.about)))
        if self.choice is None:
            return f"{ANSWER}{PARTED}{own}"
        return f"{PART}{self.choice}{PARTED}{own}"


def read_field_name(name: str) -> AnswerField | None:
    """Which answer a field holds; None where it holds none of ours."""
    kind, *rest = name.split(PARTED)
    parts = [_read(part) for part in rest]
    if len(parts) != 2 or None in parts:  # noqa: PLR2004 - the code, and what it is about
        return None
    asking = Asking(parts[0] or "", parts[1] or "")
    if kind == ANSWER:
        return AnswerField(asking)
    turn = kind.removeprefix(PART)
    if kind.startswith(PART) and turn.isdecimal() and turn.isascii():
        return AnswerField(asking, int(turn[:4]))
    return None


@dataclass(frozen=True, slots=True)
class GivenOut:
    """Which questionnaire a form asks, and a mark of its questions as they were then.

    A circle is known by its place alone: by the mark it shows when a question was changed since.
    """

    questionnaire_id: int
    mark: str

    @classmethod
    def of(cls, questionnaire_id: int, asks: Iterable[Ask]) -> "GivenOut":
        """What a form that asks these questions says."""
        data = json.dumps(asks_as_data(asks), sort_keys=True)
        return cls(questionnaire_id, sha256(data.encode()).hexdigest()[:8])

    def __str__(self) -> str:
        return f"{self.questionnaire_id}-{self.mark}"


def read_given_out(text: str) -> GivenOut | None:
    """What a form says of its questions; None where it does not."""
    found = GIVEN_OUT.fullmatch(text.strip())
    return GivenOut(int(found[1]), found[2]) if found else None


def _plain(words: str) -> str:
    """Words in letters that every reader leaves alone: others as their bytes."""
    return "".join(
        sign if PLAIN.fullmatch(sign) else "".join(f"-{byte:02x}" for byte in sign.encode())
        for sign in words
    )


def _read(part: str) -> str | None:
    if ESCAPED.sub("", part):
        return None
    raw = b"".join(
        bytes.fromhex(found[1]) if found[1] else found[2].encode()
        for found in ESCAPED.finditer(part)
    )
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None
