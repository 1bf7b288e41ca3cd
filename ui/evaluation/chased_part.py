"""Of which part of a year the silent are listed, and the way there."""

from dataclasses import dataclass

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group
from trainingdesk.services.evaluation.scope import Scope, ScopeKind
from ui.parts.way import Where

PARTING = "|"
LATER = "later"


@dataclass(frozen=True)
class ChasedPart:
    """A part of a year, one agency, sector or level in it, and whether it is not due yet."""

    scope: Scope
    group: Group | None = None
    not_due: bool = False

    @property
    def is_all(self) -> bool:
        """Whether it is the whole year and whatever is due."""
        return self.scope.kind is ScopeKind.YEAR and self.group is None and not self.not_due

    def said(self, of: str) -> str:
        """The part in words, where ``of`` is what its scope is called."""
        said = [] if self.scope.kind is ScopeKind.YEAR else [of]
        if self.group:
            said.append(self.group.key or f"no {self.group.kind}")
        if self.not_due:
            said.append("not due yet")
        return " · ".join(said)


def chase_at(stage: str, part: ChasedPart) -> Where:
    """Where the silent of a part are listed at a stage."""
    find = stage
    if not part.is_all:
        group = part.group or Group("", "")
        when = LATER if part.not_due else ""
        find = PARTING.join([stage, part.scope.kind, when, group.kind, group.key])
    year = part.scope.year.name
    return Where("Evaluation", tab="To chase", find=find, id=part.scope.id, year=year)


def chased_part(find: str, number: int, year: TrainingYear) -> tuple[str, ChasedPart]:
    """The stage and the part that a way leads to."""
    stage, *rest = find.split(PARTING, 4)
    if not rest:
        return stage, ChasedPart(Scope(year))
    kind, when, group, key = rest
    narrowed = Group(group, key) if group else None
    return stage, ChasedPart(Scope(year, ScopeKind(kind), number), narrowed, when == LATER)
