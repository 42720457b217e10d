"""Thirty-two people add something at once while the server is killed: nothing that was
acknowledged is lost, nothing is there twice, and every letter goes out."""

import re
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from loads import ask, change
from serving import Served
from telling import tie_in
from test_killed_loads import wait_until_nobody_is_at_work

from asset_map.web import cookies

PEOPLE = 32
ENOUGH = 6
"""So many have to be acknowledged before the server is killed, so that it is in the middle."""


class Visitor:
    """Somebody with a form that is open, who sends it again until it is acknowledged."""

    def __init__(self, number: int, address: str) -> None:
        self.number, self.address = number, address
        self.acknowledged = ""
        with httpx.Client(base_url=address, timeout=30) as client:
            page = client.get("/add")
            self.cookie = page.cookies[cookies.VISIT]
        self.form = tie_in(page.text) | {
            "kind": "group",
            "name": f"Club number {number}",
            "description": "what we do, " * 20,
            "postcode": "DY1 1AB",
            "hours": "Tue 6pm-8pm",
            "needs": "company",
            "consent": "yes",
            "sender": f"person{number}@example.org",
        }

    def send(self) -> bool:
        """Send the form; tell whether it was acknowledged."""
        with httpx.Client(base_url=self.address, timeout=30) as client:
            client.cookies.set(cookies.VISIT, self.cookie)
            try:
                answer = client.post("/add", data=self.form, headers={"Origin": self.address})
            except httpx.HTTPError:
                return False
        if answer.status_code != 303:
            assert answer.status_code == 503, answer.text
            return False
        assert answer.headers["location"] == f"/add/sent/{self.form['id']}"
        self.acknowledged = self.form["id"]
        return True


def kept() -> dict[str, int]:
    """Return how often each name is kept."""
    return Counter(row.name for row in ask("SELECT said->>'name' AS name FROM contribution"))


def not_whole() -> list[str]:
    """Return what is kept without its address, its turn, or its letter."""
    rows = ask(
        """
        SELECT c.id FROM contribution c
        WHERE (SELECT count(*) FROM contribution_contact t WHERE t.contribution_id = c.id) <> 1
           OR (SELECT count(*) FROM contribution_turn t WHERE t.contribution_id = c.id) <> 1
           OR (SELECT count(*) FROM letter l WHERE l.about = c.id) <> 1
           OR (SELECT count(*) FROM deed d WHERE d.about = c.id) <> 1
        """
    )
    return [str(row.id) for row in rows]


def letters_in(home) -> Counter[str]:
    """Return how many letters went to each address."""
    folder = home / "outbox"
    texts = [file.read_text() for file in folder.glob("*.eml")] if folder.exists() else []
    return Counter(re.search(r"^To: (\S+)", text, re.M)[1] for text in texts)


@pytest.fixture
def served(town, tmp_path):
    served = Served(town, tmp_path)
    served.start()
    yield served
    served.stop(signal.SIGTERM)


def kill_in_the_middle(served: Served, visitors: list[Visitor]) -> None:
    """Let everybody send at once, and kill the server when some were acknowledged."""
    begin = Barrier(len(visitors))

    def one(visitor: Visitor) -> None:
        begin.wait()
        visitor.send()

    with ThreadPoolExecutor(len(visitors)) as threads:
        sending = [threads.submit(one, visitor) for visitor in visitors]
        until = time.monotonic() + 30
        while sum(bool(visitor.acknowledged) for visitor in visitors) < ENOUGH:
            assert time.monotonic() < until, "Nobody was acknowledged."
            time.sleep(0.005)
        served.stop(signal.SIGKILL)
        for each in sending:
            each.result()


def test_what_was_acknowledged_survives_a_killed_server_and_is_there_once(served, town, tmp_path):
    visitors = [Visitor(number, served.address) for number in range(PEOPLE)]

    kill_in_the_middle(served, visitors)
    wait_until_nobody_is_at_work(town)
    acknowledged = {visitor.form["name"] for visitor in visitors if visitor.acknowledged}

    assert ENOUGH <= len(acknowledged) < PEOPLE
    assert acknowledged <= kept().keys()
    assert not_whole() == []

    change("UPDATE letter SET next_try = now() WHERE sent IS NULL")  # Its lease goes by.
    served.start()
    assert all_letters_go_out(tmp_path, {v.form["sender"] for v in visitors if v.acknowledged})
    with ThreadPoolExecutor(len(visitors)) as threads:
        assert all(threads.map(Visitor.send, visitors))

    assert kept() == {visitor.form["name"]: 1 for visitor in visitors}
    assert not_whole() == []
    assert all_letters_go_out(tmp_path, {visitor.form["sender"] for visitor in visitors})
    assert "Traceback" not in served.log.read_text()


def all_letters_go_out(home, to: set[str]) -> bool:
    """Wait until each has a letter; a second one only who was being written to when the server was
    killed."""
    until = time.monotonic() + 20
    while not to <= letters_in(home).keys() or ask("SELECT FROM letter WHERE sent IS NULL"):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    twice = sum(count - 1 for count in letters_in(home).values())
    return twice <= 1
