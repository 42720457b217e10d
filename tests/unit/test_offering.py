"""When somebody has time, beside when a group says that it wants help."""

import pytest
from tables import table

from asset_map.app.offer_ask import label
from asset_map.db.terms import language_code, languages, skill_named, skills
from asset_map.domain.offering import FreeTime, fits
from etl.cleaning.terms import languages_in

DAY, EVENING, WEEKEND = FreeTime.DAYTIME, FreeTime.EVENINGS, FreeTime.WEEKENDS
ANSWERS = {"yes": True, "no": False, "": None}

# Empty: their words do not say.
WORDS = """
    words                                  | daytime | evenings | weekends
    Tuesday mornings                       | yes     | no       | no
    Friday evenings                        | no      | yes      | no
    Saturday mornings                      | no      | no       | yes
    Sundays                                | no      | no       | yes
    Mondays                                |         |          | no
    weekdays, mornings or evenings         | yes     | yes      | no
    weekends and Thursday evenings         | no      | yes      | yes
    one afternoon a week                   |         | no       |
    evenings, after our own training       | no      |          |
    whenever it suits                      |         |          |
    Wednesdays after school                | yes     | no       | no
    the monthly sundae party               |         |          |
                                           |         |          |
"""


@pytest.mark.parametrize("row", table(WORDS), ids=lambda row: row["words"] or "nothing")
def test_plain_words_for_days_and_parts_of_the_day_are_read_and_no_others(row):
    for name, time in (("daytime", DAY), ("evenings", EVENING), ("weekends", WEEKEND)):
        assert fits(row["words"], (time,)) is ANSWERS[row[name]], name


def test_any_of_several_times_will_do_and_with_none_every_time_does():
    assert fits("Friday evenings", (DAY, EVENING)) is True
    assert fits("Mondays", (DAY, WEEKEND)) is None
    assert fits("Friday evenings", (DAY, WEEKEND)) is False
    assert fits("Friday evenings", ()) is True


def test_a_skill_of_the_lookup_is_known_however_it_is_written_and_no_other_is_guessed():
    assert [skill_named(said) for said in ("it HELP", " First-aid ", "Juggling  fire")] == [
        *("IT help", "first aid", "Juggling fire")
    ]
    assert skill_named("cook") == "cook"
    assert all(skill.helps for skill in skills().values())


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Urdu", "ur"),
        ("PANJABI", "pa"),
        ("BSL", "bfi"),
        ("en-GB", "en"),
        ("pol", "pl"),
        ("Farsi", "fa"),
        ("Klingon", None),
        ("no", None),
        ("Norwegian", "no"),
        ("", None),
    ],
)
def test_a_language_is_known_by_its_name_or_code(said, code):
    assert language_code(said) == code


def test_every_language_has_one_code_and_no_word_means_two():
    assert len({language.name for language in languages().values()}) == len(languages())
    for code, language in languages().items():
        assert language_code(language.name) == code


def test_languages_of_a_list_are_parted_and_one_that_nobody_knows_stays():
    assert languages_in("Urdu, Punjabi/BSL; Elvish;; urdu") == ["ur", "pa", "bfi", "Elvish"]


def test_what_others_wrote_is_shown_as_it_is_on_a_label():
    assert label("![x](http://a.example/x) :fire: $a$") == (
        r"\!\[x\]\(http\:\/\/a\.example\/x\) \:fire\: \$a\$".replace(r"\/", "/")
    )
