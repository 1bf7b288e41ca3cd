"""Telling that places are free while people wait, and giving them."""

from trainingdesk.domain.words import listed
from trainingdesk.services.desk import Desk
from trainingdesk.services.waiting import give_free_places
from ui.events.telling import told_in
from ui.parts.heading import Notice
from ui.parts.words import Button


class FreePlaces(Notice):
    """Says which places were made free by a change, and gives them to those who wait."""

    def __init__(self, desk: Desk) -> None:
        self.give = Button("Give them the places", "link")
        super().__init__("", "amber", self.give)
        self._desk = desk
        self._event_id = 0
        self.give.clicked.connect(self.give_places)

    def offer(self, event_id: int, said: str) -> None:
        """Offer to give the places of an event."""
        self._event_id = event_id
        self.give.show()
        self.say(said, "amber")

    def give_places(self) -> None:
        """Give the free places to whoever has waited longest, and say who has one now."""
        lucky: list[str] = []
        self.give.hide()
        with told_in(self), self._desk.changing("Give free places") as db:
            lucky = give_free_places(db, self._event_id, by=self._desk.stamp())
        if lucky:
            have = "has" if len(lucky) == 1 else "have"
            said = f"{listed(lucky)} {have} a place now, from the waiting list."
            self.say(said, "accent")
