"""Names on a map stand beside each other, not on each other."""

from asset_map.report.map_names import Names

FRAME = (0.0, 0.0, 10_000.0, 10_000.0)


def names() -> Names:
    return Names(metres=20, frame=FRAME)


def test_a_name_stands_where_it_is_asked_for_if_there_is_room():
    found = names().of_area("Gornal", [(5000, 5000)], 4000, 7.5)
    assert (found.text, found.x, found.y) == ("Gornal", 5000, 5000)


def test_a_long_name_is_broken_to_fit_its_area():
    assert (
        names().of_area("Castle and Priory", [(5000, 5000)], 900, 7.5).text == "Castle and\nPriory"
    )


def test_the_second_name_on_one_spot_is_left_out_for_an_area_and_moved_for_a_place():
    two = names()
    assert two.of_area("Gornal", [(5000, 5000)], 4000, 7.5)
    assert two.of_area("Sedgley", [(5010, 5010)], 4000, 7.5) is None
    first = two.of_place("Lantern Hall", 2000, 2000, 8.5, 30)
    second = two.of_place("Copperleaf Rooms", 2000, 2000, 8.5, 30)
    assert first.y > 2000 > second.y


def test_an_area_has_other_spots_for_its_name():
    two = names()
    assert two.of_area("Gornal", [(5000, 5000)], 4000, 7.5)
    assert two.of_area("Sedgley", [(5010, 5010), (5000, 8000)], 4000, 7.5).y == 8000


def test_a_name_that_would_leave_the_map_is_left_out():
    assert names().of_area("Gornal", [(10, 5000)], 4000, 7.5) is None
    assert names().of_place("Hall", 5000, 9990, 8.5, 30).y < 9990


def test_the_mark_of_a_place_stays_free():
    marked = names()
    marked.keep_free(5000, 5000, 11)
    assert marked.of_area("Gornal", [(5000, 5000)], 4000, 7.5) is None
