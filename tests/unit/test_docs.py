"""The papers name every command and every setting."""

from pathlib import Path

import pytest
import typer

from asset_map.cli import app
from asset_map.journeys.load_source import list_sources
from asset_map.settings import CHECKOUT, Settings
from etl.source import Source

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    root = typer.main.get_command(app)
    return [
        f"{name} {inner}" if hasattr(command, "commands") else name
        for name, command in root.commands.items()
        for inner in (getattr(command, "commands", None) or [""])
    ]


@pytest.mark.parametrize("command", commands())
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`{command}" in README


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_the_readme_names_every_setting(setting: str) -> None:
    assert f"`ASSET_MAP_{setting.upper()}`" in README


@pytest.mark.parametrize("command", ["near", "areas", "area", "gaps", "impact", "etl run", "demo"])
def test_the_keys_of_every_json_result_are_described(command: str) -> None:
    assert f"## `{command}`" in (CHECKOUT / "docs/json.md").read_text(encoding="utf-8")


def test_links_between_the_papers_lead_somewhere() -> None:
    import re

    for paper in [*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", paper.read_text(encoding="utf-8")):
            assert (paper.parent / target).exists(), f"{paper.name} links to {target}"


def test_every_source_says_what_it_reads() -> None:
    assert all(source.reads for source in list_sources())


def test_the_papers_name_no_path_of_one_machine() -> None:
    for paper in [*CHECKOUT.glob("*.md"), *Path(CHECKOUT / "docs").rglob("*.md")]:
        assert "/work/" not in paper.read_text(encoding="utf-8")


def test_the_example_of_a_source_can_be_copied_as_it_stands() -> None:
    paper = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    made: dict[str, object] = {}

    exec(paper.split("```python\n")[1].split("```")[0], made)  # noqa: S102

    assert isinstance(made["TOILETS"], Source)
