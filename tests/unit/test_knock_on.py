"""Links followed: drawn graphs with answers by hand, and what holds for any graph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from asset_map.analysis.knock_on import Web, knock_on
from asset_map.domain.assets import AssetKind, LinkType, SaidBy, stable_id
from asset_map.domain.links_followed import Effect, End, Link
from asset_map.journeys.knock_on_in_words import in_words, what_follows


def end(name):
    return End(stable_id(name), AssetKind.GROUP, name)


def links(drawn):
    return [
        Link(
            end(row["who"]),
            LinkType(row["hangs"]),
            end(row["on"]),
            row.get("detail", ""),
            SaidBy(row.get("said_by") or "both"),
        )
        for row in table(drawn)
    ]


def close(drawn, *names):
    return knock_on(Web(links(drawn)), [end(name).id for name in names])


def told(found):
    """Return each step as: who, what becomes of it, because of whom, sure or not, how far."""
    return [
        (
            step.asset.name,
            step.effect.value,
            step.because.on.name,
            "sure" if step.sure else "one side",
            step.away,
        )
        for step in found.steps
    ]


# Drawn, and worked out by hand.

HALL = """
    who   | hangs        | on       | detail
    Lunch | delivered_at | Old Hall | Tuesdays
"""


def test_what_has_one_venue_stops_when_that_goes():
    found = close(HALL, "Old Hall")

    assert told(found) == [("Lunch", "stops", "Old Hall", "sure", 1)]
    assert in_words(found.steps[0]) == (
        "Lunch stops: it is delivered at Old Hall, Tuesdays; no other venue known "
        "(said by both sides)."
    )
    assert what_follows(found) == (
        "Because of this 1 more thing would stop; both sides told us so."
    )


def test_closing_a_service_does_nothing_to_its_venue():
    assert close(HALL, "Lunch").steps == ()


def test_what_has_two_venues_goes_on_at_the_other_and_has_lost_one():
    drawn = """
        who   | hangs        | on       | detail
        Lunch | delivered_at | Old Hall | Tuesdays
        Lunch | meets_at     | New Hall | Fridays
    """
    one = close(drawn, "Old Hall")

    assert told(one) == [("Lunch", "strained", "Old Hall", "sure", 1)]
    assert in_words(one.steps[0]) == (
        "Lunch is strained: it loses Old Hall, where it is delivered: Tuesdays; "
        "it keeps New Hall (said by both sides)."
    )
    both = close(drawn, "New Hall", "Old Hall")
    assert told(both) == [("Lunch", "stops", "New Hall", "sure", 1)]
    assert "it meets at New Hall, Fridays, and is delivered at Old Hall, Tuesdays" in in_words(
        both.steps[0]
    )


def test_a_group_without_a_venue_stops_meeting_and_takes_along_what_it_provides():
    found = close(
        """
            who       | hangs        | on
            Cooks     | meets_at     | Old Hall
            Lunch     | provided_by  | Cooks
            Lunch     | delivered_at | New Hall
            Deliverer | supports     | Lunch
        """,
        "Old Hall",
    )

    # The Lunch keeps its place and its helper; it stops for want of its provider.
    assert told(found) == [
        ("Cooks", "stops", "Old Hall", "sure", 1),
        ("Lunch", "stops", "Cooks", "sure", 2),
    ]
    assert in_words(found.steps[0]).startswith("Cooks stops meeting: it meets at Old Hall;")
    assert "nobody else known to provide it" in in_words(found.steps[1])


def test_what_another_manages_too_goes_on_without_its_provider():
    found = close(
        """
            who   | hangs       | on
            Lunch | provided_by | Cooks
            Lunch | managed_by  | Council
        """,
        "Cooks",
    )

    assert told(found) == [("Lunch", "strained", "Cooks", "sure", 1)]


def test_shared_support_strains_all_that_it_helps_and_stops_none():
    drawn = """
        who       | hangs    | on
        Connector | supports | Carers
        Connector | supports | Parents
        Neighbour | supports | Parents
    """
    assert told(close(drawn, "Connector")) == [
        ("Carers", "strained", "Connector", "sure", 1),
        ("Parents", "strained", "Connector", "sure", 1),
    ]
    carers, parents = close(drawn, "Connector").steps
    assert "nobody else known to support it" in in_words(carers)
    assert "it keeps Neighbour" in in_words(parents)
    # What supports hangs on nothing by that: whoever is helped may end.
    assert close(drawn, "Carers", "Parents").steps == ()


def test_a_post_that_ends_strains_all_that_it_held():
    found = close(
        """
            who      | hangs      | on        | detail
            Old Hall | staffed_by | Caretaker | opens and locks
            Rooms    | staffed_by | Caretaker | Mondays
            Caretaker| supports   | Friends   | two mornings
            Caretaker| supports   | Parents   | finds families
            Caretaker| funded_by  | Grant     | until March
            Lunch    | delivered_at | Old Hall | Tuesdays
        """,
        "Caretaker",
    )

    assert told(found) == [
        (name, "strained", "Caretaker", "sure", 1)
        for name in ("Friends", "Old Hall", "Parents", "Rooms")
    ]
    assert in_words(found.steps[1]) == (
        "Old Hall is strained: it loses Caretaker, who staffs it: opens and locks; "
        "nobody else known to staff it (said by both sides)."
    )
    assert what_follows(found) == (
        "Because of this 4 things would lose something; both sides told us so."
    )


def test_a_strain_goes_no_further():
    found = close(
        """
            who       | hangs        | on
            Caretaker | funded_by    | Grant
            Old Hall  | staffed_by   | Caretaker
            Lunch     | delivered_at | Old Hall
        """,
        "Grant",
    )

    assert told(found) == [("Caretaker", "strained", "Grant", "sure", 1)]


CYCLE = """
    who   | hangs       | on
    Cooks | managed_by  | Hall
    Hall  | managed_by  | Friends
    Friends | meets_at  | Hall
    Lunch | provided_by | Cooks
"""


def test_a_cycle_ends():
    # The Friends meet in the Hall that they manage: neither stops until one of them does.
    assert close(CYCLE).steps == ()
    assert told(close(CYCLE, "Friends")) == [
        ("Hall", "stops", "Friends", "sure", 1),
        ("Cooks", "stops", "Hall", "sure", 2),
        ("Lunch", "stops", "Cooks", "sure", 3),
    ]
    assert {name for name, *_ in told(close(CYCLE, "Hall"))} == {"Cooks", "Friends", "Lunch"}


def test_a_diamond_is_told_once_at_its_end():
    drawn = """
        who    | hangs        | on
        Cooks  | meets_at     | Hall
        Bakers | managed_by   | Hall
        Lunch  | provided_by  | Cooks
        Lunch  | provided_by  | Bakers
    """
    assert told(close(drawn, "Hall")) == [
        ("Bakers", "stops", "Hall", "sure", 1),
        ("Cooks", "stops", "Hall", "sure", 1),
        ("Lunch", "stops", "Bakers", "sure", 2),
    ]
    assert told(close(drawn, "Cooks")) == [("Lunch", "strained", "Cooks", "sure", 1)]


def test_what_one_side_says_is_told_apart():
    found = close(
        """
            who   | hangs        | on       | said_by
            Lunch | delivered_at | Old Hall | from
            Bread | provided_by  | Lunch    | both
            Tea   | funded_by    | Old Hall | to
        """,
        "Old Hall",
    )

    assert told(found) == [
        ("Lunch", "stops", "Old Hall", "one side", 1),
        ("Bread", "stops", "Lunch", "one side", 2),
        ("Tea", "strained", "Old Hall", "one side", 1),
    ]
    lunch, bread, tea = map(in_words, found.steps)
    assert lunch.endswith("(said by Lunch alone).")
    assert bread.endswith("(said by both sides; that Lunch ends rests on the word of one side).")
    assert tea.endswith("(said by Old Hall alone).")
    assert what_follows(found) == (
        "Because of this nothing else would surely stop or lose anything; 3 would if what one side "
        "alone says is so."
    )


def test_a_place_that_one_side_tells_of_keeps_it_going():
    drawn = """
        who   | hangs        | on       | said_by
        Lunch | delivered_at | Old Hall | both
        Lunch | delivered_at | New Hall | from
    """
    found = close(drawn, "Old Hall")

    assert told(found) == [("Lunch", "strained", "Old Hall", "sure", 1)]
    assert "it keeps New Hall, by the word of one side" in in_words(found.steps[0])
    # Both gone: it is sure that it met at one of them, and that none is left.
    assert told(close(drawn, "Old Hall", "New Hall")) == [("Lunch", "stops", "Old Hall", "sure", 1)]


def test_what_may_stop_is_surely_strained_before_that():
    found = close(
        """
            who   | hangs        | on       | said_by
            Lunch | delivered_at | Old Hall | from
            Lunch | funded_by    | Old Hall | both
        """,
        "Old Hall",
    )

    assert told(found) == [
        ("Lunch", "strained", "Old Hall", "sure", 1),
        ("Lunch", "stops", "Old Hall", "one side", 1),
    ]


def test_what_has_no_link_of_a_hold_does_not_stop_for_want_of_it():
    found = close(
        """
            who   | hangs      | on
            Lunch | staffed_by | Old Hall
        """,
        "Old Hall",
    )

    assert [step.effect for step in found.steps] == [Effect.STRAINED]


# Links that end themselves, while both their ends go on.

SHARED = """
    who   | hangs       | on      | said_by
    Lunch | funded_by   | Grant   | both
    Lunch | funded_by   | Trust   | both
    Bread | funded_by   | Grant   | from
    Lunch | provided_by | Cooks   | both
    Soup  | provided_by | Cooks   | both
    Soup  | provided_by | Bakers  | both
    Tea   | provided_by | Lunch   | both
"""


def lose(drawn, *which, closed=()):
    """Follow the links where those from who to on are lost, and some are closed."""
    some = links(drawn)
    lost = [link for link in some if (link.from_end.name, link.to_end.name) in which]
    assert len(lost) == len(which)
    return knock_on(Web(some), [end(name).id for name in closed], lost)


def test_funding_that_ends_strains_one_alone_and_leaves_who_else_has_it():
    found = lose(SHARED, ("Lunch", "Grant"))

    assert told(found) == [("Lunch", "strained", "Grant", "sure", 1)]
    assert [link.on.name for link in found.steps[0].left] == ["Trust"]
    assert found.surely == found.perhaps == frozenset()


def test_funding_that_ends_by_the_word_of_one_side_is_told_apart():
    assert told(lose(SHARED, ("Bread", "Grant"))) == [("Bread", "strained", "Grant", "one side", 1)]


def test_both_funders_that_end_strain_twice_and_stop_nothing():
    found = lose(SHARED, ("Lunch", "Grant"), ("Lunch", "Trust"))

    assert told(found) == [
        ("Lunch", "strained", "Grant", "sure", 1),
        ("Lunch", "strained", "Trust", "sure", 1),
    ]
    assert [step.left for step in found.steps] == [(), ()]


def test_the_last_provider_that_lets_go_stops_it_and_what_hangs_on_it():
    assert told(lose(SHARED, ("Lunch", "Cooks"))) == [
        ("Lunch", "stops", "Cooks", "sure", 1),
        ("Tea", "stops", "Lunch", "sure", 2),
    ]


def test_one_provider_that_lets_go_and_the_other_that_ends_stop_it_together():
    found = lose(SHARED, ("Soup", "Cooks"), closed=["Bakers"])

    assert told(found) == [("Soup", "stops", "Bakers", "sure", 1)]
    assert {link.on.name for link in found.steps[0].lost} == {"Bakers", "Cooks"}
    assert told(lose(SHARED, ("Soup", "Cooks"))) == [("Soup", "strained", "Cooks", "sure", 1)]


def test_a_link_that_ends_and_whose_other_end_ends_too_is_told_once():
    found = lose(SHARED, ("Lunch", "Grant"), closed=["Grant"])

    assert told(found) == [
        ("Lunch", "strained", "Grant", "sure", 1),
        ("Bread", "strained", "Grant", "one side", 1),
    ]


def test_a_link_that_ends_breaks_a_cycle():
    # The Friends let go of the Hall that they manage and meet in: it stops, and they with it.
    found = lose(CYCLE, ("Hall", "Friends"))

    assert told(found) == [
        ("Hall", "stops", "Friends", "sure", 1),
        ("Cooks", "stops", "Hall", "sure", 2),
        ("Friends", "stops", "Hall", "sure", 2),
        ("Lunch", "stops", "Cooks", "sure", 3),
    ]


def test_two_that_keep_each_other_going_end_when_all_else_is_gone():
    drawn = """
        who   | hangs       | on
        Cooks | managed_by  | Lunch
        Lunch | provided_by | Cooks
        Lunch | meets_at    | Hall
    """
    assert told(close(drawn, "Hall")) == [
        ("Lunch", "stops", "Hall", "sure", 1),
        ("Cooks", "stops", "Lunch", "sure", 2),
    ]


def test_a_post_that_two_share_strains_both_and_each_keeps_what_else_it_has():
    drawn = """
        who     | hangs      | on
        Hall    | staffed_by | Caretaker
        Rooms   | staffed_by | Caretaker
        Rooms   | staffed_by | Porter
        Caretaker | funded_by | Grant
        Porter  | funded_by  | Grant
    """
    assert [
        (step.asset.name, [link.on.name for link in step.left])
        for step in close(drawn, "Caretaker").steps
    ] == [("Hall", []), ("Rooms", ["Porter"])]
    # The grant strains both posts; what strained posts hold goes on.
    assert [step.asset.name for step in close(drawn, "Grant").steps] == ["Caretaker", "Porter"]


# What holds for any graph.

NAMES = "ABCDEFGH"
ends = st.sampled_from(NAMES).map(end)
webs = st.lists(
    st.builds(
        Link,
        ends,
        st.sampled_from(list(LinkType)),
        ends,
        st.just(""),
        st.sampled_from(list(SaidBy)),
    ),
    max_size=25,
)
closures = st.lists(st.sampled_from([end(name).id for name in NAMES]), max_size=4)


@given(webs)
def test_where_nothing_is_closed_nothing_stops(some):
    assert knock_on(Web(some), []) == knock_on(Web([]), [])


@given(webs, closures)
def test_what_is_sure_is_a_part_of_what_may_be(some, closed):
    found = knock_on(Web(some), closed)

    assert set(closed) <= found.surely <= found.perhaps


@given(webs, closures, closures)
def test_closing_more_never_stops_less(some, closed, more):
    few, many = knock_on(Web(some), closed), knock_on(Web(some), [*closed, *more])

    assert few.surely <= many.surely
    assert few.perhaps <= many.perhaps


@given(st.data(), webs, closures)
def test_the_order_of_closures_and_of_links_does_not_matter(data, some, closed):
    other = knock_on(Web(data.draw(st.permutations(some))), data.draw(st.permutations(closed)))

    assert other == knock_on(Web(some), closed)


@given(webs, closures)
def test_what_follows_is_closed_already_when_it_is_closed_too(some, closed):
    found = knock_on(Web(some), closed)

    assert knock_on(Web(some), found.surely).surely == found.surely
    assert knock_on(Web(some), found.perhaps).perhaps == found.perhaps


@given(webs, closures)
def test_each_step_tells_of_what_it_says(some, closed):
    found = knock_on(Web(some), closed)
    stops = {step.asset.id for step in found.steps if step.effect is Effect.STOPS}

    assert stops | set(closed) == found.perhaps
    for step in found.steps:
        ended = found.surely if step.sure else found.perhaps
        assert step.asset.id not in closed
        assert {link.on.id for link in step.lost} <= ended
        assert not {link.on.id for link in step.left} & ended
        assert (step.effect is Effect.STOPS) == (step.asset.id in ended)
        assert in_words(step).startswith(step.asset.name)


@given(webs, closures)
def test_without_the_word_of_one_side_all_is_sure(some, closed):
    agreed = [Link(link.from_end, link.type, link.to_end) for link in some]
    found = knock_on(Web(agreed), closed)

    assert found.surely == found.perhaps
    assert found.by_one_side == 0


@given(webs, closures, st.data())
def test_losing_more_links_never_stops_less_and_closing_is_to_lose_all_that_hang_on_it(
    some, closed, data
):
    lost = data.draw(st.lists(st.sampled_from(some), max_size=4)) if some else []
    fewer, more = knock_on(Web(some), closed), knock_on(Web(some), closed, lost)

    assert fewer.surely <= more.surely
    assert fewer.perhaps <= more.perhaps
    assert not {link.on.id for link in lost} & (more.perhaps - fewer.perhaps - hanging(some, lost))
    every = [link for link in some if link.on.id in closed]
    assert knock_on(Web(some), [], every).surely | set(closed) == fewer.surely


def hanging(some, lost):
    """Return all that a lost link may lead to, link by link."""
    found = {link.hangs.id for link in lost}
    while True:
        more = found | {link.hangs.id for link in some if link.on.id in found}
        if more == found:
            return found
        found = more


@pytest.mark.parametrize("length", [5_000])
def test_a_long_chain_is_followed_to_its_end(length):
    chain = [Link(end(f"n{at + 1}"), LinkType.PROVIDED_BY, end(f"n{at}")) for at in range(length)]

    assert knock_on(Web(chain), [end("n0").id]).steps[-1].away == length
