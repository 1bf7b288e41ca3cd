"""What the clock does by itself: offers and kept places end when their time is over."""

from contextlib import suppress

from trainingdesk.domain.refusals import DeskAtWork, DeskBusy, SavedMeanwhile
from trainingdesk.services.desk import Desk
from trainingdesk.services.passing import events_run_out, pass_on_what_ran_out

ENDED = "End offers that ran out"


def end_what_ran_out_by_now(desk: Desk) -> list[str]:
    """End what has run out, in an act of its own, and name who was given the places.

    Where nothing has, nothing is written and nobody is told. While somebody else is at work on
    the desk it is left for later: nothing is lost, and whoever books meanwhile ends it first.
    """
    with suppress(DeskAtWork, DeskBusy, SavedMeanwhile):
        with desk.reading() as db:
            over = events_run_out(db, by=desk.stamp())
        if over:
            with desk.changing(ENDED) as db:
                return pass_on_what_ran_out(db, by=desk.stamp())
    return []
