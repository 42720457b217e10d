"""Measures of every postcode: of the small town by hand, and of real Dudley against pysal."""

import csv
import io
from datetime import date

import numpy as np
import pytest
from loads import ask
from reach_by_hand import pysal_scores, walks

from asset_map.analysis.reach import Providers, Question, measure
from asset_map.domain.errors import BadInput, NotFound
from asset_map.journeys.see_reach import save_reach, see_reach

TODAY = date(2026, 11, 22)


def test_each_postcode_of_the_town_has_its_nearest_and_its_only_provider(same_town):
    found = {point.postcode: point for point in see_reach("food", at=TODAY).points}

    # The Lunch is at x 100, the Supper at x 1500; 800 m walking are 615 m.
    at_100 = found["DY1 1AA"]
    assert (at_100.people, at_100.nearest_m, at_100.within) == (20, 0, 1)
    assert at_100.second_m == pytest.approx(1400 * 1.3)
    assert at_100.only == found["DY1 1AB"].only
    assert found["DY2 2AA"].nearest_m == pytest.approx(400 * 1.3)
    assert found["DY2 2AA"].only == found["DY2 2AB"].only != at_100.only
    assert at_100.served is None


def test_without_known_capacities_scores_count_providers(same_town):
    found = see_reach("food", at=TODAY)
    scores = {point.postcode: point.score_2sfca for point in found.points}

    # 1,600 m walking are 1,231 m: the Lunch is called on from x 100 to 1100, by 100 people; the
    # Supper from x 300 to 1900, by 120.
    assert found.score_unit == "providers for each person"
    assert scores["DY1 1AA"] == pytest.approx(1 / 100)
    assert scores["DY1 1AC"] == pytest.approx(1 / 100 + 1 / 120)
    assert scores["DY2 2AD"] == pytest.approx(1 / 120)


def test_of_one_area_only_its_postcodes_are_given(same_town):
    assert len(see_reach("food", area="East Town", at=TODAY).points) == 3


def test_a_need_that_nothing_meets_has_no_scores_of_nought(same_town):
    with pytest.raises(NotFound, match="We know of nothing that meets this need: Library"):
        see_reach("library", at=TODAY)
    with pytest.raises(NotFound, match="No need is called"):
        see_reach("happiness")


def test_the_rows_are_written_once_and_never_over_another_file(same_town, tmp_path):
    found = see_reach("food", at=TODAY)
    said = save_reach(found, tmp_path / "food.csv")

    rows = list(csv.DictReader(io.StringIO((tmp_path / "food.csv").read_text("utf-8-sig"))))
    assert said.startswith("7 rows written")
    assert rows[0]["postcode"] == "DY1 1AA"
    assert rows[0]["detour_factor"] == "1.3"
    with pytest.raises(BadInput, match="exists already"):
        save_reach(found, tmp_path / "food.csv")
    with pytest.raises(BadInput, match="cannot be written"):
        save_reach(found, tmp_path / "nowhere" / "food.csv")


def test_pysal_gives_the_same_scores_for_dudleys_small_areas_and_libraries(dudley):
    areas = ask(
        """
        SELECT ST_X(ST_Centroid(a.geom)) AS x, ST_Y(ST_Centroid(a.geom)) AS y, s.value
        FROM area a JOIN statistic s ON s.area_code = a.code AND s.area_kind = 'lsoa'
             AND s.measure = 'people' AND s.category = ''
        WHERE a.kind = 'lsoa' ORDER BY a.code
        """
    )
    libraries = ask(
        """
        SELECT DISTINCT ON (asset_id) ST_X(geom) AS x, ST_Y(geom) AS y FROM supply
        WHERE need_id = 'library' ORDER BY asset_id
        """
    )
    homes, people = np.array([row[:2] for row in areas]), np.array([row[2] for row in areas])
    places = np.array(libraries, dtype=float)
    decay = ((1000.0, 1.0), (2000.0, 0.68), (3000.0, 0.22))
    room = np.linspace(100, 900, len(places))
    asked = Question(800, scores=True, catchment_m=2400, decay=decay)
    found = measure(homes, people, Providers.of(places, capacity=room), asked)
    plain, zoned = pysal_scores(walks(homes, places, 1.3), people, room, 2400, decay)

    assert len(homes) == 203
    assert len(places) > 10
    assert found.score_2sfca == pytest.approx(plain, rel=1e-9, abs=1e-15)
    assert found.score_e2sfca == pytest.approx(zoned, rel=1e-9, abs=1e-15)
