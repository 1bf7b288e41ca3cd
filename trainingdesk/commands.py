"""The program without a screen: one command, done and ended."""

import json
import logging
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any

from trainingdesk import __version__
from trainingdesk.domain.booking import Via
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import (
    CannotImport,
    CannotOpen,
    CannotSave,
    Damaged,
    NothingToPrint,
    Refused,
)
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import (
    backups,
    certificates,
    named,
    printing,
    saving,
)
from trainingdesk.services import reports as annual
from trainingdesk.services.booking_knowingly import book_by_command
from trainingdesk.services.brochures import save_brochure
from trainingdesk.services.clock import end_what_ran_out_by_now
from trainingdesk.services.desk import Desk
from trainingdesk.services.exporting.desks import export_desk
from trainingdesk.services.importing.outcome import Outcome, RowsRefused
from trainingdesk.services.importing.workbooks import load, preview, read
from trainingdesk.services.progress import unreported
from trainingdesk.services.register_papers import PAPERS, REGISTER, paper_document
from trainingdesk.services.warnings import warnings_before
from trainingdesk.services.whereabouts import chosen_desk, made_only_for_good, user_name
from trainingdesk.services.years import held_year

DONE, REFUSED, WRONG_WORDS, CANNOT_OPEN, UNSOUND = 0, 1, 2, 3, 4
NO_ENCRYPTION = "Encrypted desks come later; leave out --passphrase-file for now."
MAKES_THE_DESK = frozenset({"import", "restore"})


@dataclass
class Answer:
    """What a command answers: lines, what goes to standard error, and the same as an object."""

    lines: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    code: int = DONE


def import_workbooks(desk: Desk, given: Namespace) -> Answer:
    """Load workbooks (.xlsx), or folders of .csv files named after the sheets."""
    workbook = read([Path(path) for path in given.paths])
    if given.dry_run:
        with desk.reading() as db:
            outcome = preview(db, workbook, today=desk.today())
        refused = bool(outcome.problems) and not (given.skip_bad_rows and outcome.good)
        verb = "" if refused else "Would import"
        return _imported(outcome, verb, code=REFUSED if refused else DONE)
    try:
        with desk.changing("Import", undoable=False) as db:
            outcome = load(
                db,
                workbook,
                skip_bad_rows=given.skip_bad_rows,
                by=desk.stamp(),
                progress=unreported,
            )
    except RowsRefused as refusal:
        return _imported(refusal.outcome, "", code=REFUSED)
    stored = outcome.good or not outcome.problems
    return _imported(outcome, "Imported", code=DONE if stored else REFUSED)


def report(desk: Desk, given: Namespace) -> Answer:
    """Write the annual report of a year; the file's suffix chooses its form."""
    with desk.reading() as db:
        year = held_year(db, given.year)
        annual.save_report(db, year, given.output, today=desk.today())
    return Answer([f"Saved {given.output}"], facts={"year": year.name, "file": str(given.output)})


def print_brochure(desk: Desk, given: Namespace) -> Answer:
    """Write the programme of a year as a brochure (.pdf)."""
    with desk.reading() as db:
        year = TrainingYear.named(given.year)  # the courses may be printed before the first date
        told = save_brochure(db, year, given.output)
    return Answer([f"Saved {given.output}"], told, {"year": year.name, "file": str(given.output)})


def print_certificates(desk: Desk, given: Namespace) -> Answer:
    """Print every certificate due on an event: into one file, or one a delegate into a folder."""
    with desk.reading() as db:
        event_id = named.event_named(db, given.event)
        rows = certificates.certificates_on(db, event_id)
    not_due = [f"{row.name}: {row.why_not}" for row in rows if not row.due and not row.number]
    try:
        printed = printing.print_certificates(desk, event_id, given.output)
    except NothingToPrint as refusal:
        return Answer(
            beside=[*(f"not due: {line}" for line in not_due), str(refusal)],
            facts={"printed": 0, "not_due": not_due},
            code=REFUSED,
        )
    return Answer(
        [f"Saved {counted(printed.count, 'certificate')} to {given.output}"],
        [*(f"not due: {line}" for line in not_due), *printed.without_a_font],
        {
            "printed": printed.count,
            "numbers": printed.numbers,
            "not_due": not_due,
            "without_a_font": printed.without_a_font,
            "file": str(given.output),
        },
    )


def print_register(desk: Desk, given: Namespace) -> Answer:
    """Print the sign-in register of an event, or its badges or place cards."""
    with desk.reading() as db:
        event_id = named.event_named(db, given.event)
        document = paper_document(db, event_id, given.paper, today=desk.today())
    if given.output.suffix.lower() != ".pdf":
        raise CannotSave(given.output.name, "what is printed is saved as .pdf")
    saving.save_document(document, given.output)
    return Answer([f"Saved {given.output}"], facts={"file": str(given.output)})


def book(desk: Desk, given: Namespace) -> Answer:
    """Book a delegate, by reference or e-mail address, onto an event."""
    end_what_ran_out_by_now(desk)
    by = desk.stamp()
    with desk.changing("Book") as db:
        event_id = named.event_named(db, given.event)
        delegate_id = named.delegate_named(db, given.delegate)
        warnings = warnings_before(
            db, event_id=event_id, delegate_id=delegate_id, today=by.today, at=by.at
        )
        booked = book_by_command(
            db, event_id=event_id, delegate_id=delegate_id, by=by, reason=given.reason
        )
    facts = {
        "status": booked.status.value.lower(),
        "place_in_queue": booked.place_in_queue,
        "warnings": warnings,
    }
    return Answer([str(booked)], warnings, facts)


def back_up(desk: Desk, given: Namespace) -> Answer:
    """Write a verified copy of the desk."""
    rows = backups.back_up(desk, given.file)
    said = f"Saved {given.file}: {counted(rows, 'row')}, opened again and found sound"
    return Answer([said], facts={"file": str(given.file), "rows": rows})


def restore(desk: Desk, given: Namespace) -> Answer:
    """Bring the desk back from a copy."""
    rows = backups.restore(desk, given.file)
    said = f"Restored {counted(rows, 'row')} from {given.file}"
    return Answer([said], facts={"file": str(given.file), "rows": rows})


def export(desk: Desk, given: Namespace) -> Answer:
    """Write everything on the desk into a workbook, which can be loaded again."""
    with desk.reading() as db:
        exported = export_desk(db, given.file)
    facts = {
        "file": str(given.file),
        "rows": exported.rows,
        "sheets": dict(exported.sheets),
        "notices": list(exported.notices),
    }
    said = f"Saved {counted(exported.rows, 'row')} to {given.file}"
    return Answer([said], list(exported.notices), facts)


def check(desk: Desk, _given: Namespace) -> Answer:
    """Check whether what is stored is sound."""
    found = backups.faults(desk)
    if found:
        return Answer(beside=found, facts={"sound": False, "faults": found}, code=UNSOUND)
    return Answer(["The desk is sound"], facts={"sound": True, "faults": []})


NAMES: dict[str, Callable[[Desk, Namespace], Answer]] = {
    "import": import_workbooks,
    "report": report,
    "brochure": print_brochure,
    "certificates": print_certificates,
    "register": print_register,
    "book": book,
    "export": export,
    "backup": back_up,
    "restore": restore,
    "check": check,
}
FOR_THE_WINDOW = frozenset({"--demo", "--self-check", "--database"})
WITH_A_VALUE = frozenset({"--database", "--passphrase-file"})


def is_for_the_window(words: list[str]) -> bool:
    """Whether the words open the window: none at all, or options of its own and no command."""
    return not words or (words[0].split("=")[0] in FOR_THE_WINDOW and not _names_a_command(words))


def _names_a_command(words: list[str]) -> bool:
    """Whether any word is more than an option or what an option is given."""
    before = ["", *words]
    return any(
        not word.startswith("-") and option not in WITH_A_VALUE
        for option, word in zip(before, words, strict=False)
    )


def main(words: list[str]) -> int:
    """Run one command and return its exit code; a fault of ours is said in a sentence."""
    sys.excepthook = _say_what_went_wrong
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that the console cannot show
    if not all(map(is_text, words)):
        _say(["One of the words is not text; check how it was typed or pasted."], sys.stderr)
        return WRONG_WORDS
    given = _parser().parse_args(words)
    answer = _answered(given)
    if given.json:
        print(json.dumps({"exit": answer.code, **answer.facts}, ensure_ascii=False))
    else:
        _say(answer.lines, sys.stdout)
    _say(answer.beside, sys.stderr)
    return answer.code


def is_text(word: str) -> bool:
    """Whether a word is made of letters; bytes that are none arrive as stray halves of letters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


def _answered(given: Namespace) -> Answer:
    if given.passphrase_file:
        return Answer(beside=[NO_ENCRYPTION], facts={"refused": [NO_ENCRYPTION]}, code=REFUSED)
    where = chosen_desk(given.database)
    try:
        with made_only_for_good(where) as kept:
            desk = Desk(where, who=user_name(), create=given.command in MAKES_THE_DESK)
            desk.via = Via.COMMAND
            try:
                answer = NAMES[given.command](desk, given)
            finally:
                desk.close()
            kept.good = answer.code == DONE and not getattr(given, "dry_run", False)
    except KeyboardInterrupt:
        return Answer(beside=["Stopped; nothing was stored."], code=REFUSED)
    except Refused as refusal:
        problems = list(getattr(refusal, "problems", ())) if _lists(refusal) else [str(refusal)]
        return Answer(beside=problems, facts={"refused": problems}, code=_code(given, refusal))
    return answer


def _lists(refusal: Refused) -> bool:
    return isinstance(refusal, CannotImport)


def _code(given: Namespace, refusal: Refused) -> int:
    if isinstance(refusal, Damaged) and given.command == "check":
        return UNSOUND
    return CANNOT_OPEN if isinstance(refusal, CannotOpen) else REFUSED


def _imported(outcome: Outcome, verb: str, *, code: int) -> Answer:
    """What an import did or would do; the refused rows, and nothing else, in the form of rows."""
    total = outcome.total
    lines = []
    if verb:
        rows = (
            f"{counted(total.new, 'new row')}, {total.changed:,} changed, {total.same:,} the same"
        )
        mended = f"; {counted(len(outcome.mends), 'cell')} mended" if outcome.mends else ""
        left_out = total.refused + total.hanging
        without = f"; {counted(left_out, 'row')} left out" if left_out else ""
        lines.append(f"{verb} {rows}{mended}{without}")
    beside = [*map(str, outcome.problems), *outcome.notices]
    if total.hanging:
        hang = "hangs" if total.hanging == 1 else "hang"
        beside.append(f"{counted(total.hanging, 'other row')} {hang} on these")
    if outcome.problems and code == REFUSED:
        beside.append(f"Nothing was stored; --skip-bad-rows stores {_the_good(outcome.good)}")
    return Answer(lines, beside, _outcome_facts(outcome), code)


def _the_good(rows: int) -> str:
    return {0: "nothing either", 1: "the good row"}.get(rows, f"the {rows:,} good rows")


def _outcome_facts(outcome: Outcome) -> dict[str, Any]:
    return {
        "files": list(outcome.files),
        "sheets": {name: asdict(count) for name, count in outcome.sheets.items()},
        "total": asdict(outcome.total),
        "refused": [
            {**asdict(p.place), "column": p.column, "text": p.text} for p in outcome.problems
        ],
        "mended": [
            {**asdict(m.place), "column": m.column, "was": m.was, "read_as": m.read_as}
            for m in outcome.mends
        ],
        "notices": list(outcome.notices),
    }


def _say(lines: Iterable[str], stream: Any) -> None:
    for line in lines:
        print(line, file=stream)


def _say_what_went_wrong(
    kind: type[BaseException], error: BaseException, at: TracebackType | None
) -> None:
    logging.getLogger(__name__).debug("Crashed", exc_info=(kind, error, at))
    print(
        f"Something went wrong that nobody foresaw ({kind.__name__}). Nothing was stored.",
        file=sys.stderr,
    )


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="trainingdesk",
        description="Without a command, the window opens; with --demo, on the sample programme.",
        epilog="The options may stand before the command or after it; those of each command: "
        "trainingdesk COMMAND --help.",
        allow_abbrev=False,
    )
    parser.set_defaults(database=None, passphrase_file=None, json=False)
    _of_every_command(parser)
    parser.add_argument("--version", action="version", version=f"Training Desk {__version__}")
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    made = {name: _command(parsers, name, work.__doc__ or "") for name, work in NAMES.items()}
    made["import"].add_argument("paths", nargs="+", metavar="PATH")
    made["import"].add_argument("--dry-run", action="store_true", help="check, and store nothing")
    made["import"].add_argument(
        "--skip-bad-rows", action="store_true", help="store the good rows, leave out the bad ones"
    )
    for name in ("report", "brochure"):
        made[name].add_argument("year", metavar="YEAR", help="a training year: 2017-18")
    for name in ("certificates", "register", "book"):
        made[name].add_argument("event", metavar="EVENT", help="the reference of an event")
    made["book"].add_argument("delegate", metavar="DELEGATE", help="a reference or an address")
    made["book"].add_argument(
        "--reason",
        default="",
        metavar="TEXT",
        help="why, where something speaks against it; once the event has begun it takes one",
    )
    for name in ("report", "brochure", "certificates", "register"):
        made[name].add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    made["register"].add_argument(
        "--paper", choices=PAPERS, default=REGISTER, help="what is printed, a register if not said"
    )
    for name in ("export", "backup", "restore"):
        made[name].add_argument("file", type=Path, metavar="FILE")
    return parser


def _command(parsers: Any, name: str, about: str) -> ArgumentParser:
    made: ArgumentParser = parsers.add_parser(
        name, help=about, description=about, allow_abbrev=False
    )
    _of_every_command(made)
    return made


def _of_every_command(parser: ArgumentParser) -> None:
    """Take the options before the command and after it: one that is not given says nothing."""
    for name, metavar, said in (
        ("--database", "PATH-or-URL", "a file, or postgresql+psycopg://…"),
        ("--passphrase-file", "FILE", "of an encrypted desk"),
    ):
        kind = Path if metavar == "FILE" else str
        parser.add_argument(name, type=kind, metavar=metavar, help=said, default=SUPPRESS)
    parser.add_argument(
        "--json", action="store_true", help="print the outcome as one JSON object", default=SUPPRESS
    )
