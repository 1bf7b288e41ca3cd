import pytest

from trainingdesk.domain.delegate import DelegateDetails, folded
from trainingdesk.domain.email import is_address


def test_a_delegate_has_both_names_and_an_agency() -> None:
    assert set(DelegateDetails().problems()) == {"first_name", "last_name", "agency_id"}
    assert DelegateDetails("Ada", "King", agency_id=1).problems() == {}


def test_an_email_is_an_address_or_nothing() -> None:
    details = DelegateDetails("Ada", "King", "nowhere", 1, manager_email="nobody@")
    assert set(details.problems()) == {"email", "manager_email"}


@pytest.mark.parametrize(
    "address", ["ada@example.org", "o'neill.ada+desk@council.gov.example", "łukasz@example.org"]
)
def test_addresses_are_taken_as_people_write_them(address: str) -> None:
    assert is_address(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "ada@example",
        "ada@example.org, grace@example.org",
        "a@@b.org",
        "a@b..org",
        "Ada <ada@example.org>",
        "a" * 250 + "@b.org",
        "ada@example.org\nBcc: x@example.org",
    ],
)
def test_what_is_no_address_is_not_taken_for_one(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Łukasz ŻÓŁĆ", "lukasz zolc"),
        ("  Siân   O’Neill ", "sian o'neill"),
        ("Straße Ørsted Þór", "strasse orsted thor"),
        ("Nguyễn Thị Hồng", "nguyen thi hong"),
        ("İpek ILGIN", "ipek ilgin"),
        ("\tANNE  O`Neil\n", "anne o'neil"),
    ],
)
def test_names_are_found_without_their_accents(words: str, plain: str) -> None:
    assert folded(words) == plain
