"""Telling that places are free while people wait, and giving them."""

from trainingdesk.services.desk import Desk
from trainingdesk.services.waiting import give_free_places, given_said, places_to_give
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
        """Say what became of the places of an event, and offer to give those that are left."""
        self._event_id = event_id
        with self._desk.reading() as db:
            left = bool(places_to_give(db, event_id))
        self.give.setVisible(left)
        self.say(said, "amber" if left else "accent")

    def give_places(self) -> None:
        """Give the free places to whoever has waited longest, and say who has one now."""
        said = ""
        self.give.hide()
        with told_in(self), self._desk.changing("Give free places") as db:
            said = given_said(db, give_free_places(db, self._event_id, by=self._desk.stamp()))
        if said:
            self.say(said, "accent")
