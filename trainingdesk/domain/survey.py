"""Surveys that belong to no event, such as a health check, and how their answers are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted, rounded, share
from trainingdesk.domain.own_words import in_natural_order

LONGEST_NAME = 120
COUNTED_SO = (
    "Rows of a survey carry no number of who answered. As many are counted as gave answers to "
    "the question that most answered: who left that one out is not seen."
)


@dataclass(frozen=True, slots=True)
class SurveyDetails:
    """What a survey is called and what it asks, before anybody has answered."""

    name: str = ""
    questions: tuple[str, ...] = ()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Say what the survey is called, such as Health Check."
        elif len(" ".join(self.name.split())) > LONGEST_NAME:
            found["name"] = f"The name is too long: {LONGEST_NAME} letters at most."
        if not self.questions:
            found["questions"] = "Enter its questions, one a line."
        return found


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def fraction(self) -> float | None:
        """The part of the whole; None where nobody answered."""
        return share(self.count, self.of)

    @property
    def said(self) -> str:
        """With its base: 34 of 41."""
        return f"{self.count:,} of {self.of:,}"


def questions_in(text: str) -> tuple[str, ...]:
    """The questions in a text, one a line, each once."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        found.setdefault(folded(line), " ".join(line.split()))
    return tuple(filter(None, found.values()))


def respondents(answers: Mapping[str, int]) -> int:
    """How many answered, by how many answered each question: as many as the most of them."""
    return max(answers.values(), default=0)


def answer_meant(typed: str, known: Sequence[str]) -> str:
    """The answer that is meant by what was typed: a known one, its place in the list, or a new one.

    A known answer goes before a place, and where people answer with numbers a number is the
    answer: 3 is 3, whether anybody said so before or not.
    """
    said = " ".join(typed.split())
    if not said or said in known:
        return said
    same = [each for each in known if folded(each) == folded(said)]
    if same:
        return same[0]
    if said.isdecimal() and known and all(each.isdecimal() for each in known):
        return said
    if said.isascii() and said.isdigit() and 1 <= int(said) <= len(known):
        return known[int(said) - 1]
    begins = [each for each in known if folded(each).startswith(folded(said))]
    return begins[0] if len(begins) == 1 else said


def in_order(answers: Mapping[str, int]) -> list[str]:
    """Answers in the order to show them: numbers as they rise, words by how many gave them."""
    if all(each.strip().isdecimal() for each in answers):
        return sorted(answers, key=in_natural_order)
    return sorted(answers, key=lambda each: (-answers[each], in_natural_order(each)))


def moved_said(now: Share, before: Share | None) -> str:
    """How a share stands to last year's: 5 points more; empty where one has no base."""
    if before is None or now.fraction is None or before.fraction is None:
        return ""
    points = int(rounded((now.fraction - before.fraction) * 100))
    if not points:
        return "as before"
    return f"{counted(abs(points), 'point')} {'more' if points > 0 else 'fewer'}"
