"""How often one address may send, and how little is kept of it."""

from asset_map.web.flood import MOST_ADDRESSES, Flood


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_address_may_send_so_often_and_again_later():
    clock = Clock()
    flood = Flood(most=3, within=60, clock=clock)

    assert [flood.lets_in("81.2.69.142") for _ in range(4)] == [True, True, True, False]
    clock.now = 61
    assert flood.lets_in("81.2.69.142")


def test_addresses_are_counted_apart():
    flood = Flood(most=1, clock=Clock())

    assert flood.lets_in("81.2.69.142")
    assert flood.lets_in("81.2.69.143")
    assert not flood.lets_in("81.2.69.142")


def test_all_addresses_of_a_household_are_one():
    flood = Flood(most=1, clock=Clock())

    assert flood.lets_in("2001:8b0:1:2::1")
    assert not flood.lets_in("2001:8b0:1:2:ffff::9")
    assert flood.lets_in("2001:8b0:1:3::1")


def test_a_proxy_that_names_nobody_shuts_nobody_out():
    flood = Flood(most=1, clock=Clock())

    for address in ("127.0.0.1", "10.0.0.7", "::1", "", "testclient"):
        assert flood.lets_in(address)
        assert flood.lets_in(address)
    assert flood.kept() == 0


def test_what_is_old_is_not_kept():
    clock = Clock()
    flood = Flood(within=60, clock=clock)
    for last in range(50):
        flood.lets_in(f"81.2.69.{last}")
    clock.now = 61
    flood.lets_in("81.2.70.1")

    assert flood.kept() == 1


def test_no_more_addresses_are_kept_than_fit():
    flood = Flood(clock=Clock())
    for number in range(MOST_ADDRESSES + 10):
        flood.lets_in(f"81.{number >> 16}.{number >> 8 & 255}.{number & 255}")

    assert flood.kept() <= MOST_ADDRESSES
