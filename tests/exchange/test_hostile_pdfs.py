"""Forms that are small as files, and would fill the memory or take hours if they were believed."""

import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pikepdf.settings import get_qpdf_limits

from tests.exchange.filled import BLANK, field, mended, read
from trainingdesk.domain.questionnaire import Asking
from trainingdesk.domain.returned_pdf import NotReadable

MB = 1024**2
AS_PACKED = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}


def test_no_more_fields_are_looked_at_than_any_form_has(tmp_path: Path) -> None:
    def swell(pdf: Any) -> None:
        # The same few thousand stand under each of several names.
        kids = pdf.make_indirect(Array([Dictionary(T=String(str(at))) for at in range(5000)]))
        for name in "abcd":
            pdf.Root.AcroForm.Fields.append(Dictionary(T=String(name), Kids=kids))

    with pytest.raises(NotReadable, match="more fields than any form"):
        read(mended(swell), tmp_path)


def test_fields_without_a_name_lead_no_further_than_any_form_does(tmp_path: Path) -> None:
    def fan(pdf: Any) -> None:
        kids = Array([Dictionary(T=String(""))] * 30)
        for _ in range(5):
            below = pdf.make_indirect(Dictionary(T=String(""), Kids=pdf.make_indirect(kids)))
            kids = Array([below] * 30)
        pdf.Root.AcroForm.Fields.append(below)

    with pytest.raises(NotReadable, match="more fields than any form"):
        read(mended(fan), tmp_path)


def packed(pdf: Any, words: bytes, *, twice: bool = False) -> Any:
    ways = [Name.FlateDecode] * (1 + twice)
    for _ in ways:
        words = zlib.compress(words, 9)
    return pdf.make_indirect(pikepdf.Stream(pdf, words, Filter=Array(ways)))


def as_a_stream(pdf: Any) -> Any:
    return packed(pdf, b"x" * (32 * MB))


def packed_twice(pdf: Any) -> Any:
    return packed(pdf, b"x" * (32 * MB), twice=True)


def packed_without_end(pdf: Any) -> Any:
    """Hold few words, but packed in a way of which nobody says how far it goes."""
    return pdf.make_indirect(
        pikepdf.Stream(pdf, b"\x80\x0b`P\x22\x0c\x0c\x85\x01", Filter=Name.LZWDecode)
    )


def not_packed(pdf: Any) -> Any:
    return pdf.make_indirect(pikepdf.Stream(pdf, b"x" * 100_001))


def as_words(pdf: Any) -> Any:
    return pdf.make_indirect(String("x" * 100_001))


def as_a_name(pdf: Any) -> Any:
    return pdf.make_indirect(Name("/" + "x" * 100_000))


@pytest.mark.parametrize(
    "huge", [as_a_stream, packed_twice, packed_without_end, not_packed, as_words, as_a_name]
)
def test_fields_that_share_something_huge_are_refused_before_it_is_kept(
    huge: Callable[[Any], Any], tmp_path: Path
) -> None:
    def share(pdf: Any) -> None:
        value = huge(pdf)
        for each in pdf.Root.AcroForm.Fields:
            each.V = value

    raw = mended(share, **AS_PACKED)
    tracemalloc.start()
    try:
        with pytest.raises(NotReadable, match="A field of it holds far more than any answer"):
            read(raw, tmp_path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2 * MB


@pytest.mark.parametrize("key", ["/V", "/T"])
def test_fields_that_share_something_long_are_refused_at_what_it_comes_to(
    key: str, tmp_path: Path
) -> None:
    def share(pdf: Any) -> None:
        shared = packed(pdf, b"x" * 90_000)
        for at in range(25):
            new = Dictionary(T=String(f"q_X{at}_"), FT=Name.Tx)
            new[key] = shared
            pdf.Root.AcroForm.Fields.append(new)

    with pytest.raises(NotReadable, match="together hold more than any form"):
        read(mended(share, **AS_PACKED), tmp_path)


def test_what_says_where_everything_stands_is_unpacked_no_further_than_in_any_form(
    tmp_path: Path,
) -> None:
    def swell(pdf: Any) -> None:
        pdf.Root.Beside = pdf.make_indirect(String("x" * 5 * MB))

    with pytest.raises(NotReadable, match="damaged"):
        read(mended(swell, object_stream_mode=pikepdf.ObjectStreamMode.generate), tmp_path)


def test_a_long_answer_is_read_from_a_packed_stream(tmp_path: Path) -> None:
    words = "王" * 10_000

    def write(pdf: Any) -> None:
        field(pdf, "q_DIFF_").V = packed(pdf, words.encode("utf-16"))

    assert read(mended(write, **AS_PACKED), tmp_path).typed == {Asking("DIFF"): words}


def test_what_is_unpacked_is_bounded_only_while_a_form_is_read(tmp_path: Path) -> None:
    def huge_answer(pdf: Any) -> None:
        field(pdf, "q_DIFF_").V = as_a_stream(pdf)

    before = get_qpdf_limits()
    read(BLANK, tmp_path)
    with pytest.raises(NotReadable):
        read(mended(huge_answer, **AS_PACKED), tmp_path)
    assert get_qpdf_limits() == before
