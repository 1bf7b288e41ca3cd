"""The shape of the code, kept by a test."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAY_IMPORT = {
    "domain": {"domain"},
    "storage": {"domain", "storage"},
    "reports": {"domain", "reports"},
    "exchange": {"domain", "exchange"},
    "services": {"domain", "storage", "reports", "exchange", "services"},
    "commands": {"domain", "services"},
    "ui": {"domain", "services", "ui"},
}
LIBRARIES = {
    "PySide6": {"ui"},
    "alembic": {"storage"},
    "sqlalchemy": {"storage", "services"},
    "keyring": {"services"},
    "psycopg": {"storage"},
    "pandas": {"services", "reports", "exchange"},
    "reportlab": {"reports"},
    "pikepdf": {"reports", "exchange"},
    "segno": {"reports"},
    "uharfbuzz": {"reports"},
    "scipy": {"services"},
    "openpyxl": {"exchange"},
    "xlsxwriter": {"reports", "exchange"},
    "platformdirs": {"services"},
}
WORDS_OF_OTHERS = frozenset({"trainingdesk.exchange.completions"})
"""Where headings of other programs are read, in their words."""
LONGEST = 400
VERSION = "trainingdesk.__version__"  # everybody may say which version this is


def layer_of(name: str) -> str:
    """``trainingdesk.storage.models`` is storage, ``ui.parts.live`` is ui."""
    parts = name.split(".")
    return parts[1] if parts[0] == "trainingdesk" and len(parts) > 1 else parts[0]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    name_of(path): path
    for folder in ("trainingdesk", "ui")
    for path in (ROOT / folder).rglob("*.py")
    if path.parent.name != "trainingdesk" or path.name != "__init__.py"
}
every_module = pytest.mark.parametrize("name", MODULES)


def imported_by(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = node.module or ""
            names.update(f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


@every_module
def test_imports_point_inwards(name: str) -> None:
    here = layer_of(name)
    for imported in imported_by(MODULES[name]):
        first = imported.split(".")[0]
        if first in {"trainingdesk", "ui"} and imported != VERSION:
            assert layer_of(imported) in MAY_IMPORT[here], f"{name} must not import {imported}"
        assert here in LIBRARIES.get(first, {here}), f"{name} must not import {first}"


@every_module
def test_files_stay_readable(name: str) -> None:
    lines = len(MODULES[name].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{name} has {lines} lines: split it by subject"


def test_the_names_are_those_of_the_desk() -> None:
    for name, path in MODULES.items():
        words = path.read_text(encoding="utf-8").lower()
        if name not in WORDS_OF_OTHERS:
            assert "lear" + "ner" not in words, f"{name}: say delegate"
        assert "course " + "run" not in words, f"{name}: say event"
