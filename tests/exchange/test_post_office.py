"""Speaking with a real mail server, which takes letters, refuses, hangs and breaks off."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.mail_server import (
    HOST,
    Certificate,
    Letters,
    MailServer,
    a_certificate,
    a_mail_server,
)
from tests.exchange.test_mail import MAIL
from trainingdesk.domain.message import Security
from trainingdesk.exchange.mail import as_message
from trainingdesk.exchange.post_office import NoPost, Server, Turned, Unsure, post_office

ADA, SENDER = "ada@example.org", "training@example.org"


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return a_certificate(tmp_path)


@pytest.fixture
def plain(letters: Letters) -> Iterator[MailServer]:
    with a_mail_server(letters) as server:
        yield server


def at(server: MailServer, **details: object) -> Server:
    return replace(Server(HOST, server.port, Security.NONE, patience=5), **details)  # type: ignore[arg-type]


def post(server: Server, *readers: str) -> None:
    with post_office(server) as office:
        for reader in readers:
            office.send(as_message(MAIL), sender=SENDER, to=reader)


def test_several_messages_go_over_one_way(plain: MailServer, letters: Letters) -> None:
    post(at(plain), ADA, "grace@example.org")
    assert letters.readers == [ADA, "grace@example.org"]
    content = letters.taken[0].content
    assert isinstance(content, bytes)
    assert b"\r\n.a line with a dot\r\n" in content


def test_starttls_protects_the_way_and_a_password_may_have_any_letters(
    letters: Letters, certificate: Certificate
) -> None:
    secure = {"tls_context": certificate.servers(), "authenticator": letters.log_in}
    with a_mail_server(letters, **secure, auth_required=True, require_starttls=True) as server:
        here = at(server, security=Security.STARTTLS, trusted=certificate.trusted(), user="jörg")
        post(replace(here, password="grüße"), ADA)
        with pytest.raises(NoPost, match="535"):
            post(replace(here, password="wrong"), ADA)
        with pytest.raises(NoPost, match="530"):
            post(replace(here, user=""), ADA)
    assert letters.logins == [("jörg", "grüße"), ("jörg", "wrong")]
    assert letters.readers == [ADA]


def test_a_server_that_only_knows_login_is_spoken_to_in_its_way(
    letters: Letters, certificate: Certificate
) -> None:
    settings = {"auth_exclude_mechanism": ["PLAIN"], "authenticator": letters.log_in}
    with a_mail_server(letters, **settings, tls_context=certificate.servers()) as server:
        here = at(server, security=Security.STARTTLS, trusted=certificate.trusted(), user="jörg")
        post(replace(here, password="grüße"), ADA)
        with pytest.raises(NoPost, match="535"):
            post(replace(here, password="wrong"), ADA)
    assert letters.readers == [ADA]


def test_a_server_that_lets_nobody_log_in_gets_no_password(plain: MailServer) -> None:
    with pytest.raises(NoPost, match="takes no user name"):
        post(at(plain, user="jo", password="secret"))


def test_tls_from_the_first_byte(letters: Letters, certificate: Certificate) -> None:
    with a_mail_server(letters, ssl_context=certificate.servers()) as server:
        server.ssl_context = certificate.trusted()  # with which it is woken once more, to stop
        here = at(server, security=Security.TLS)
        post(replace(here, trusted=certificate.trusted()), ADA)
        with pytest.raises(NoPost, match="certificate is not trusted"):
            post(here, ADA)
    assert letters.readers == [ADA]


def test_a_server_without_starttls_gets_nothing(plain: MailServer, letters: Letters) -> None:
    with pytest.raises(NoPost, match="STARTTLS"):
        post(at(plain, security=Security.STARTTLS), ADA)
    assert not letters.taken


def test_a_reader_who_is_refused_is_told_in_the_servers_words_and_the_next_one_goes(
    plain: MailServer, letters: Letters
) -> None:
    letters.at_reader = {"gone@example.org": "550 No such person", "full@example.org": "452 Full"}
    with post_office(at(plain)) as office:
        for reader, words, again in (
            ("gone@example.org", "550 No such person", False),
            ("full@example.org", "452 Full", True),
        ):
            with pytest.raises(Turned, match=words) as refused:
                office.send(as_message(MAIL), sender=SENDER, to=reader)
            assert refused.value.again is again
        office.send(as_message(MAIL), sender=SENDER, to=ADA)
    assert letters.readers == [ADA]


def test_a_text_that_is_refused_was_not_sent(plain: MailServer, letters: Letters) -> None:
    letters.at_text = {ADA: "554 Too many words"}
    with pytest.raises(Turned, match="554 Too many words"):
        post(at(plain), ADA)
    assert not letters.taken


def test_a_sender_who_is_refused_is_about_the_board_and_not_its_readers(
    plain: MailServer, letters: Letters
) -> None:
    letters.at_sender = "553 Not from here"
    with pytest.raises(NoPost, match="553 Not from here"):
        post(at(plain), ADA)


def test_a_way_that_breaks_before_the_text_has_sent_nothing(
    plain: MailServer, letters: Letters
) -> None:
    letters.drops_at_reader = {ADA}
    with pytest.raises(NoPost, match="broke off"):
        post(at(plain), ADA)
    assert not letters.taken


def test_of_a_way_that_breaks_after_the_text_nobody_knows(
    plain: MailServer, letters: Letters
) -> None:
    letters.drops_at_text = {ADA}
    with pytest.raises(Unsure, match="before it said"):
        post(at(plain), ADA)


def test_a_server_that_stops_answering_is_not_waited_for(
    plain: MailServer, letters: Letters
) -> None:
    letters.hangs_at = {ADA}
    with pytest.raises(NoPost, match="did not answer in time"):
        post(at(plain, patience=0.2), ADA)


def test_a_server_that_never_says_a_word_is_not_waited_for() -> None:
    with socket.create_server((HOST, 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(NoPost, match="did not answer in time"):
            post(Server(HOST, port, Security.NONE, patience=0.2))


def test_a_server_that_is_not_there_is_said() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NoPost, match="broke off"):
        post(Server(HOST, port, Security.NONE, patience=1))
