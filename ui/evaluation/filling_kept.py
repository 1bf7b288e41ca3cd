"""What was entered so far of the form in hand, kept so that anybody can go on with it."""

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.begun import keep_begun
from ui.evaluation.form_view import FormView

MEANWHILE = "Somebody else has answered {} of this form meanwhile. The answers stand here too."


def keep_filling(desk: Desk, view: FormView, *, via: str) -> None:
    """Keep what was entered so far, and show what somebody else has answered meanwhile."""
    filling = view.filling
    if filling is None or filling.paper.delegate_id is None:
        return
    given = dict(view.answers)
    if given == dict(filling.kept):
        return
    returned = filling.paper.returned(given, on=desk.today(), via=via)
    try:
        with desk.noting("Begin a form") as db:
            kept = keep_begun(db, returned, opened=filling.kept)
    except Refused as refusal:
        view.say(str(refusal))
        return
    if others := filling.take_over(kept, given=given):
        view.show_rows()
        view.say(MEANWHILE.format(counted(others, "question")), "amber")
