"""``asset-map twins``: what is asked for at once has to fit together."""

from uuid import uuid4

from commands import run


def test_what_leaving_open_comes_to_is_not_foretold_as_an_undo():
    told = run("twins", "undo", str(uuid4()), str(uuid4()), "--leave-open", "--dry-run")

    assert told.code == 2
    assert "shown as two in any case" in told.error
