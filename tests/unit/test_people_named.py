"""What in a text looks like a name of a person, or like a way to reach one."""

import pytest

from asset_map.domain.people_named import contacts_in, names_in

NAMES = [
    ("Ring Jo for the keys.", ("Ring Jo",)),
    ("Ask Mrs. Patel on Monday.", ("Mrs. Patel",)),
    ("We asked J. Smith, then Cllr Jones.", ("J. Smith", "Cllr Jones")),
    ("Jo Smith said no.", ("Jo Smith",)),
    ("Jo has the keys.", ("Jo",)),
    ("Jo's brother keeps them.", ("Jo",)),
    ("They are with Anne-Marie O'Neill.", ("Anne-Marie O'Neill",)),
    ("Only Ünal Öz and Émile open up.", ("Only Ünal Öz", "Émile")),
    ("It is shut. The Jones family has the keys.", ("Jones",)),
]
NO_NAMES = [
    "Nobody hands out the keys after six.",
    "The form of Dudley Council takes ten days, from Monday to Friday in May.",
    "I think it's slow. The NHS asks for more.",
    "Booking takes long.\nInsurance costs £300.",
    "",
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_what_may_be_a_name_is_found(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_names_nobody_is_left_alone(text):
    assert names_in(text, {"dudley"}) == ()


def test_words_that_are_known_here_are_no_names():
    assert names_in("We meet at Brierley Hill.") == ("Brierley Hill",)
    assert names_in("We meet at Brierley Hill.", {"brierley", "hill"}) == ()


CONTACTS = [
    ("Write to info@hall.org.uk.", ("info@hall.org.uk",)),
    ("Ring 01384 812345 or +44 1384 812 345.", ("01384 812345", "+44 1384 812 345")),
    ("See www.hall.org.uk/keys for it", ("www.hall.org.uk/keys",)),
    ("Since 2019 it is 300 pounds, 10 pages, 12 weeks.", ()),
]


@pytest.mark.parametrize(("text", "contacts"), CONTACTS)
def test_ways_to_reach_somebody_are_found(text, contacts):
    assert contacts_in(text) == contacts
