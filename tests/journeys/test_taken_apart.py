"""Whatever was joined, by a load or by people, can be taken apart again, and nothing is lost."""

from contextlib import suppress
from random import Random
from uuid import UUID

import pytest
from keeping import somebody
from loads import ask, checksums, load
from tables import write_csv
from telling import own_home, sent_by

from asset_map.db import keepers, kept, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind
from asset_map.domain.errors import BadInput
from asset_map.domain.people import OPERATOR
from asset_map.domain.twins import Which
from asset_map.journeys.decide_twins import (
    foresee_undo,
    leave_open,
    say_different,
    say_same,
    undo,
)
from asset_map.journeys.list_twins import list_twins
from asset_map.journeys.merge_assets import look_at_pair, merge, see_joined, take_apart
from asset_map.journeys.see_asset import see_asset
from etl.cleaning.values import plain_text, postcode
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Sheet, Source

COLUMNS = (
    Column(("ref",), "key", plain_text, required=True),
    Column(("name",), "name", plain_text, required=True),
    Column(("postcode",), "postcode", postcode),
    Column(("description",), "description", plain_text),
    Column(("confirmed",), "last_confirmed", plain_text),
)

LISTS = {
    "council": """
        ref | name                 | postcode | description | confirmed
        1   | Priory Centre        | DY1 1AA  | brick       | 2026-01-01
        2   | Wrens Nest Gardeners | DY1 1AB  | on the hill |
        3   | Kates Hill Choir     | DY2 2AB  |             | 2026-03-01
    """,
    "charity": """
        ref | name                 | postcode | description | confirmed
        a   | Priory Center        | DY1 1AA  | a charity   | 2026-02-01
        b   | Priory Centre Annexe | DY1 1AA  |             |
        c   | Wrens Nest Gardeners | DY2 2AB  | grows food  | 2025-05-01
        d   | Readers of Dudley    | DY1 1AC  |             |
    """,
    "funder": """
        ref | name                 | postcode | description | confirmed
        x   | The Priory Centre    | DY1 1AA  | was granted |
        y   | Kates Hill Choir     | DY2 2AB  |             | 2026-04-01
        z   | Walkers of Dudley    | DY1 1AD  | walk        |
    """,
}
"""Three tell of groups. Sure to be the same: 1, a and x; 3 and y."""

RANKS = {"council": 80, "charity": 40, "funder": 60}
OTHER_NAMES = ("Priory Centre", "Kates Hill Choir", "Something Else", "Walkers of Dudley")
RESTORED = ("asset", "community_group", "asset_need", "asset_place", "supply", "link")
"""Tables that are as they were once two are two again."""


@pytest.fixture(autouse=True)
def home(town, tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def source(name: str) -> Source:
    return Source(
        id=name,
        title=f"The {name} list",
        publisher="somebody",
        licence=OGL3,
        gives="asset",
        reader=Delimited(),
        sheets=(Sheet(COLUMNS, lambda rows: {"asset": rows.assign(kind="group")}),),
        rank=RANKS[name],
    )


@pytest.fixture
def tell(tmp_path):
    """Loads the list of one of three."""

    def told(name: str, drawn: str = "") -> None:
        drawn = drawn or LISTS[name]
        load(source(name), write_csv(tmp_path / f"{name}.csv", drawn), withdraw_most=True)

    return told


@pytest.fixture
def told(tell):
    for name in LISTS:
        tell(name)
    return tell


def record(ref: str) -> str:
    [[id]] = ask("SELECT id FROM record WHERE key = :ref", ref=ref)
    return str(id)


def groups() -> set[frozenset[str]]:
    """Which rows of the lists are shown as one."""
    rows = ask(
        "SELECT array_agg(r.key) FROM record r JOIN record_asset m ON m.record_id = r.id "
        "AND m.until IS NULL WHERE r.source_id = ANY(:of) GROUP BY m.asset_id",
        of=list(LISTS),
    )
    return {frozenset(row[0]) for row in rows}


def together(*refs: str) -> bool:
    return any(group >= {*refs} for group in groups())


def asset_of(ref: str) -> str:
    return str(see_asset(now(ref)).asset.id)


def now(ref: str) -> str:
    [[id]] = ask(
        "SELECT asset_id FROM record_asset WHERE record_id = :id AND until IS NULL", id=record(ref)
    )
    return str(id)


def ways_apart(ref: str) -> set[frozenset[UUID]]:
    """The pairs that the page of an asset offers to take apart."""
    return {frozenset((pair.record_a, pair.record_b)) for pair in see_joined(now(ref))[1]}


def test_what_an_undo_would_join_is_told_before_and_can_be_left_open(told):
    say_different(record("3"), record("y"))
    before = checksums()

    assert foresee_undo(record("3"), record("y")).shown_as_one
    assert checksums() == before

    assert not leave_open(record("3"), record("y")).shown_as_one
    [waiting] = [pair for pair in list_twins(Which.OPEN).pairs if "Choir" in pair.name_a]
    assert waiting.reason != "a person said so"
    assert list_twins(Which.DECIDED).count == 0


def test_what_was_left_open_stays_open_whatever_is_loaded(told):
    say_different(record("3"), record("y"))
    leave_open(record("3"), record("y"))
    told("funder", LISTS["funder"].replace("2026-04-01", "2026-05-01"))

    assert not together("3", "y")
    say_same(record("3"), record("y"))
    assert together("3", "y")
    undo(record("3"), record("y"))
    assert together("3", "y")


def test_what_undoing_joined_can_be_taken_apart_again(told):
    pair = record("3"), record("y")
    say_different(*pair)
    before = groups()
    undo(*pair)
    assert together("3", "y")

    assert frozenset(map(UUID, pair)) in ways_apart("3")
    assert not take_apart(*pair).shown_as_one
    assert groups() == before


def test_what_a_load_joined_is_listed_and_taken_apart(told):
    assert together("1", "a", "x")
    assert {pair.verdict for pair in list_twins(Which.BY_RULE).pairs} == {"sure"}

    take_apart(record("3"), record("y"))

    assert not together("3", "y")
    assert frozenset((UUID(record("3")), UUID(record("y")))) not in ways_apart("3")
    [decided] = list_twins(Which.DECIDED).pairs
    assert decided.verdict == "different"


def test_two_that_hang_together_by_a_third_are_told_to(told):
    for pair in (("2", "c"), ("c", "d"), ("2", "d")):
        say_same(*map(record, pair))

    with pytest.raises(BadInput, match="by way of"):
        take_apart(record("2"), record("d"))
    assert together("2", "c", "d")
    for pair in (("2", "c"), ("c", "d")):
        undo(*map(record, pair))
    take_apart(record("2"), record("d"))
    assert not together("2", "d")


def test_what_one_list_tells_of_no_more_can_still_be_taken_apart(told):
    say_same(record("2"), record("c"))
    told("council", "\n".join(row for row in LISTS["council"].splitlines() if "Nest" not in row))
    assert see_asset(record("2")).asset.name == "Wrens Nest Gardeners"

    take_apart(record("2"), record("c"))

    assert asset_of("c") == record("c")


def test_what_was_chosen_goes_where_they_are_said_to_be_different(told):
    ids = asset_of("2"), asset_of("c")
    merge(*ids, {"description": "b"}, look_at_pair(*ids).seen)
    assert see_asset(ids[0]).asset.description == "grows food"

    say_different(record("2"), record("c"))

    assert see_asset(ids[0]).asset.description == "on the hill"


def test_old_near_pairs_are_held_though_they_are_shown_elsewhere_for_now(told):
    """What is joined stands at one place, and a load may tell of its other one."""
    say_same(record("2"), record("d"))
    told("funder", LISTS["funder"] + "        w | Readers of Dudley | DY1 1AC | | ")

    assert together("2", "d", "w")


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_lost_by_chance(told, seed):
    """Joined, said to be two, left open, undone, taken apart and loaded in any order."""
    town = _Town(Random(seed), told)  # noqa: S311
    for _ in range(14):
        town.do_something()
        town.holds()


class _Town:
    """What people and lists do by chance, and what has to hold after each of it."""

    def __init__(self, chance: Random, tell) -> None:
        self.chance, self.tell = chance, tell
        self.refs = [
            row[0]
            for row in ask("SELECT key FROM record WHERE source_id = ANY(:of)", of=list(LISTS))
        ]
        self.ids = {asset_of(ref) for ref in self.refs}
        self.keepers = {id: self._keeper(id) for id in self.ids}
        self.waiting = {id: self._sent(id) for id in self.ids}

    def _keeper(self, id: str) -> UUID:
        person = somebody()
        assert person.account_id is not None
        with session.transaction() as connection:
            keepers.begin(connection, UUID(id), person.account_id, "a steward")
        return person.account_id

    def _sent(self, id: str) -> UUID:
        return sent_by(
            OPERATOR,
            kind=Kind.CHANGE,
            about=UUID(id),
            said={"url": "https://a.b"},
            asset_kind=AssetKind.GROUP,
            before={"url": ""},
        ).id

    def do_something(self) -> None:
        deeds = (self.joined_and_apart, self.says, self.undoes, self.takes_apart, self.loads)
        self.chance.choice(deeds)()

    def pair(self) -> list[str]:
        return [record(ref) for ref in self.chance.sample(self.refs, 2)]

    def joined_and_apart(self) -> None:
        """Two that are two are joined, and perhaps taken apart at once: all is as it was."""
        one, other = self.chance.sample(self.refs, 2)
        if now(one) == now(other):
            return
        ids = now(one), now(other)
        before, were = self.told(), groups()
        chosen = {"name": self.chance.choice("ab"), "description": self.chance.choice("ab")}
        try:
            id = merge(*ids, chosen, look_at_pair(*ids).seen)
        except BadInput:
            assert groups() == were
            return
        assert groups() != were
        if self.chance.random() < 0.7:
            pair = see_joined(str(id))[1][0]
            take_apart(str(pair.record_a), str(pair.record_b))
            assert groups() == were
            assert self.told() == before

    def says(self) -> None:
        with suppress(BadInput):  # It contradicts what was said of others.
            self.chance.choice((say_same, say_different, leave_open))(*self.pair())

    def undoes(self) -> None:
        decided = list_twins(Which.DECIDED).pairs
        if decided:
            pair = self.chance.choice(decided)
            ids = str(pair.record_a), str(pair.record_b)
            foreseen = foresee_undo(*ids)
            assert undo(*ids) == foreseen

    def takes_apart(self) -> None:
        """Press the ways apart of one asset until it is one thing."""
        ref = self.chance.choice(self.refs)
        for _ in range(20):
            pairs = see_joined(now(ref))[1]
            if not pairs:
                break
            pair = self.chance.choice(pairs)
            with suppress(BadInput):  # They hang together by a third: those go first.
                take_apart(str(pair.record_a), str(pair.record_b))
        else:
            raise AssertionError("It could not be taken apart.")

    def loads(self) -> None:
        """A list tells of a row no more, or calls it something else, or is as it was."""
        name = self.chance.choice(list(LISTS))
        head, *rows = LISTS[name].strip().splitlines()
        changed = self.chance.randrange(len(rows))
        deed = self.chance.random()
        if deed < 0.3:
            del rows[changed]
        elif deed < 0.7:
            cells = rows[changed].split("|")
            rows[changed] = "|".join([cells[0], self.chance.choice(OTHER_NAMES), *cells[2:]])
        self.tell(name, "\n".join([head, *rows]))

    def told(self) -> dict[str, str]:
        return {name: sum for name, sum in checksums().items() if name in RESTORED}

    def holds(self) -> None:
        mapped = ask(
            "SELECT count(*) AS all, count(DISTINCT record_id) AS each FROM record_asset "
            "WHERE until IS NULL"
        )[0]
        assert mapped.all == mapped.each == ask("SELECT count(*) FROM record")[0][0]
        assert not ask(
            "SELECT 1 FROM record_asset m JOIN record_version v USING (record_id) "
            "WHERE m.until IS NULL AND v.until IS NULL AND m.asset_id NOT IN (SELECT id FROM asset)"
        )
        for id in self.ids:
            leads = see_asset(id).asset.id
            with session.reading() as connection:
                assert keepers.keeps(connection, self.keepers[id], leads)
                assert self.waiting[id] in [one.id for one in kept.waiting(connection, leads)]
        for row in ask(
            "SELECT asset_id FROM record_asset m JOIN record r ON r.id = m.record_id "
            "JOIN record_version v ON v.record_id = r.id AND v.until IS NULL "
            "WHERE m.until IS NULL AND r.source_id = ANY(:of) "
            "GROUP BY 1 HAVING count(*) > 1",
            of=list(LISTS),
        ):
            assert see_joined(str(row.asset_id))[1]
