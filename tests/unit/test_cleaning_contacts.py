"""Telephone numbers, e-mail and web addresses as people type them; text with markup."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cleaning.contacts import email, phone, web
from etl.cleaning.markup import html_text, text_of_html


def read(clean, *texts):
    values = clean(pd.Series(list(texts), dtype="str"))
    return [None if pd.isna(value) else value for value in values]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("01384812345", "01384 812345"),
        ("01384-812-345", "01384 812345"),
        ("(01384) 812345", "01384 812345"),
        ("+44 (0)1384 812345", "01384 812345"),
        ("0044 1384 812345", "01384 812345"),
        ("1384812345", "01384 812345"),
        ("Tel: 01384 812345 (mornings)", "01384 812345"),
        ("01384 812345 ext 12", "01384 812345 x12"),
        ("01384 812345/6", "01384 812345"),
        ("0121 303 1234 / 07700 900123", "0121 303 1234"),
        ("020 7946 0018 or 0121 496 0000", "020 7946 0018"),
        ("07700900123", "07700 900123"),
        ("0800 1111", "0800 1111"),
        ("116 123", "116 123"),
        ("+353 1 234 5678", "+353 1 234 5678"),
        ("01/03/2013", None),
        ("100053358", None),
        ("01384", None),
        ("n/a", None),
        ("٠١٣٨٤", None),
        ("so much text " * 50 + "01384 812345", None),
    ],
)
def test_the_first_number_of_a_cell_is_written_as_it_is_dialled(typed, number):
    assert read(phone, typed) == [number]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Hello@Example.ORG", "hello@example.org"),
        ("mailto:hello@example.org", "hello@example.org"),
        ("a@example.org; b@example.org", "a@example.org"),
        ("Email: a.b@example.org.uk.", "a.b@example.org.uk"),
        ("\u200bhello@example.org", "hello@example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
        ("one@two@example.org", None),
        ("enquiries@example", None),
        ("enquiries @example.org", None),
        ("https://user@example.org/", None),
        ("As above", None),
    ],
)
def test_the_first_mail_address_of_a_cell_is_read(typed, address):
    assert read(email, typed) == [address]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("WWW.Example.org/Page", "https://www.example.org/Page"),
        ("HTTP://EXAMPLE.ORG/Ä", "http://example.org/%C3%84"),
        ("http:/www.example.org", "http://www.example.org"),
        ("http//www.example.org", "http://www.example.org"),
        ("www.example.org/libraries ", "https://www.example.org/libraries"),
        ("https://a.example.org\n\nhttp://b.example.org/", "https://a.example.org"),
        ("www.a.example.org and www.b.example.org", "https://www.a.example.org"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("http://example.org:99999/", None),
        ("www.example,org/libraries", None),
        ("http://www.facebook.com/groups/A Group", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.org", None),
        ("https://user:word@example.org/", None),
        ("mailto:a@example.org", None),
        ("a@example.org", None),
        ("http://localhost/", None),
        ("http://127.0.0.1/", None),
        ("http://[::1", None),
        ('http://example.org" onclick="x', "http://example.org"),
        ("See footnote below", None),
        ("NA", None),
    ],
)
def test_a_web_address_has_a_scheme_and_a_host_or_is_none(typed, address):
    assert read(web, typed) == [address]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_text_breaks_what_reads_contacts_and_what_is_read_stays(texts):
    for clean in (phone, email, web):
        once = read(clean, *texts)
        assert len(once) == len(texts)
        found = [value for value in once if value]
        assert read(clean, *found, "") == [*found, None]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_a_web_address_that_is_read_leads_nowhere_but_to_a_web_page(text):
    for typed in (text, f"http://{text}", f"https://example.org/{text}"):
        [address] = read(web, typed)
        assert address is None or address.startswith(("http://", "https://"))
        assert not address or not set(address) & set(" <>\"'\\^`{|}\n\t") - {"'"}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Tea</p><p>and cake</p>", "Tea and cake"),
        ("21&ndash;22 High Street", "21–22 High Street"),
        ("Tea<br>&amp;&nbsp;cake", "Tea & cake"),
        ("<b>warm</b>ly", "warmly"),
        ("<script>alert(1)</script>Tea", "Tea"),
        ("3 < 4 and <unclosed", "3 < 4 and <unclosed"),
        ("&lt;b&gt;", "<b>"),
        ("plain", "plain"),
    ],
)
def test_markup_becomes_the_text_that_a_browser_shows(markup, text):
    assert text_of_html(markup) == text
    assert read(html_text, markup) == [text]
