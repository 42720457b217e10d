"""Proposals as TOML files: what they say is read whole or not at all, and written the same."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loads import ask, change
from proposers import by, close, drafted, id_of, somebody

from asset_map.db import session
from asset_map.db.things import read_things
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.people import VISITOR, Role
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.domain.things import Thing
from asset_map.journeys.acting import acting
from asset_map.journeys.asset_names import AssetNames
from asset_map.journeys.check_proposal import checked_on
from asset_map.journeys.draft_proposal import keep_file
from asset_map.journeys.list_proposals import list_proposals
from asset_map.journeys.proposal_as_toml import as_toml, see_as_toml
from asset_map.journeys.proposal_facts import words
from asset_map.journeys.read_proposal_file import read_proposal_files
from asset_map.journeys.see_proposal import see_proposal
from asset_map.journeys.toml_proposal import FACTS, KEYS, proposal_of
from asset_map.settings import CHECKOUT

HEAD = 'title = "Halls"\ndirectorate = "Property"\n'
WHOLE = """
title = "Two halls"
directorate = "Property"
reference = "P/12"
summary = \"\"\"
The Old Hall needs a roof.

The New Hall has room.\"\"\"
from = 2027-04-01
saving = 42000
decision_date = 2027-02-01
decision_body = "Cabinet"
budget_round = "2027/28"
review_date = 2028-04-01
lead_officer = "head of property"

[[change]]
close = "Old Hall"

[[change]]
move = "Lunch"
to = "New Hall"

[[change]]
move = "Supper"
postcode = "dy1 1ab"

[[change]]
reduce = "Refuge"
share = 0.5
from = 2027-05-01

[[change]]
pause = "Cooks of the town"
until = 2027-09-01

[[change]]
open = "Reading room"
needs = ["library"]
at = "DY1 1AC"
capacity = 30

[[change]]
hand_over = "new  HALL"
to = "Town Friends"

[[change]]
end_funding = "Town Friends"

[[change]]
end_post = "Drivers"

[[change]]
remove_condition = "Drivers"
condition = "Only members"

[[users]]
asset = "Lunch"
count = 40
period = "a week"
source = "door count"
as_of = 2026-10-01
"""
K = ChangeKind


def write(folder, text, name="halls.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_all_that_a_proposal_may_hold(same_town, tmp_path):
    [found] = read_proposal_files([write(tmp_path, WHOLE)])

    assert found == Proposal(
        title="Two halls",
        directorate="Property",
        reference="P/12",
        summary="The Old Hall needs a roof.\n\nThe New Hall has room.",
        from_day=date(2027, 4, 1),
        saving=42000.0,
        decision_date=date(2027, 2, 1),
        decision_body="Cabinet",
        budget_round="2027/28",
        review_date=date(2028, 4, 1),
        lead_officer="head of property",
        changes=(
            Change(K.CLOSE, id_of("Old Hall")),
            Change(K.MOVE, id_of("Lunch"), other_id=id_of("New Hall")),
            Change(K.MOVE, id_of("Supper"), postcode="DY1 1AB"),
            Change(K.REDUCE, id_of("Refuge"), share=0.5, from_day=date(2027, 5, 1)),
            Change(K.PAUSE, id_of("Cooks of the town"), until=date(2027, 9, 1)),
            Change(
                K.OPEN, name="Reading room", needs=("library",), postcode="DY1 1AC", capacity=30
            ),
            Change(K.HAND_OVER, id_of("New Hall"), other_id=id_of("Town Friends")),
            Change(K.END_FUNDING, id_of("Town Friends")),
            Change(K.END_POST, id_of("Drivers")),
            Change(K.REMOVE_CONDITION, id_of("Drivers"), condition="Only members"),
        ),
        user_counts=(
            UserCount(id_of("Lunch"), 40, "a week", "door count", as_of=date(2026, 10, 1)),
        ),
    )


def test_assets_are_named_by_their_id_too_and_several_files_are_read_at_once(same_town, tmp_path):
    by_id = f'{HEAD}[[change]]\nclose = "{id_of("Old Hall")}"\n'
    by_name = f'{HEAD}[[change]]\nclose = "Old Hall"\n'
    one, other = read_proposal_files(
        [write(tmp_path, by_id), write(tmp_path, "\ufeff" + by_name, "other.toml")]
    )
    assert one == other


WRONG = [
    ("title = ", "is not TOML: Invalid value"),
    ("not toml at all", "is not TOML"),
    ('title = "a"\ntitle = "b"', "is not TOML"),
    ("[" * 5000, "is not TOML"),
    ("saving = " + "9" * 5000, "is not TOML"),
    ("", "halls.toml: there is no title."),
    ('title = "Halls"', "halls.toml: there is no directorate."),
    (HEAD + "titel = 1", "halls.toml: there is no key 'titel'; perhaps title."),
    (HEAD + "qqq = 1", "halls.toml: there is no key 'qqq'."),
    ('title = 3\ndirectorate = "P"', "halls.toml: title is no text; write it in quotes."),
    ('title = " "\ndirectorate = "P"', "halls.toml: title is empty."),
    ('title = "a\\u001b[31m"\ndirectorate = "P"', "title has signs in it that steer a screen."),
    (HEAD + f'reference = "{"x" * 201}"', "reference has 201 characters; say it in at most 200."),
    (HEAD + 'saving = "42,000"', "saving is a number in quotes; write it without them."),
    (HEAD + 'saving = "much"', "saving is no number."),
    (HEAD + "saving = true", "saving is no number."),
    (HEAD + "saving = nan", "saving is no number that can be."),
    (HEAD + "saving = inf", "saving is no number that can be."),
    (HEAD + 'from = "2027-04-01"', "from is a day in quotes; write it without them"),
    (HEAD + "from = 2027-04-01T10:00:00", "from is no day; write it as 2027-03-31."),
    (HEAD + "from = 0001-01-01", "from is the year 1, which cannot be."),
    (HEAD + "from = 2027-02-30", "is not TOML"),
    (HEAD + 'lead_officer = "jo@example.org"', "An e-mail address is not a role."),
    (HEAD + 'change = "Old Hall"', "change is to be tables, each under [[change]]"),
    (HEAD + '[change]\nclose = "Old Hall"', "change is to be tables, each under [[change]]"),
    (HEAD + "[[change]]\n" * 501, "it has 501 of [[change]], and at most 500 are taken."),
    (HEAD + "users = [1]", "users is to be tables"),
]
WRONG_CHANGES = [
    ("", "it does not say what is done; begin it with one of close, reduce, move"),
    ('clsoe = "Old Hall"', "it does not say what is done"),
    ('close = "Old Hall"\nmove = "Lunch"', "it has close and move; make a change of each."),
    ('close = "Old Hall"\nfro = 2027-01-01', "there is no key 'fro'; perhaps from."),
    ('close = "Old Hall"\nshare = 0.5', "share goes with reduce, not with close."),
    ('end_post = "Drivers"\nto = "Lunch"', "to goes with move or hand_over, not with end_post."),
    ("close = 7", "(close): close is no text; write it in quotes."),
    ('close = ["Old Hall"]', "(close): close is no text"),
    ('close = "Old Hell"', "(close): no asset is called 'Old Hell'; perhaps 'Old Hall'."),
    ('close = "Nowhere near"', "(close): no asset is called 'Nowhere near'."),
    ('reduce = "Lunch"\nshare = "0.5"', "(reduce): share is a number in quotes"),
    ('reduce = "Lunch"\nshare = [0.5]', "(reduce): share is no number."),
    ('move = "Lunch"\nto = "Attic"', "(move): no asset is called 'Attic'."),
    ('move = "Lunch"\npostcode = "Attic"', "(move): postcode is 'Attic', which is no postcode."),
    ('move = "Lunch"\nto = "New Hall"\npostcode = "DY1 1AB"', "it has to and postcode"),
    ('pause = "Lunch"\nuntil = 2027', "(pause): until is no day; write it as 2027-03-31."),
    (
        'open = "R"\nneeds = "library"\nat = "DY1 1AB"',
        'needs is to be a list, such as ["library"].',
    ),
    ('open = "R"\nneeds = [1]\nat = "DY1 1AB"', "(open): needs is no text"),
]
WRONG_COUNTS = [
    ("", "user count 1: there is no asset and no count and no period and no source and no as_of."),
    ('asset = "Attic"', "no asset is called 'Attic'."),
    ('count = "40"', "count is a number in quotes"),
    ("count = 40.5", "count is no whole number."),
    ("as_of = 2026", "as_of is no day"),
    ("perod = 1", "there is no key 'perod'; perhaps period."),
]


def count_with(line):
    if not line:
        return HEAD + "[[users]]\n"
    lines = {
        "asset": 'asset = "Lunch"',
        "count": "count = 40",
        "period": 'period = "a week"',
        "source": 'source = "door"',
        "as_of": "as_of = 2026-10-01",
    }
    lines[line.split()[0]] = line
    return HEAD + "[[users]]\n" + "\n".join(lines.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *WRONG,
        *((f"{HEAD}[[change]]\n{text}\n", said) for text, said in WRONG_CHANGES),
        *((count_with(text), said) for text, said in WRONG_COUNTS),
    ],
)
def test_a_file_that_is_not_wholly_understood_is_refused_in_a_sentence(
    same_town, tmp_path, text, said
):
    with pytest.raises(BadInput) as refused:
        read_proposal_files([write(tmp_path, text)])
    sentence = refused.value.sentence
    assert said in sentence
    assert sentence.startswith("halls.toml")
    assert "Traceback" not in sentence
    assert len(sentence) < 400


def test_the_change_is_named_by_its_number_and_kind(same_town, tmp_path):
    text = WHOLE.replace('"New Hall"', '"Newer Hall"')
    with pytest.raises(BadInput, match=r"^halls.toml, change 2 \(move\): no asset is called"):
        read_proposal_files([write(tmp_path, text)])


def test_all_that_is_wrong_is_told_at_once_and_of_very_much_the_first(same_town, tmp_path):
    text = f'saving = "3"\n{HEAD}[[change]]\nclose = "X1"\n[[change]]\nclose = "X2"\n'
    with pytest.raises(BadInput) as refused:
        read_proposal_files([write(tmp_path, text)])
    assert all(said in str(refused.value) for said in ("saving", "change 1", "change 2"))
    with pytest.raises(BadInput) as refused:
        read_proposal_files([write(tmp_path, HEAD + "[[change]]\n" * 400)])
    assert str(refused.value).count("it does not say") == 20
    assert "And there is more." in str(refused.value)


def test_of_files_one_of_which_is_wrong_none_is_taken(same_town, tmp_path):
    with pytest.raises(BadInput, match=r"^second.toml: there is no title"):
        read_proposal_files([write(tmp_path, WHOLE), write(tmp_path, "", "second.toml")])


def test_what_is_no_file_of_text_is_refused_in_a_sentence(same_town, tmp_path):
    big = write(tmp_path, "# " + "x" * 1_000_000, "big.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(HEAD.encode("utf-16"))
    for path, said in (
        (tmp_path / "none.toml", "There is no file"),
        (tmp_path, "There is no file"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (big, "big.toml is too large"),
        (binary, "binary.toml is not text in UTF-8"),
    ):
        with pytest.raises(BadInput, match=said):
            read_proposal_files([path])


def test_of_namesakes_the_ids_are_listed_unless_only_one_can_be_meant(town, tmp_path):
    change("UPDATE asset SET name = 'Old Hall' WHERE name IN ('Lunch', 'Town Friends')")
    text = HEAD + '[[change]]\nclose = "Old Hall"\n'
    with pytest.raises(BadInput) as refused:
        read_proposal_files([write(tmp_path, text)])
    ids = [str(one) for (one,) in ask("SELECT id FROM asset WHERE name = 'Old Hall'")]
    assert "change 1 (close): 3 assets are called 'Old Hall'; give an id:" in str(refused.value)
    assert all(one in str(refused.value) for one in ids)

    move = HEAD + '[[change]]\nmove = "Supper"\nto = "Old Hall"\n'
    [found] = read_proposal_files([write(tmp_path, move)])  # One of them alone is a venue.
    assert found.changes[0].other_id in {UUID(one) for one in ids}
    change("UPDATE asset SET valid_to = '2020-01-01' WHERE name = 'Old Hall' AND kind <> 'service'")
    [found] = read_proposal_files([write(tmp_path, text)])  # One of them alone is not closed.
    assert found.changes[0].asset_id in {UUID(one) for one in ids}


def test_files_are_for_officers(same_town, tmp_path):
    with acting(lambda: VISITOR), pytest.raises(NotAllowed, match="you have to be an officer"):
        read_proposal_files([write(tmp_path, WHOLE)])


def test_the_example_in_the_papers_can_be_weighed_on_the_demonstration(demo_database):
    paper = (CHECKOUT / "docs/how-to/proposals.md").read_text(encoding="utf-8")
    example = paper.split("```toml\n")[1].split("```")[0]

    with session.reading() as connection:
        names = AssetNames(read_things(connection, date.today()).values())
        found = checked_on(connection, proposal_of(example, "example", names), date.today())
    assert len(found.changes) == 3


def test_the_paper_names_every_key_that_a_file_may_have():
    paper = (CHECKOUT / "docs/how-to/proposals.md").read_text(encoding="utf-8")
    for key in (*FACTS, *(key for keys in KEYS.values() for key in keys), *KEYS):
        assert f"`{key}`" in paper or f"\n{key} = " in paper, key


# A file becomes a draft.


def test_a_file_becomes_a_draft_of_whoever_brought_it(town):
    anna = somebody("anna")
    text = HEAD + '[[change]]\nclose = "Old Hall"\n'
    with by(anna):
        made = keep_file(text, "halls.toml")
        assert see_proposal(made.id).proposal.changes == (close("Old Hall"),)
    assert (made.author_id, made.author_role, made.state) == (anna.account_id, "officer", "draft")


def test_of_a_file_whose_changes_cannot_be_made_nothing_is_kept(town):
    with by(somebody("anna")):
        for text, said in (
            ("nonsense", "halls.toml is not TOML"),
            (HEAD + '[[change]]\nclose = "Attic"', "halls.toml, change 1"),
            (HEAD + '[[change]]\nreduce = "Lunch"\nshare = 1.5', "Change 1 of “Halls”"),
        ):
            with pytest.raises(BadInput, match=said):
                keep_file(text, "halls.toml")
        assert list_proposals() == ()


# A proposal becomes a file.


def test_a_draft_opens_as_a_file_to_those_alone_that_it_opens_to(town):
    anna = somebody("anna")
    draft = drafted(anna, close("Old Hall"))
    with by(anna):
        assert f'close = "{id_of("Old Hall")}"  # Old Hall\n' in see_as_toml(draft.id)
    for other in (acting(lambda: VISITOR), by(somebody("zoe", Role.ADMINISTRATOR))):
        with other:
            with pytest.raises(NotFound) as refused:
                see_as_toml(draft.id)
            with pytest.raises(NotFound) as none:
                see_as_toml(uuid4())
        assert str(refused.value) == str(none.value)


NOTHING = AssetNames(())
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
SOME_DAY = st.none() | DAYS
IDS = st.uuids()
FIGURES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: value + 0.0)
SHARES = st.floats(0, 1, exclude_min=True, exclude_max=True)
POSTCODES = st.sampled_from(["DY1 1AA", "B1 1AA", "EC1A 1BB"])


def texts(longest=200, *, lines=False):
    return (
        st.text(max_size=longest // 2)
        .map(lambda said: words(said, "text", longest, lines=lines))
        .filter(bool)
    )


def said(**fields):
    return st.fixed_dictionaries(fields)


CHANGES = st.one_of(
    st.builds(Change, st.sampled_from([K.CLOSE, K.END_POST]), IDS, SOME_DAY),
    st.builds(Change, st.just(K.REDUCE), IDS, SOME_DAY, SHARES),
    st.builds(Change, st.just(K.MOVE), IDS, SOME_DAY, other_id=IDS),
    st.builds(Change, st.just(K.MOVE), IDS, SOME_DAY, postcode=POSTCODES),
    st.builds(Change, st.just(K.PAUSE), IDS, SOME_DAY, until=DAYS),
    st.builds(
        Change,
        st.just(K.OPEN),
        from_day=SOME_DAY,
        postcode=POSTCODES,
        name=texts(),
        needs=st.lists(texts(), min_size=1, max_size=3).map(tuple),
        capacity=st.none() | st.floats(0.001, 1e6),
    ),
    st.builds(Change, st.just(K.HAND_OVER), IDS, SOME_DAY, other_id=IDS),
    st.builds(Change, st.just(K.END_FUNDING), IDS, SOME_DAY, other_id=st.none() | IDS),
    st.builds(Change, st.just(K.REMOVE_CONDITION), IDS, SOME_DAY, condition=texts()),
)
PROPOSALS = st.builds(
    Proposal,
    title=texts(),
    directorate=texts(),
    changes=st.lists(CHANGES, max_size=4).map(tuple),
    reference=st.just("") | texts(),
    summary=st.just("") | texts(4000, lines=True),
    from_day=SOME_DAY,
    saving=st.none() | FIGURES,
    decision_date=SOME_DAY,
    decision_body=st.just("") | texts(),
    budget_round=st.just("") | texts(),
    review_date=SOME_DAY,
    lead_officer=st.just("") | texts(80).filter(lambda said: "@" not in said),
    user_counts=st.lists(
        st.builds(UserCount, IDS, st.integers(0, 10**8), texts(), texts(), DAYS), max_size=2
    ).map(tuple),
)


@given(PROPOSALS, st.text())
@settings(max_examples=300, deadline=None)
def test_what_is_written_as_a_file_is_read_as_it_was(proposal, name):
    every = {
        one: Thing(one, AssetKind.VENUE, name)
        for change in proposal.changes
        for one in (change.asset_id, change.other_id)
        if one is not None
    }
    assert proposal_of(as_toml(proposal, every), "p.toml", NOTHING) == proposal


def how_it_ends(content):
    try:
        return f"p.toml is {proposal_of(content, 'p.toml', NOTHING).title}"
    except BadInput as refused:
        return refused.sentence


@given(st.text() | st.recursive(st.text(), st.lists).map(str))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_file_is_refused_in_a_sentence_or_read(content):
    for text in (content, HEAD + content, f"{HEAD}[[change]]\n{content}"):
        assert how_it_ends(text).startswith("p.toml")


def test_what_is_not_of_a_file_is_left_out_of_it():
    proposal = Proposal("T", "D", (Change(K.CLOSE, UUID(int=1)),))
    known = replace(
        proposal, id=UUID(int=2), author_id=UUID(int=3), author_role="officer", version=4
    )
    assert as_toml(known) == as_toml(proposal)
    assert as_toml(proposal) == (
        'title = "T"\ndirectorate = "D"\n\n'
        '[[change]]\nclose = "00000000-0000-0000-0000-000000000001"\n'
    )


def test_names_within_names_are_refused_before_they_take_minutes():
    deep = HEAD + ".".join(["a"] * 50_000) + " = 1\n"

    with pytest.raises(BadInput, match="a line with more than 200 dots"):
        proposal_of(deep, "deep.toml", AssetNames([]))
