"""What a place tells of its pages, so that Ctrl+K leads to each of them from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.domain.delegate import searched
from ui.parts.way import Where


@dataclass(frozen=True, slots=True)
class PageWay:
    """A way to one page: its title, where it is, and what else it may be called.

    ``words`` holds the other names, parted by commas. ``deed`` names a command of the page that is
    done on arriving, unless it is for what one chooses there.
    """

    title: str
    where: Where
    words: str = ""
    deed: str = ""
    of_chosen: bool = False

    @property
    def names(self) -> list[str]:
        """All that the page is called, folded, its title first."""
        return [searched(name).strip() for name in (self.title, *self.words.split(",")) if name]

    def holds(self, typed: str) -> bool:
        """Whether each typed word begins one of a name, or of the place."""
        held = " ".join([*self.names, searched(self.where.place)]).split()
        return all(any(word.startswith(each) for word in held) for each in searched(typed).split())

    def is_called(self, typed: str) -> bool:
        """Whether the whole of what was typed is one of the names."""
        return " ".join(searched(typed).split()) in self.names


def likeliest(ways: Sequence[PageWay], typed: str) -> list[PageWay]:
    """The ways that hold what was typed, those that are called so before all others."""
    sought = " ".join(searched(typed).split())

    def order(way: PageWay) -> tuple[bool, bool, bool]:
        title = way.names[0]
        return title != sought, not way.is_called(typed), not title.startswith(sought)

    return sorted((way for way in ways if way.holds(typed)), key=order)
