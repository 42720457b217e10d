"""What waits about one of two that are joined, taken apart or loaded again meanwhile: nothing of it
is lost, and what it is about is followed."""

from uuid import UUID

import pytest
from attacking import somebody
from loads import ask, load
from tables import write_csv
from telling import asset_named, own_home, sent_by
from town import GROUPS

from asset_map.db import contributions, kept, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind, State
from asset_map.domain.obstacles import NOT_KNOWN, Theme
from asset_map.domain.people import OPERATOR
from asset_map.journeys.decide_twins import NotTold
from asset_map.journeys.merge_assets import (
    ChangedMeanwhile,
    look_at_pair,
    merge,
    see_joined,
    take_apart,
)
from asset_map.journeys.review_contribution import accept

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


@pytest.fixture
def chess() -> UUID:
    """A group that people told of, which is to be joined to the Town Friends."""
    sent = sent_by(OPERATOR, said={"name": "Chess Club", "postcode": "DY1 1AB"})
    return accept(sent.id, 1).asset_id


SAID = {
    Kind.CHANGE: {"url": "https://chess.example.org/"},
    Kind.CLAIM: {"who": "its secretary"},
    Kind.OBSTACLE: {
        "theme": next(iter(Theme)).value,
        "words": "No key.",
        "directorate": NOT_KNOWN,
        "named": "yes",
    },
}


def waits(kind: Kind, about: UUID) -> UUID:
    """Send something in about a group, to wait for a steward."""
    if kind is Kind.LINK:
        said = {
            "link_from": str(about),
            "link_to": str(asset_named("New Hall")),
            "link_type": "meets_at",
            "link_said_by": "from",
        }
    else:
        said = SAID[kind]
    before = dict.fromkeys(said, "") if kind is Kind.CHANGE else {}
    sent = sent_by(
        somebody(), kind=kind, about=about, asset_kind=AssetKind.GROUP, said=said, before=before
    )
    return sent.id


def joined(one: UUID, other: UUID) -> UUID:
    return merge(str(one), str(other), {}, look_at_pair(str(one), str(other)).seen)


def apart(id: UUID) -> None:
    _, [pair] = see_joined(str(id))
    take_apart(str(pair.record_a), str(pair.record_b))


def told_of(kind: Kind, id: UUID) -> bool:
    """Tell whether what was accepted stands at an asset."""
    asked = {
        Kind.CHANGE: "SELECT 1 FROM asset WHERE id = :id AND url <> ''",
        Kind.CLAIM: "SELECT 1 FROM asset_keeper WHERE asset_id = :id AND until IS NULL",
        Kind.OBSTACLE: "SELECT 1 FROM obstacle WHERE asset_id = :id",
        Kind.LINK: "SELECT 1 FROM link WHERE from_id = :id AND type = 'meets_at' "
        "AND withdrawn IS NULL",
    }
    return bool(ask(asked[kind], id=id))


def waiting_at(id: UUID) -> list[UUID]:
    with session.reading() as connection:
        return [one.id for one in kept.waiting(connection, id)]


def state(id: UUID) -> State:
    with session.reading() as connection:
        return contributions.of_id(connection, id).state


KINDS = (Kind.CHANGE, Kind.CLAIM, Kind.OBSTACLE, Kind.LINK)


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_goes_with_what_its_subject_was_joined_to(chess, kind):
    sent = waits(kind, chess)
    whole = joined(asset_named("Town Friends"), chess)

    assert sent in waiting_at(whole)
    accept(sent, 1)

    assert state(sent) is State.ACCEPTED
    assert told_of(kind, whole)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("when", ["before", "joined"])
def test_what_waits_while_two_are_taken_apart_goes_to_what_it_was_sent_about(chess, kind, when):
    friends = asset_named("Town Friends")
    sent = waits(kind, chess) if when == "before" else None
    whole = joined(friends, chess)
    about = chess if sent else whole
    sent = sent or waits(kind, whole)
    apart(whole)

    assert sent in waiting_at(about)
    accept(sent, 1)

    other = friends if about == chess else chess
    assert told_of(kind, about)
    assert not told_of(kind, other)


def test_what_waits_while_a_list_is_loaded_again_is_taken_in_afterwards(tmp_path):
    friends = asset_named("Town Friends")
    sent = waits(Kind.CHANGE, friends)
    load(
        "own-list",
        write_csv(tmp_path / "groups.csv", GROUPS.replace("Town Friends", "Friends")),
        partial=True,
    )

    accept(sent, 1)

    assert told_of(Kind.CHANGE, friends)
    assert asset_named("Friends") == friends


def test_who_joins_two_while_something_about_one_is_taken_in_is_told(chess):
    sent = waits(Kind.CHANGE, chess)
    friends = asset_named("Town Friends")
    seen = look_at_pair(str(friends), str(chess)).seen
    accept(sent, 1)

    with pytest.raises(ChangedMeanwhile, match="changed since you looked"):
        merge(str(friends), str(chess), {}, seen)
    assert asset_named("Chess Club") == chess


def test_what_is_no_more_told_of_cannot_be_joined(chess, tmp_path):
    friends = asset_named("Town Friends")
    rows = GROUPS.replace("G1  | Town Friends", "G2  | Others here ")
    load("own-list", write_csv(tmp_path / "groups.csv", rows), withdraw_most=True)

    with pytest.raises(NotTold, match="Nobody tells of Town Friends any more"):
        look_at_pair(str(friends), str(chess))
