"""The zip that somebody takes away."""

import io
import zipfile

import pytest
from papers import NASTY, PACKED, nasty_paper, rich_paper

from asset_map.report.pack import to_zip


def opened(data):
    return zipfile.ZipFile(io.BytesIO(data))


def test_it_holds_the_paper_twice_every_table_and_what_they_are():
    data = to_zip(rich_paper(), {"inputs.json": b"{}", "more/a.toml": b"x"})
    with opened(data) as file:
        assert file.namelist() == PACKED
        assert file.testzip() is None
        told = file.read("README.txt").decode("utf-8-sig")
        assert file.read("inputs.json") == b"{}"
    assert "tables/by-need.csv   Table 1. People living within reach, by need" in told
    assert "Made 23 November 2026, 09:30 (UK time)." in told
    assert "Demonstration data" in told
    assert "Checksum abc123." in told


def test_the_same_paper_gives_the_same_bytes_and_the_time_is_the_papers():
    paper = rich_paper()
    data = to_zip(paper)
    assert data == to_zip(paper)
    with opened(data) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 23, 9, 30, 0)}


@pytest.mark.parametrize("name", ["report.docx", "/x", "../x", "a/../../x", "a\\b"])
def test_nothing_else_takes_a_name_of_ours_or_leads_out_of_the_folder(name):
    with pytest.raises(ValueError, match="cannot stand in the pack"):
        to_zip(rich_paper(), {name: b""})


@pytest.mark.parametrize("bad", NASTY, ids=lambda bad: repr(bad[:12]))
def test_text_of_others_makes_no_file_name_and_breaks_no_file(bad):
    with opened(to_zip(nasty_paper(bad))) as file:
        assert file.namelist() == ["README.txt", "report.docx", "report.html", "tables/n.csv"]
        file.read("README.txt").decode("utf-8-sig")
        assert b"\r\n=" not in file.read("tables/n.csv")
