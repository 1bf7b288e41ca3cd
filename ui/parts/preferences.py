"""What this computer remembers between runs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from PySide6.QtCore import QSettings


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices that belong to this computer. The desk's own choices live in its database."""

    theme: str = "system"
    compact_rows: bool = False
    narrow_sidebar: bool = False
    reports_folder: str = ""

    @classmethod
    def load(cls, settings: QSettings) -> "Preferences":
        """Read what was saved; what was never saved is its default."""
        defaults = asdict(cls())
        saved: dict[str, Any] = {
            field.name: settings.value(field.name, defaults[field.name], type(defaults[field.name]))
            for field in fields(cls)
        }
        return cls(**saved)

    def save(self, settings: QSettings) -> None:
        """Write every choice."""
        for name, value in asdict(self).items():
            settings.setValue(name, value)


def columns_shown(settings: QSettings, table: str) -> frozenset[str] | None:
    """The columns chosen for a list, or None while nobody has chosen."""
    kept = settings.value(f"columns/{table}")
    return None if kept is None else frozenset(part for part in str(kept).split("|") if part)


def keep_columns(settings: QSettings, table: str, shown: Iterable[str]) -> None:
    """Remember the columns chosen for a list."""
    settings.setValue(f"columns/{table}", "|".join(sorted(shown)))


def columns_added(
    settings: QSettings, table: str, names: Iterable[str]
) -> dict[str, frozenset[str]]:
    """The columns added to a list beyond its room, each with those that had given way then."""
    kept = {name: settings.value(f"columns_added/{table}/{name}") for name in names}
    return {name: frozenset(str(away).split("|")) for name, away in kept.items() if away}


def keep_added(settings: QSettings, table: str, added: Mapping[str, Collection[str]]) -> None:
    """Remember the columns added to a list beyond its room."""
    settings.remove(f"columns_added/{table}")
    for name, away in added.items():
        settings.setValue(f"columns_added/{table}/{name}", "|".join(sorted(away)))
