"""The fields of a form in a PDF, whoever filled them in, read without trusting its shape."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream, String, settings

from trainingdesk.domain.returned_pdf import NotReadable

DEEPEST = 8
"""Levels of fields within fields: a form that goes round in a circle goes no deeper."""
MOST = 20_000
"""Fields, and circles of fields, in a form: what stands in several places counts in each."""
LONGEST = 100_000
"""Bytes of one field: the longest answer in the widest letters, and twice as much again."""
MOST_WORDS = 2_000_000
"""Letters of all fields together: a hundred long answers, and as much again."""
BOUNDED = frozenset({"/FlateDecode", "/ASCIIHexDecode", "/ASCII85Decode"})
"""Ways of packing that can be unpacked no further than is wanted."""
OFF = "Off"
BY_HAND = "so it was not read: enter the form by hand."


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a field: its words, and for a button the name of the state it is in."""

    words: str = ""
    button: bool = False


def fields_of(pdf: Pdf) -> Mapping[str, Filled]:
    """Every field of a document by name; none where it has no form; raises NotReadable."""
    form = _at(pdf.Root, "/AcroForm")
    reading = _Reading()
    return {
        name: filled
        for field in reading.items(_at(form, "/Fields"))
        for name, filled in reading.below(field, "", None, DEEPEST)
    }


def words_of(value: object) -> str:
    """Words as a document keeps them: a string, or a long one as a stream; raises NotReadable."""
    if isinstance(value, Stream):
        return str(String(_unpacked(value)))
    if not isinstance(value, String | Name):
        return ""
    if len(bytes(value)) > LONGEST:
        raise _too_long()
    return str(value) if isinstance(value, String) else str(value)[1:]


@contextmanager
def unpacking_at_most(size: int) -> Iterator[None]:
    """Nothing is unpacked beyond so many bytes meanwhile: a small file may hold a huge one."""
    before = settings.set_qpdf_limits(
        flate_max_memory=size,
        run_length_max_memory=size,
        png_max_memory=size,
        tiff_max_memory=size,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(
            flate_max_memory=int(before["flate_max_memory"]),
            run_length_max_memory=int(before["run_length_max_memory"]),
            png_max_memory=int(before["png_max_memory"]),
            tiff_max_memory=int(before["tiff_max_memory"]),
        )


@dataclass(slots=True)
class _Reading:
    """Goes through the fields of one document, and no further than any form would lead."""

    parts: int = 0
    letters: int = 0

    def items(self, array: object) -> Iterator[object]:
        """Each part of a list; raises NotReadable where they come to more than any form has."""
        if not isinstance(array, Array):
            return
        for at in range(len(array)):
            self.parts += 1
            if self.parts > MOST:
                raise NotReadable(f"It has more fields than any form, {BY_HAND}")
            yield array[at]

    def below(
        self, field: object, above: str, kind: object, deep: int
    ) -> Iterator[tuple[str, Filled]]:
        """A field and those below it, by their whole names; a part without a name is its look."""
        if not isinstance(field, Dictionary) or not deep:
            return
        name = ".".join(filter(None, (above, words_of(_at(field, "/T")))))
        kind = _at(field, "/FT") or kind
        kids = list(self.items(_at(field, "/Kids")))
        named = [kid for kid in kids if _at(kid, "/T") is not None]
        for kid in named:
            yield from self.below(kid, name, kind, deep - 1)
        if not named and name:
            button = kind == Name.Btn
            value = words_of(_at(field, "/V"))
            words = _state(field, kids, value) if button else value
            # Many fields may point at the same words, which are kept for each of them.
            self.letters += len(name) + len(words)
            if self.letters > MOST_WORDS:
                raise NotReadable(f"Its fields together hold more than any form, {BY_HAND}")
            yield name, Filled(words, button)


def _unpacked(stream: Stream) -> bytes:
    """What a stream holds; it is looked at first whether it can be unpacked without harm."""
    ways, length = stream.get("/Filter", Array()), stream.get("/Length")
    names = {str(way) for way in (ways if isinstance(ways, Array) else [ways])}
    if not isinstance(length, int) or length > LONGEST or not names <= BOUNDED:
        raise _too_long()
    with unpacking_at_most(LONGEST):
        try:
            return stream.read_bytes()
        except PdfError as error:
            raise _too_long() from error


def _too_long() -> NotReadable:
    return NotReadable(f"A field of it holds far more than any answer, or is damaged, {BY_HAND}")


def _state(field: object, kids: list[object], value: str) -> str:
    """The state of a button; a reader that set only how it looks is believed too."""
    value = value.removeprefix("/")  # as some write the name of a state
    if value and value != OFF:
        return value
    shown = (words_of(_at(each, "/AS")) for each in (field, *kids))
    return next((state for state in shown if state and state != OFF), "")


def _at(holder: object, key: str) -> object:
    return holder.get(key) if isinstance(holder, Dictionary) else None
