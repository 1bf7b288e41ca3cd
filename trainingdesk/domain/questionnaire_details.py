"""The details a user fills in for what is asked at a stage, and what can be wrong in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trainingdesk.domain.evaluation import AskedPer, Stage

MOST_QUESTIONS = 30
MOST_TITLE, MOST_OPENING = 120, 1_000


@dataclass(frozen=True, slots=True)
class Put:
    """A question of the bank put on a questionnaire: its code, and how often it is asked."""

    code: str
    per: AskedPer = AskedPer.EVENT


@dataclass(frozen=True, slots=True)
class QuestionnaireDetails:
    """What a course asks at a stage; without a course, what all ask that have none of their own."""

    stage: Stage
    course_id: int | None = None
    title: str = ""
    opening: str = ""
    anonymous: bool = False
    asks: tuple[Put, ...] = ()

    def tidied(self) -> "QuestionnaireDetails":
        """As it is kept: without stray spaces."""
        opening = "\n".join(line.rstrip() for line in self.opening.strip().splitlines())
        return replace(self, title=" ".join(self.title.split()), opening=opening)

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        return dict(self._found())

    def _found(self) -> Iterator[tuple[str, str]]:
        if not self.title.strip():
            yield "title", "Enter a title: it stands at the head of the form."
        elif len(self.title) > MOST_TITLE:
            yield "title", f"Give a title of {MOST_TITLE} letters or fewer."
        if len(self.opening) > MOST_OPENING:
            yield "opening", f"Open with {MOST_OPENING:,} letters or fewer."
        codes = [put.code for put in self.asks]
        twice = next((code for code in codes if codes.count(code) > 1), "")
        if not codes:
            yield "asks", "Put a question on the form: without one there is nothing to ask."
        elif twice:
            yield "asks", f"{twice} stands on the form twice. Take one of them off."
        elif len(codes) > MOST_QUESTIONS:
            yield (
                "asks",
                f"{len(codes)} questions are too many: nobody answers over {MOST_QUESTIONS}.",
            )


def privacy_words(stage: Stage, *, anonymous: bool) -> str:
    """What a form says of the name of whoever fills it in, on paper and on screen alike."""
    if anonymous:
        return (
            "This form is anonymous: please do not write your name. Its code says no more than "
            "which event it is of, and your answers are only counted with everybody else’s."
        )
    if stage is Stage.MANAGER:
        return (
            "You are asked as the manager of the person named above. The code of this form ties "
            "it to what they answered themselves."
        )
    return (
        "This form is yours: its code ties it to what you answer at other times, so that the "
        "board can see what changed. What is published names nobody."
    )


def pairing_warning(stage: Stage, *, anonymous: bool) -> str:
    """What an anonymous form can never show; nothing where names are kept."""
    if not anonymous:
        return ""
    if stage is Stage.MANAGER:
        return "Without names, a manager’s view can never stand beside the delegate’s own."
    if stage is Stage.BEFORE:
        return (
            "Without names, these answers can never be paired with later ones: nobody will be "
            "able to say what this training changed."
        )
    return (
        "Without names, these answers are counted and never paired with those before: what "
        "changed for each person cannot be shown."
    )
