"""Whoever sends letters is killed between each two steps, and two send at once: none is lost, and
one that goes out twice is known to be the same."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from loads import ask, change
from mail_servers import certified, mail_server, settings_of
from telling import sent_by
from test_killed_loads import wait_until_nobody_is_at_work

from asset_map.journeys.post_letters import post_letters
from asset_map.journeys.send_in import look_at_held
from asset_map.settings import CHECKOUT

POST = """
import os, signal, sys
from asset_map.db import letters
from asset_map.journeys import post_letters
from asset_map.outward import mail

def dying(where, name, *, before):
    known = getattr(where, name)
    def killed(*said):
        if not before:
            known(*said)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(where, name, killed)

steps = {
    "leased": lambda: dying(post_letters, "_made", before=True),
    "made": lambda: dying(mail, "send", before=True),
    "sent": lambda: dying(mail, "send", before=False),
    "marked, not kept": lambda: dying(letters, "done", before=False),
}
steps.get(sys.argv[1], lambda: None)()
print(post_letters.post_letters())
"""


@pytest.fixture
def mails(town, tmp_path, monkeypatch):
    certificate = certified(tmp_path, "127.0.0.1")
    with mail_server(certificate) as running:
        settings = {"ASSET_MAP_DATABASE_URL": town, "ASSET_MAP_HOME": str(tmp_path)}
        for name, value in {**settings, **settings_of(running, certificate)}.items():
            monkeypatch.setenv(name, value)
        yield running


def posting(killed_once: str = "never") -> subprocess.Popen[str]:
    """Begin to send what waits, as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", POST, killed_once],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(Path(CHECKOUT))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> int:
    """Wait for a process; return how many letters it says that it sent."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return int(out)


def link_in(letter) -> str:
    found = re.search(r"/confirm/(\S+)", letter.get_content())
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("killed_once", "times"), [("leased", 1), ("made", 1), ("sent", 2), ("marked, not kept", 2)]
)
def test_killed_at_any_step_it_goes_out_after_the_lease_under_the_same_id(
    mails, town, killed_once, times
):
    sent = sent_by()
    process = posting(killed_once)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    wait_until_nobody_is_at_work(town)

    assert post_letters() == 0, "It is leased: nobody else sends it meanwhile."
    change("UPDATE letter SET next_try = next_try - interval '10 minutes'")
    assert post_letters() == 1
    assert post_letters() == 0

    assert len(mails.taken) == times
    assert len({letter["Message-ID"] for letter in mails.taken}) == 1
    assert {look_at_held(link_in(letter)).id for letter in mails.taken} == {sent.id}


def test_of_two_that_send_at_once_each_letter_is_sent_by_one(mails):
    addresses = {f"person{number}@example.org" for number in range(20)}
    for address in addresses:
        sent_by(email=address)

    both = [posting(), posting()]
    told = [ended(one) for one in both]

    assert sum(told) == len(addresses)
    assert Counter(letter["To"] for letter in mails.taken) == dict.fromkeys(addresses, 1)
    assert not ask("SELECT FROM letter WHERE sent IS NULL")
