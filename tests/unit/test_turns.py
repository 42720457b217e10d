"""Where several want what there is little of, whoever came first goes first."""

import time
from threading import Event, Thread

import pytest

from asset_map.db.turns import NeverCame, Turns

PATIENCE_S = 20


def wait_until(true):
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_those_who_wait_go_in_the_order_in_which_they_came():
    turns, went, done = Turns(1), [], Event()

    def ask_again_and_again(name):
        with turns.turn(PATIENCE_S):
            went.append(name)
            done.wait(PATIENCE_S)

    threads = [Thread(target=ask_again_and_again, args=(name,)) for name in range(6)]
    for number, thread in enumerate(threads):
        thread.start()
        wait_until(lambda at=number: len(turns) == at + 1)
    done.set()
    for thread in threads:
        thread.join()

    assert went == [0, 1, 2, 3, 4, 5]


def test_no_more_than_so_many_have_a_turn_at_once():
    turns, at_once, most = Turns(3), [], []

    def ask():
        for _ in range(50):
            with turns.turn(PATIENCE_S):
                at_once.append(1)
                most.append(len(at_once))
                time.sleep(0.0001)
                at_once.pop()

    threads = [Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(most), max(most)) == (600, 3)


def test_who_waits_in_vain_is_told_and_holds_up_nobody():
    turns = Turns(1)
    with turns.turn(PATIENCE_S), pytest.raises(NeverCame), turns.turn(0.01):
        pass

    with turns.turn(0.01):
        assert len(turns) == 1


def test_what_fails_gives_its_turn_back():
    turns = Turns(1)
    with pytest.raises(ValueError, match="broken"), turns.turn(PATIENCE_S):
        raise ValueError("broken")

    with turns.turn(0.01):
        assert len(turns) == 1
