"""Asking for forms that have not come, or reminding those who were asked."""

from collections.abc import Sequence

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.message import REMINDER_OF, REQUEST_FOR, STAGE_ASKED, Purpose, ToWhom
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.chasing import to_ask, without_form
from trainingdesk.services.writing import Meant
from ui.messages.letter_panel import LetterPanel
from ui.messages.rule_form import TO_WHOM

CANNOT = " {} cannot be asked: they would not answer, or their register is open."
NO_FORM = (
    " {} get the words alone: nothing is asked of their course at this stage. Make a form of it "
    "under Forms first."
)


class ChasePanel(LetterPanel):
    """Writes to some of those from whom no form has come at a stage."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Ask for the form", list(STAGE_ASKED), {})
        self._ids: Sequence[int] = ()

    def begin(self, stage: Stage, booking_ids: Sequence[int], *, again: bool) -> None:
        """Ask what to write to them; ``again`` where they were asked before."""
        self._ids = booking_ids
        purpose = (REMINDER_OF if again else REQUEST_FOR)[stage]
        whom = ToWhom.MANAGER if stage is Stage.MANAGER else ToWhom.DELEGATE
        said = next(said for said, some in TO_WHOM.items() if some == (whom,))
        self.say_title("Remind them" if again else "Ask for the form")
        self.begin_with((stage, again, tuple(booking_ids)), purpose, said)

    def meant(self, purpose: Purpose) -> Meant:
        ids, stage = self._ids, STAGE_ASKED[purpose]
        return lambda db: to_ask(db, ids, stage)

    def why_not(self, purpose: Purpose, ids: Sequence[int]) -> str:
        left_out = len(self._ids) - len(ids)
        cannot = CANNOT.format(f"{left_out:,}") if left_out else ""
        with self.desk.reading() as db:
            without = without_form(db, ids, STAGE_ASKED[purpose])
        return cannot + (NO_FORM.format(f"{without:,}") if without else "")
