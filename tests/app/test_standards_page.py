"""The page on standards: anybody reads it, staff change it, and nothing typed is lost."""

import pytest
from loads import ask
from streamlit.testing.v1 import AppTest

from asset_map.app import standards_wording as words
from asset_map.app.pages.change_standards import Form
from asset_map.journeys.change_standard import change_standard
from asset_map.journeys.list_standards import DEFAULT, list_standards
from asset_map.journeys.see_gaps import see_gaps

TYPED = {"value": "600", "source": "Survey <b>of</b> 2025", "why": "Many cannot walk 800 m."}
OFFICER = "public health officer"
FIELDS = {
    "value": words.VALUE_LABEL,
    "source": words.SOURCE_LABEL,
    "why": words.WHY_LABEL,
    "by": words.BY_LABEL,
    "rate": words.RATE_LABEL,
    "rate-source": words.RATE_SOURCE_LABEL,
}


def opened(need: str = "") -> AppTest:
    script = "from asset_map.app.pages import change_standards\nchange_standards.show()"
    visit = AppTest.from_string(script, default_timeout=30)
    if need:
        visit.query_params["need"] = need
    return visit.run()


def html(visit: AppTest) -> str:
    assert not visit.exception
    return "\n".join(str(piece.body) for piece in visit.get("html"))


def field(visit: AppTest, name: str):
    return next(one for one in visit.text_input if one.label == FIELDS[name])


def send(visit: AppTest, button: str = words.GO, **typed: str) -> AppTest:
    for name, text in typed.items():
        field(visit, name).set_value(text)
    return next(one for one in visit.button if one.label == button).click().run()


def test_anybody_reads_every_standard_and_assumption_with_its_source(same_town, text_of):
    visit = opened()
    said = text_of(html(visit))

    for need, standard in list_standards().of_needs:
        assert need.label in said
        assert standard.source in said
    assert "20 minutes, 1,600 m" in said
    assert words.NONE_CHANGED in said
    assert "1.3 walking metres for each metre of straight line" in said
    assert not visit.button
    assert not visit.selectbox


def test_anybody_reads_what_was_changed_beside_the_default_by_whom_and_why(town, text_of):
    change_standard("food", 600, "metres", TYPED["source"], OFFICER, TYPED["why"])
    drawn = html(opened())
    said = text_of(drawn)

    assert words.CHANGED.format(changed=1, all=22) in said
    assert "600 m, about 8 minutes Changed on" in said
    assert f"by {OFFICER}: {TYPED['why']} 800 m, about 10 minutes {TYPED['source']}" in said
    assert "1 change, the last first" in said
    assert "<b>of</b>" not in drawn


def test_staff_choose_a_need_before_there_is_a_form(same_town, as_staff):
    visit = opened()

    assert len(visit.selectbox) == 1
    assert not visit.text_input
    assert field(opened("food"), "value").value == ""


def test_a_change_is_told_beside_the_default_and_holds_at_once(town, as_staff, text_of):
    see_gaps(area="West Town", need="food")
    said = text_of(html(send(opened("food"), **TYPED, by=OFFICER)))

    assert "near enough is now 600 m, about 8 minutes; the default is 800 m" in said
    assert f"Now: 600 m, about 8 minutes. Source: {TYPED['source']}" in said
    assert see_gaps(area="West Town", need="food").rows[0].standard.metres == 600


def test_after_a_change_the_role_stays_and_the_rest_is_to_be_filled_in_anew(town, as_staff):
    rate = {"rate": "0.5", "rate-source": "Count"}
    visit = send(opened("food"), **TYPED, **rate, by=OFFICER)

    assert field(visit, "by").value == OFFICER
    assert [field(visit, name).value for name in TYPED] == ["", "", ""]
    assert [field(visit, name).value for name in rate] == ["0.5", "Count"]


def test_a_standard_may_be_given_in_minutes(town, as_staff):
    visit = opened("food")
    visit.radio[0].set_value("minutes")
    send(visit, **TYPED | {"value": "7.5"}, by=OFFICER)

    assert list_standards().of("food").metres == 600


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": ""}, words.NO_VALUE),
        ({"value": "far"}, "far is not a number."),
        ({"value": "7,5"}, "7,5 is not a number."),
        ({"value": "0"}, "A standard cannot be 0 metres."),
        ({"value": "nan"}, "A standard cannot be nan metres."),
        ({"source": ""}, "The source is missing."),
        ({"why": ""}, "The reason is missing."),
        ({"by": ""}, "It is not said who changes it."),
        ({"by": "jo@example.org"}, "An e-mail address is not a role."),
        ({"rate": "often"}, "often is not a number."),
        ({"rate": "1"}, "The use rate has no source."),
    ],
)
def test_what_is_wrong_is_said_at_once_and_what_was_typed_stays(
    same_town, as_staff, text_of, wrong, said
):
    typed = TYPED | {"by": OFFICER} | wrong
    visit = send(opened("food"), **typed)
    drawn = html(visit)

    assert said in text_of(drawn)
    assert drawn.count("am-problem") == 1
    assert "asset-map" not in text_of(drawn)
    assert {name: field(visit, name).value for name in typed} == typed
    assert not ask("SELECT FROM standard_change")


def test_thousands_may_be_written_with_a_comma(town, as_staff):
    send(opened("food"), **TYPED | {"value": "1,200"}, by=OFFICER)

    assert list_standards().of("food").metres == 1200


def test_the_default_can_be_gone_back_to_where_it_was_changed(town, as_staff, text_of):
    visit = opened("food")
    assert [one.label for one in visit.button] == [words.GO]

    send(visit, **TYPED, by=OFFICER)
    said = text_of(html(send(visit, words.RESET, why="It was withdrawn.")))

    assert "Food: the default holds again, 800 m, about 10 minutes." in said
    assert words.NONE_CHANGED in said
    assert words.BACK in said
    assert [one.label for one in visit.button] == [words.GO]


def test_the_second_of_two_officers_is_told_and_may_send_theirs_again(town, as_staff, text_of):
    visit = opened("food")
    change_standard("food", 700, "metres", "Other survey", "head of insight", "The hill.")

    said = text_of(html(send(visit, **TYPED, by=OFFICER)))
    assert "changed meanwhile: 700 m, about 9 minutes, by head of insight: The hill." in said
    assert "Now: 700 m" in said
    assert field(visit, "value").value == "600"
    assert list_standards().of("food").metres == 700

    send(visit)
    assert list_standards().of("food").metres == 600


def test_a_slip_of_the_pen_does_not_hide_that_it_was_changed_meanwhile(town, as_staff, text_of):
    visit = send(opened("food"), **TYPED)
    change_standard("food", 700, "metres", "Other survey", "head of insight", "The hill.")

    assert "changed meanwhile" in text_of(html(send(visit, by=OFFICER)))


def test_nothing_is_changed_for_a_visit_that_is_not_staff(same_town):
    visit = AppTest.from_string(
        "from asset_map.app.pages import change_standards\nchange_standards.show()",
        default_timeout=30,
    )
    visit.session_state["standards-wish"] = "change"
    visit.session_state["standards-form"] = Form("food", DEFAULT)
    visit.session_state["standards-by"] = OFFICER
    for name, text in (TYPED | {"unit": "metres"}).items():
        visit.session_state[f"standards-{name}-food"] = text
    visit.run()

    assert not visit.exception
    assert not ask("SELECT FROM standard_change")
