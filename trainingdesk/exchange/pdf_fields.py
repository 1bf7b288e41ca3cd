"""The fields of a form in a PDF, whoever filled them in, read without trusting its shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

DEEPEST = 8
"""Levels of fields within fields: a form that goes round in a circle goes no deeper."""
MOST = 5_000
OFF = "Off"


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a field: its words, and for a button the name of the state it is in."""

    words: str = ""
    button: bool = False


def fields_of(pdf: Pdf) -> Mapping[str, Filled]:
    """Every field of a document by name; none where it has no form."""
    form = _at(pdf.Root, "/AcroForm")
    found: dict[str, Filled] = {}
    for field in _items(_at(form, "/Fields")):
        for name, filled in _below(field, "", None, DEEPEST):
            found[name] = filled
            if len(found) > MOST:
                return found
    return found


def words_of(value: object) -> str:
    """Words as a document keeps them: a string, or a long one as a stream."""
    if isinstance(value, Stream):
        return str(String(value.read_bytes()))
    if isinstance(value, String):
        return str(value)
    if isinstance(value, Name):
        return str(value)[1:]
    return ""


def _below(field: object, above: str, kind: object, deep: int) -> Iterator[tuple[str, Filled]]:
    """A field and those below it, by their whole names; a part without a name is its look."""
    if not isinstance(field, Dictionary) or not deep:
        return
    own = words_of(_at(field, "/T"))
    name = ".".join(filter(None, (above, own)))
    kind = _at(field, "/FT") or kind
    kids = list(_items(_at(field, "/Kids")))
    named = [kid for kid in kids if _at(kid, "/T") is not None]
    for kid in named:
        yield from _below(kid, name, kind, deep - 1)
    if not named and name:
        button = kind == Name.Btn
        value = words_of(_at(field, "/V"))
        yield name, Filled(_state(field, kids, value) if button else value, button)


def _state(field: object, kids: list[object], value: str) -> str:
    """The state of a button; a reader that set only how it looks is believed too."""
    value = value.removeprefix("/")  # as some write the name of a state
    if value and value != OFF:
        return value
    shown = (words_of(_at(each, "/AS")) for each in (field, *kids))
    return next((state for state in shown if state and state != OFF), "")


def _items(array: object) -> Iterator[object]:
    if isinstance(array, Array):
        yield from (array[at] for at in range(min(len(array), MOST)))


def _at(holder: object, key: str) -> object:
    return holder.get(key) if isinstance(holder, Dictionary) else None
