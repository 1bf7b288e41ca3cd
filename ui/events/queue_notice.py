"""The line over the bookings that says how many are free and wait, and by which rule."""

from trainingdesk.services.places import Places
from ui.parts.heading import Notice
from ui.parts.words import Button


class QueueNotice(Notice):
    """Shows while anybody waits; it asks for attention where something can be done for them."""

    def __init__(self) -> None:
        self.give = Button("Give them the places", "link")
        self.another = Button("Plan another date", "link")
        super().__init__("", "amber", self.give, self.another)

    def show_queue(self, places: Places, *, rule: str, enough: str) -> None:
        """Say how many are free and wait; ``enough`` says that another date is worth planning."""
        to_give = bool(places.free and places.waiting)
        offered = f", {places.offered:,} with an offer" if places.offered else ""
        said = f"{places.free:,} free, {places.waiting:,} waiting{offered}."
        parts = [part for part in (said, enough, rule) if part]
        somebody = places.waiting or places.offered
        self.say(" ".join(parts) if somebody else "", "amber" if to_give or enough else "accent")
        self.give.setVisible(to_give)
        self.another.setVisible(bool(enough))
