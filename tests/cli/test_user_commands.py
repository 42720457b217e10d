"""Who may sign in, from the command line."""

import json

import pytest
from commands import run


def test_an_operator_adds_changes_lists_and_ends(database):
    added = run("user", "add", "Jo@Example.org", "--role", "administrator")
    assert added.code == 0
    assert "jo@example.org may sign in as an administrator, at http://127.0.0.1:" in added.said
    assert "outbox" in added.said

    changed = run("user", "role", "jo@example.org", "officer", "--format", "json")
    assert json.loads(changed.said)["role"] == "officer"
    assert "jo@example.org  officer" in run("user", "list").said

    assert run("user", "end", "jo@example.org").said.startswith("jo@example.org may not sign in")
    [told] = json.loads(run("user", "list", "--format", "json").said)
    assert set(told) == {"email", "role", "created", "created_by", "ended"}
    assert told["created_by"] == "operator"
    assert told["ended"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "jo", "--role", "member"), "That is not an e-mail address."),
        (("add", "jo@example.org", "--role", "visitor"), "A visitor does not sign in."),
        (("add", "jo@example.org", "--role", "king"), "'king' is not one of"),
        (("role", "jo@example.org", "member"), "Nobody may sign in with jo@example.org."),
        (("end", "jo@example.org"), "Nobody may sign in with jo@example.org."),
    ],
)
def test_what_is_wrong_is_one_sentence(database, words, said):
    ended = run("user", *words)

    assert ended.code == 2
    assert said in ended.error
    assert ended.error.count("\n") == 1


def test_where_nobody_was_added_the_list_says_how_to_begin(database):
    assert "asset-map user add EMAIL --role administrator" in run("user", "list").said


def test_who_is_to_be_erased_is_looked_at_first_then_erased(database):
    run("user", "add", "gone@example.org", "--role", "member")

    looked = run("user", "erase", "gone@example.org", "--dry-run")
    assert "Nothing was changed. To be erased: 1 account" in looked.said
    assert "Erased: 1 account" in run("user", "erase", "gone@example.org").said
    again = run("user", "erase", "gone@example.org")
    assert (again.code, again.error.count("\n")) == (2, 1)
    assert run("user", "erase").code == 2
