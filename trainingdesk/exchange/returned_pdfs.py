"""Filled forms in PDF files, read with whatever a reader of PDF has left in them.

Nothing in a file is run or changed, and a file that is damaged is not mended by guessing: answers
could be missing from it without a sign.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from pikepdf import PasswordError, Pdf, PdfError

from trainingdesk.domain.form_code import FormCode, read_form_code
from trainingdesk.domain.form_fields import (
    CODE,
    EVENT,
    QUESTIONNAIRE,
    AnswerField,
    read_field_name,
    read_given_out,
)
from trainingdesk.domain.questionnaire import Asking
from trainingdesk.domain.returned_pdf import NotReadable, ReturnedPdf
from trainingdesk.exchange.file_names import called
from trainingdesk.exchange.pdf_fields import Filled, fields_of, unpacking_at_most, words_of

LARGEST = 20 * 1024 * 1024
"""No form of ours comes near it, whatever a reader adds."""
LARGEST_UNPACKED = 4 * 1024 * 1024
"""Of the packed parts that say where everything stands; pages and fonts are not looked at."""
MOST_FILES = 2_000
"""A folder of more is some other folder."""
LONGEST_ANSWER = 10_000
BEGINS, BEGINS_WITHIN = b"%PDF-", 1024
ENDS, BLANKS = b"%%EOF", b"\0\t\n\f\r "
OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
JOINERS = "\t\u200c\u200d"
IN_KEYWORDS = re.compile(rf"({CODE}|{QUESTIONNAIRE}|{EVENT}) ([^;]+)")
KEPT = (CODE, QUESTIONNAIRE, EVENT)
STATE = re.compile(r"-?[0-9]{1,6}")
SEND_AGAIN = "ask for it to be saved and sent again, or enter the form by hand."
FLATTENED = (
    "was printed or flattened, so that its answers can no longer be read; enter them by hand from "
    "the page."
)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files that were chosen, and those in the folders that were; raises NotReadable."""
    found: dict[Path, None] = {}
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else [path]
        except OSError as error:
            raise NotReadable(
                f"{called(path)}: {error.strerror or 'it cannot be read'}."
            ) from error
        if len(inside) > MOST_FILES:
            raise NotReadable(f"{called(path)} holds more than {MOST_FILES:,} files.")
        found |= dict.fromkeys(each for each in inside if not _of_the_system(each))
    return list(found)


def read_pdf(path: Path) -> ReturnedPdf:
    """What a filled form says; raises NotReadable."""
    with _opened(_bytes_of(path)) as pdf:
        filled = fields_of(pdf)
        beside = words_of(pdf.docinfo.get("/Keywords"))
    answers = {own: each for name, each in filled.items() if (own := read_field_name(name))}
    kept = {found[1]: found[2].strip() for found in IN_KEYWORDS.finditer(beside)}
    # What stands in the form counts; some readers drop what nobody sees, and then it is beside.
    kept |= {name: filled[name].words.strip() for name in KEPT if name in filled}
    return ReturnedPdf(
        _code(kept.get(CODE, ""), has_fields=bool(filled), has_answers=bool(answers)),
        read_given_out(kept.get(QUESTIONNAIRE, "")),
        kept.get(EVENT, ""),
        _typed(answers),
        _marked(answers),
    )


def _of_the_system(path: Path) -> bool:
    return path.name.startswith(".") or path.name.casefold() in OF_THE_SYSTEM


def _bytes_of(path: Path) -> bytes:
    """The file as it stands; raises NotReadable where it can be no form, or no whole one."""
    try:
        if path.is_dir():
            raise NotReadable("This is a folder: choose it by itself to read what is in it.")
        if path.stat().st_size > LARGEST:
            raise NotReadable(f"It is larger than {LARGEST // 1024**2} MB, so it was not read.")
        raw = path.read_bytes()
    except PermissionError as error:
        raise NotReadable("It may not be read, or another program holds it open.") from error
    except OSError as error:
        raise NotReadable(f"{error.strerror or 'It cannot be read'}.") from error
    if not raw:
        raise NotReadable(f"The file is empty: {SEND_AGAIN}")
    if BEGINS not in raw[:BEGINS_WITHIN]:
        raise NotReadable("This is not a PDF.")
    if not raw.rstrip(BLANKS).endswith(ENDS):
        raise NotReadable(f"Only a part of the file is here: {SEND_AGAIN}")
    return raw


@contextmanager
def _opened(raw: bytes) -> Iterator[Pdf]:
    """The document, as long as it is looked at; raises NotReadable."""
    try:
        with (
            unpacking_at_most(LARGEST_UNPACKED),
            Pdf.open(BytesIO(raw), attempt_recovery=False, suppress_warnings=True) as pdf,
        ):
            yield pdf
    except PasswordError as error:
        raise NotReadable(
            "It is locked with a password: ask for it without one, or enter the form by hand."
        ) from error
    except (PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        # Whatever a damaged file makes of its parts, it cannot be relied on.
        raise NotReadable(f"The file is damaged: {SEND_AGAIN}") from error


def _code(text: str, *, has_fields: bool, has_answers: bool) -> FormCode:
    """The code inside a form; raises NotReadable where it is none of ours, or has no answers."""
    if not text and has_fields:
        raise NotReadable("There is no code in it, so it is no form of this desk.")
    if not text:
        raise NotReadable(f"There is no form in it: it is some other file, or it {FLATTENED}")
    code = read_form_code(text)
    if code is None:
        raise NotReadable(f"Its code, “{text[:20]}”, is none of this desk or was changed.")
    if not has_answers:
        raise NotReadable(f"Form {code} {FLATTENED}", code)
    return code


def _typed(answers: Mapping[AnswerField, Filled]) -> dict[Asking, str]:
    """What was typed, in plain lines; raises NotReadable where it is no answer any more."""
    found = {}
    for own, filled in answers.items():
        words = "" if filled.button and _state(own, filled) is not None else _plain(filled.words)
        if len(words) > LONGEST_ANSWER:
            raise NotReadable(
                f"Its answer to “{own.asking.code}” is longer than {LONGEST_ANSWER:,} letters."
            )
        if words:
            found[own.asking] = words
    return found


def _marked(answers: Mapping[AnswerField, Filled]) -> dict[Asking, tuple[int, ...]]:
    found: dict[Asking, tuple[int, ...]] = {}
    for own, filled in answers.items():
        number = _state(own, filled) if filled.button else None
        if number is not None:
            found[own.asking] = (*found.get(own.asking, ()), number)
    return {asking: tuple(sorted(numbers)) for asking, numbers in found.items()}


def _state(own: AnswerField, filled: Filled) -> int | None:
    """The number of the circle or box that is on: of several, each is a field of its own."""
    if own.choice is not None:
        return own.choice if filled.words else None
    return int(filled.words) if STATE.fullmatch(filled.words) else None


def _plain(words: str) -> str:
    """Words with their lines parted as everywhere, and nothing in them that does not show."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").split("\n")
    tidied = ("".join(sign for sign in line if _shows(sign)) for line in lines)
    return "\n".join(line.rstrip() for line in tidied).strip()


def _shows(sign: str) -> bool:
    """Whether a sign is part of what was written; joiners shape the letters beside them."""
    return sign in JOINERS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"}
