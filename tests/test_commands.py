import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from sqlalchemy import select

from main import main
from tests.conftest import NOON, a_course, a_delegate, an_agency, an_event
from tests.services.queueing import queue_up
from trainingdesk.commands import is_for_the_window
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.booking_knowingly import LATE, NOT_SAID
from trainingdesk.services.clock import ENDED
from trainingdesk.services.desk import Desk
from trainingdesk.services.overriding import overridden_on
from trainingdesk.services.saving import save_document
from trainingdesk.services.whereabouts import own_desk
from trainingdesk.storage.models import Audit, Delegate, Event

DATA = Path(__file__).parent / "data"
TIDY = DATA / "havering-2016-17.xlsx"
AHEAD = date(2199, 6, 10)

SOMEBODY_ABSENT = """
    SELECT event.reference FROM event JOIN booking ON booking.event_id = event.id
    JOIN mark ON mark.booking_id = booking.id WHERE mark.attendance = 'Absent'
"""

Said = tuple[int, str, str]
Say = Callable[..., Said]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Give a command to the desk in this folder: its exit code, what it prints, and beside it."""

    def given(*words: object) -> Said:
        where = ("--database", str(tmp_path / "desk.sqlite"))
        code = main([str(words[0]), *where, *map(str, words[1:])])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return given


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one board's year on it."""
    path = tmp_path_factory.mktemp("loaded") / "desk.sqlite"
    assert main(["import", "--database", str(path), str(TIDY)]) == 0
    return path


@pytest.fixture
def year(tmp_path: Path, loaded: Path) -> Path:
    """A copy of that desk, to be changed at will."""
    with (
        closing(sqlite3.connect(loaded)) as old,
        closing(sqlite3.connect(tmp_path / "desk.sqlite")) as new,
    ):
        old.backup(new)
    return tmp_path


@pytest.fixture
def open_event(tmp_path: Path) -> Path:
    desk = Desk(tmp_path / "desk.sqlite")
    with desk.changing("Plan") as db:
        library = an_agency(db, "Library")
        for name in ("Ada", "Grace"):
            a_delegate(db, library, name, "King", "desk@example.org")
        a_delegate(db, library, "Alan", "Turing", "alan@example.org")
        an_event(db, a_course(db, "First Aid", "FA"), AHEAD, reference="FA-1")
    desk.close()
    return tmp_path


def test_an_import_says_what_it_stored_and_mends_nothing_twice(say: Say) -> None:
    code, out, err = say("import", TIDY)
    assert (code, err) == (0, "")
    assert out.startswith("Imported 2,772 new rows, ")
    code, out, _ = say("import", TIDY)
    assert code == 0
    assert out.startswith("Imported 0 new rows, 0 changed")


def test_a_dry_run_stores_nothing(say: Say, tmp_path: Path) -> None:
    code, out, _ = say("import", TIDY, "--dry-run")
    assert (code, out.startswith("Would import")) == (0, True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_refused_makes_no_desk(say: Say, tmp_path: Path) -> None:
    spoilt(tmp_path / "sent.xlsx")
    assert say("import", tmp_path / "sent.xlsx")[0] == 1
    assert say("restore", tmp_path / "sent.xlsx")[0] == 3
    assert [path.name for path in tmp_path.iterdir()] == ["sent.xlsx"]


def test_on_a_new_computer_the_users_own_folder_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv("TRAININGDESK_DATABASE", raising=False)
    assert main(["import", str(TIDY)]) == 0
    assert main(["check"]) == 0
    assert own_desk().is_file()
    assert str(own_desk()).startswith(str(tmp_path))


def spoilt(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Agencies"
    for row in (["Agency", "Sector"], ["Library", "Council"], [None, "Health"]):
        sheet.append(row)
    book.save(path)
    return path


def test_bad_rows_are_named_and_nothing_is_stored(say: Say, tmp_path: Path) -> None:
    code, out, err = say("import", spoilt(tmp_path / "sent.xlsx"))
    assert (code, out) == (1, "")
    assert err.splitlines()[0].startswith("sent.xlsx: Agencies row 3: Agency: ")
    assert err.splitlines()[-1] == "Nothing was stored; --skip-bad-rows stores the good row"
    code, out, _ = say("import", tmp_path / "sent.xlsx", "--skip-bad-rows")
    assert (code, out) == (0, "Imported 1 new row, 0 changed, 0 the same; 1 row left out\n")


def test_a_dry_run_of_a_spoilt_workbook_is_refused_like_the_real_one(
    say: Say, tmp_path: Path
) -> None:
    path = spoilt(tmp_path / "sent.xlsx")
    assert say("import", path, "--dry-run")[:2] == (1, "")
    assert say("import", path, "--dry-run", "--skip-bad-rows")[0] == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a zip", b"\xd0\xcf\x11\xe0 locked"])
def test_a_file_that_is_no_workbook_is_refused(say: Say, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sent.xlsx"
    path.write_bytes(content)
    code, out, err = say("import", path)
    assert (code, out) == (1, "")
    assert err.startswith("sent.xlsx")


def test_every_outcome_can_be_had_as_one_object(say: Say, year: Path) -> None:
    def told(*words: object) -> dict[str, Any]:
        _, out, _ = say(*words, "--json")
        found: dict[str, Any] = json.loads(out)
        return found

    assert told("import", TIDY)["total"]["new"] == 0
    assert told("report", "2016-17", "-o", year / "r.json")["year"] == "2016-17"
    assert told("check") == {"exit": 0, "sound": True, "faults": []}
    assert told("report", "1999-00", "-o", year / "r.json")["exit"] == 1
    assert told("import", spoilt(year / "s.xlsx"))["refused"][0]["row"] == 3


@pytest.mark.parametrize("suffix", [".json", ".pdf", ".xlsx"])
def test_the_suffix_chooses_the_form_of_the_report(say: Say, year: Path, suffix: str) -> None:
    target = year / f"report{suffix}"
    code, out, err = say("report", "2016-17", "-o", target)
    assert (code, out, err) == (0, f"Saved {target}\n", "")
    starts = {".json": b"{", ".pdf": b"%PDF", ".xlsx": b"PK"}[suffix]
    assert target.read_bytes().startswith(starts)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("report", "2016-17", "-o", "r.docx"), "come later"),
        (("report", "2016-17", "-o", "r.html"), "come later"),
        (("report", "2016-17", "-o", "r.txt"), "choose .pdf, .xlsx or .json"),
        (("report", "2016-17", "-o", "report"), "choose .pdf, .xlsx or .json"),
        (("report", "2031-32", "-o", "r.pdf"), "holds nothing of 2031-32"),
        (("report", "last year", "-o", "r.pdf"), "is not a training year"),
        (("report", "2016-17", "-o", "no/such/r.pdf"), "there is no such folder"),
        (("certificates", "NO-1", "-o", "c.pdf"), "no event NO-1"),
        (("register", "NO-1", "-o", "r.pdf"), "no event NO-1"),
        (("register", "RISK-1603", "-o", "no/r.pdf"), "there is no such folder"),
        (("register", "RISK-1603", "-o", "r.xlsx"), "what is printed is saved as .pdf"),
        (("register", "NO-1", "--paper", "badges", "-o", "b.pdf"), "no event NO-1"),
        (("book", "NO-1", "D00001"), "no event NO-1"),
        (("book", "RISK-1603", "D99999"), "no delegate D99999"),
        (("backup", "no/copy.sqlite"), "there is no such folder"),
        (("check", "--passphrase-file", "secret"), "Encrypted desks come later"),
    ],
)
def test_a_refusal_is_a_sentence_and_nothing_is_written(
    say: Say, year: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(year)
    before = {path: path.stat().st_mtime_ns for path in year.iterdir()}
    code, out, err = say(*words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert len(err.splitlines()) == 1
    assert {p for p in year.iterdir() if "desk.sqlite" not in p.name} <= before.keys()


@pytest.mark.parametrize(
    ("paper", "title"),
    [("register", "Register"), ("badges", "Badges"), ("place-cards", "Place cards")],
)
def test_an_event_has_three_papers(say: Say, year: Path, paper: str, title: str) -> None:
    target = year / "paper.pdf"
    code, out, _ = say("register", "RISK-1603", "--paper", paper, "-o", target)
    assert (code, out) == (0, f"Saved {target}\n")
    with pikepdf.open(target) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(f"{title}: ")


@pytest.mark.parametrize(
    "words",
    [
        ("report", "2016-17", "-o", "r.pdf"),
        ("certificates", "X", "-o", "c.pdf"),
        ("register", "X", "-o", "r.pdf"),
        ("book", "X", "Y"),
        ("backup", "copy.sqlite"),
        ("check",),
    ],
)
def test_only_an_import_or_a_restore_makes_a_desk(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = say(*words)
    assert (code, out) == (3, "")
    assert "There is no desk at" in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_desk_cannot_be_opened(say: Say, tmp_path: Path) -> None:
    save_document(b"Dear Sam, " * 999, tmp_path / "desk.sqlite")
    code, _, err = say("check")
    assert code == 3
    assert "is not a desk" in err


def test_a_damaged_desk_is_unsound(say: Say, year: Path) -> None:
    whole = (year / "desk.sqlite").read_bytes()
    (year / "desk.sqlite").write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    code, _, err = say("check")
    assert code == 4
    assert "damaged" in err


@pytest.mark.parametrize("words", [["dance"], ["report"], ["import"], ["report", "2016-17", "-x"]])
def test_wrong_words_are_answered_with_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_certificates_say_who_is_not_due_and_why(say: Say, year: Path) -> None:
    with closing(sqlite3.connect(year / "desk.sqlite")) as db:
        event = db.execute(SOMEBODY_ABSENT).fetchone()[0]
    code, out, err = say("certificates", event, "-o", year / "all.pdf")
    assert code == 0
    assert out.startswith("Saved ")
    assert "not due: " in err
    assert ": marked Absent" in err
    assert (year / "all.pdf").read_bytes().startswith(b"%PDF")
    code, again, _ = say("certificates", event, "-o", year / "each")
    assert code == 0
    count = int(again.split()[1])
    assert len(list((year / "each").iterdir())) == count == int(out.split()[1])


def test_an_event_with_nobody_due_prints_nothing(say: Say, open_event: Path) -> None:
    code, out, err = say("certificates", "FA-1", "-o", open_event / "all.pdf")
    assert (code, out) == (1, "")
    assert "No certificate is due" in err
    assert not (open_event / "all.pdf").exists()


def test_a_booking_is_answered_with_a_place_or_a_turn(say: Say, open_event: Path) -> None:
    assert say("book", "FA-1", "alan@example.org") == (0, "booked\n", "")
    assert say("book", "fa-1", "D-Ada-King") == (0, "waiting 1\n", "")
    assert say("book", "FA-1", "D-Grace-King") == (0, "waiting 2\n", "")
    code, out, err = say("book", "FA-1", "D-Ada-King")
    assert (code, out) == (1, "")
    assert "already has a booking" in err


def test_an_address_that_several_share_is_refused_naming_them(say: Say, open_event: Path) -> None:
    code, _, err = say("book", "FA-1", "desk@example.org")
    assert code == 1
    assert "Ada King (D-Ada-King) and Grace King (D-Grace-King)" in err


def test_a_warning_stops_nobody_and_is_kept(say: Say, open_event: Path) -> None:
    desk = Desk(open_event / "desk.sqlite")
    with desk.changing("Leave") as db:
        for person in db.query(Delegate):
            person.left_on = date(2026, 5, 1)
    left = "Left Library on 1 May 2026."
    assert say("book", "FA-1", "alan@example.org") == (0, "booked\n", f"{left}\n")
    code, out, err = say("book", "FA-1", "D-Ada-King", "--reason", " Back for the day ")
    assert (code, out, err) == (0, "waiting 1\n", f"{left}\n")
    with desk.reading() as db:
        kept = [(row.warning, row.reason) for row in overridden_on(db, db.query(Event).one().id)]
    desk.close()
    assert kept == [(left, NOT_SAID), (left, "Back for the day")]


def test_a_late_entry_takes_a_reason(say: Say, open_event: Path) -> None:
    desk = Desk(open_event / "desk.sqlite")
    with desk.changing("Move") as db:
        event = db.query(Event).one()
        event.starts = event.sessions[0].day = date(2001, 5, 1)
    late = "The event was on 1 May 2001."
    code, out, err = say("book", "FA-1", "alan@example.org")
    assert (code, out) == (1, "")
    assert err == f"{late} {LATE}\n"
    code, out, err = say("book", "FA-1", "alan@example.org", "--reason", "On the paper list")
    assert (code, out, err) == (0, "booked\n", f"{late}\n")
    with desk.reading() as db:
        kept = [(row.warning, row.reason) for row in overridden_on(db, db.query(Event).one().id)]
    desk.close()
    assert kept == [(late, "On the paper list")]


def test_a_desk_is_backed_up_and_restored(say: Say, year: Path) -> None:
    code, out, _ = say("backup", year / "kept.sqlite")
    assert code == 0
    assert "found sound" in out
    (year / "desk.sqlite").unlink()
    code, out, _ = say("restore", year / "kept.sqlite")
    assert code == 0
    assert out.startswith("Restored ")
    assert say("check")[:2] == (0, "The desk is sound\n")


def test_a_broken_promise_makes_the_desk_unsound(say: Say, open_event: Path) -> None:
    with closing(sqlite3.connect(open_event / "desk.sqlite")) as db:
        db.execute("UPDATE event SET starts = '2001-01-01'")
        db.commit()
    code, out, err = say("check")
    assert (code, out) == (4, "")
    assert "begins on another day" in err


def test_the_desk_may_be_named_by_a_variable(
    year: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAININGDESK_DATABASE", str(year / "desk.sqlite"))
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "The desk is sound\n"


def test_a_whole_desk_is_exported_and_loads_again(say: Say, year: Path) -> None:
    code, out, _ = say("export", "--json", year / "whole.xlsx")
    said = json.loads(out)
    assert (code, said["exit"], said["notices"]) == (0, 0, [])
    assert said["sheets"]["Bookings"] > 0
    assert said["rows"] == sum(said["sheets"].values())
    code, out, _ = say("import", "--dry-run", year / "whole.xlsx")
    assert (code, out[:30]) == (0, "Would import 0 new rows, 0 cha")


def test_an_export_that_cannot_be_written_is_refused_and_one_from_no_desk_too(
    say: Say, year: Path
) -> None:
    assert say("export", year / "nowhere" / "whole.xlsx")[0] == 1
    assert say("export", year / "whole.ods")[0] == 1
    (year / "desk.sqlite").unlink()
    assert say("export", year / "whole.xlsx")[0] == 3


def test_a_brochure_is_printed_and_says_what_it_is_of(say: Say, year: Path) -> None:
    code, out, err = say("brochure", "2016-17", "-o", year / "programme.pdf")
    assert code == 0
    assert err.startswith("It does not say how to reach the board")
    assert out == f"Saved {year / 'programme.pdf'}\n"
    assert (year / "programme.pdf").read_bytes().startswith(b"%PDF")


def test_a_brochure_of_courses_is_printed_before_the_year_has_a_date(say: Say, year: Path) -> None:
    assert say("brochure", "2031-32", "-o", year / "programme.pdf")[0] == 0
    assert (year / "programme.pdf").read_bytes().startswith(b"%PDF")


def test_a_brochure_of_no_year_or_of_no_courses_is_refused(say: Say, open_event: Path) -> None:
    path = open_event / "programme.pdf"
    assert say("brochure", "2010-12", "-o", path)[0] == 1
    code, _, err = say("brochure", "2199-00", "-o", path)
    assert code == 1
    assert "No course is published" in err
    assert not path.exists()


@pytest.mark.parametrize("option", ["--database", "--database="])
def test_options_stand_before_the_command_or_after_it(
    year: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    path = str(year / "desk.sqlite")
    named = [option, path] if option == "--database" else [option + path]
    for words in (["--json", *named, "check"], [*named, "check", "--json"], ["check", *named]):
        assert not is_for_the_window(words)
        assert main(words) == 0
    assert capsys.readouterr().out.count('"sound": true') == 2


def test_an_option_after_the_command_counts_for_more_than_one_before_it(
    year: Path, tmp_path: Path
) -> None:
    here = str(year / "desk.sqlite")
    assert main(["--database", str(tmp_path / "none.sqlite"), "check", "--database", here]) == 0
    assert main(["--database", here, "check", "--database", str(tmp_path / "none.sqlite")]) == 3


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--demo", "--self-check"], True),
        (["--database", "report"], True),
        (["--database=X"], True),
        (["--database", "X", "report", "2025-26"], False),
        (["--database=X", "check"], False),
        (["--help"], False),
        (["--json"], False),
    ],
)
def test_the_window_opens_where_no_command_is_given(words: list[str], *, window: bool) -> None:
    assert is_for_the_window(words) is window


def test_help_says_where_options_may_stand(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "before the command or after it" in said
    assert "--database PATH-or-URL" in said


def test_before_a_booking_is_made_offers_that_ran_out_end_in_an_act_of_their_own(
    say: Say, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "desk.sqlite", today=NOON.date, now=lambda: NOON)
    line = queue_up(desk, starts=date(2099, 6, 1))
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan", "Edsger", by=desk.stamp())
    line.cancel("Ada", by=desk.stamp())
    assert line.standing()["Alan"] == "Offered"
    assert say("book", "RISK-2", "D-Donald-Nr5") == (0, "booked\n", "")
    assert (line.standing()["Alan"], line.standing()["Edsger"]) == ("Cancelled", "Offered")
    with desk.reading() as db:
        labels = db.scalars(select(Audit.label).order_by(Audit.id.desc()).limit(2)).all()
    desk.close()
    assert labels == ["Book", ENDED]
