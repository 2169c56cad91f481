"""E-mails as articles."""

import io
from email.message import EmailMessage

import pytest

from kg.model import Article
from kg.read import Notice, read_paths

TEXT = (
    "PORT LIME (Gull Wire) - A ferry with 40 people on board sank off the island on Monday, the coastguard said.\n\n"
    "All of the 40 were saved, the mayor of Port Lime said on Tuesday in a statement.\n"
)


def _message(**fields: str) -> EmailMessage:
    message = EmailMessage()
    known = {
        "From": "Lime Post <news@lime.example>",
        "To": "you@lime.example",
        "Subject": "Ferry sinks — 40 saved",
        "Date": "Tue, 04 May 2021 23:30:00 -0500",
        "Message-ID": "<abc123@lime.example>",
    }
    for name, value in {**known, **fields}.items():
        message[name] = value
    return message


def _read(content: bytes) -> list[Article | Notice]:
    return list(read_paths(["-"], stdin=io.BytesIO(content)))


def test_message_is_an_article() -> None:
    message = _message()
    message.set_content(TEXT)
    (article,) = _read(message.as_bytes())
    assert isinstance(article, Article)
    assert article.published is not None
    assert (article.title, article.publisher, article.published.value) == (
        "Ferry sinks — 40 saved",
        "Lime Post",
        "2021-05-04",
    )
    assert article.text == TEXT.strip()
    assert article.id.startswith("abc123-lime-example-")


def test_text_wins_over_html_and_attachments_are_left_out() -> None:
    message = _message()
    message.set_content(TEXT)
    message.add_alternative(f"<html><body><p>{TEXT}</p><p>See it in your browser</p></body></html>", subtype="html")
    message.add_attachment("A long list. " * 100, filename="list.txt")
    (article,) = _read(message.as_bytes())
    assert isinstance(article, Article)
    assert article.text == TEXT.strip()


def test_html_is_read_where_the_text_only_points_to_it() -> None:
    message = _message()
    message.set_content("Your program shows no HTML.")
    message.add_alternative(
        "<html><head><style>p{}</style></head><body><p>" + TEXT.replace("\n\n", "</p><p>") + "</p></body></html>",
        subtype="html",
    )
    (article,) = _read(message.as_bytes())
    assert isinstance(article, Article)
    assert article.text.split("\n") == [line for line in TEXT.split("\n") if line]


def test_encoded_words_and_bodies_are_decoded() -> None:
    message = _message(Subject="Grève à Málaga")
    message.set_content(TEXT.replace("Port Lime", "Málaga"), charset="iso-8859-1", cte="quoted-printable")
    (article,) = _read(message.as_bytes())
    assert isinstance(article, Article)
    assert article.title == "Grève à Málaga"
    assert "mayor of Málaga" in article.text


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\nTo: b\nSubject: c\nDate: d\n\n",
        b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed\n\nx",
    ],
)
def test_message_without_text_gives_one_line(content: bytes) -> None:
    (notice,) = _read(content)
    assert isinstance(notice, Notice)


def test_article_with_a_colon_in_its_headline_is_no_message() -> None:
    (article,) = _read(b"Ferry: what we know\n\nA ferry sank off the island on Monday, the coastguard said.")
    assert isinstance(article, Article)
    assert article.title == "Ferry: what we know"
