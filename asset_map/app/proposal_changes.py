"""Step 1 of a draft: what changes. Kind and asset stand in the address, the rest is typed."""

from uuid import UUID

import streamlit as st

from asset_map.app import (
    addresses,
    ask,
    deeds,
    frame,
    maps,
    obstacles,
    parts,
    proposal,
    typed,
    widgets,
    wording,
)
from asset_map.app import proposal_wording as words
from asset_map.app.proposal import Things
from asset_map.domain.assets import AssetKind, LinkType
from asset_map.domain.errors import BadInput
from asset_map.domain.places import AreaKind
from asset_map.domain.proposals import Change, ChangeKind, Proposal

HERE = "changes"
ALL_OF_IT = 100
"""Per cent."""

_KEY = "change"
_BOXES = ("share", "other", "postcode", "until", "name", "needs", "capacity", "condition", "from")


def draw(of: Proposal, things: Things, done: deeds.Done) -> None:
    """Draw what changes, each with a way to take it out, and the way to add a change."""
    parts.draw(parts.heading(words.STEP_CHANGES, anchor=HERE))
    if not of.changes:
        parts.draw(parts.para(words.CHANGES_NONE))
    for number, one in enumerate(of.changes, 1):
        said = proposal.change(one, things, of)
        with st.container(key=f"change-{number}", horizontal=True, vertical_alignment="center"):
            parts.draw(f'<p class="am-change"><b>{number}.</b> {said}</p>')
            label = words.REMOVE.format(number=number)
            deeds.button(label, "remove-change", HERE, of.id, number, key=f"remove-{number}")
    parts.draw(done.told(HERE))
    _add(of)


def add(proposal_id: UUID, kind: ChangeKind, asset: str, version: int) -> str:
    """Add the change that was filled in."""
    change = _filled_in(kind, asset)
    kept = ask.add_change(proposal_id, change, seen=version)
    deeds.clear(*(_name(kind, box) for box in _BOXES))
    for choice in ("do", "asset", "map"):
        widgets.say(choice, "")
    things = proposal.things_of(ask.pick_asset())
    return words.ADDED.format(change=proposal.in_words(kept.changes[-1], things, kept))


def remove(proposal_id: UUID, number: int) -> str:
    """Take a change out."""
    kept = ask.remove_change(proposal_id, number)
    left = words.changes(len(kept.changes))
    return words.REMOVED.format(left=f"{left} left.")


def _add(of: Proposal) -> None:
    parts.draw(parts.heading(words.CHANGE_ADD_MORE if of.changes else words.CHANGE_ADD, 3))
    kinds = {kind.value: said for kind, said in words.KINDS.items()}
    chosen = widgets.pick(words.CHANGE_KIND, "do", kinds, words.CHANGE_KIND_NONE)
    if not chosen:
        return
    kind = ChangeKind(chosen)
    asset = "" if kind is ChangeKind.OPEN else _asset(of, kind)
    if asset or kind is ChangeKind.OPEN:
        _form(of, kind, asset)


def _asset(of: Proposal, kind: ChangeKind) -> str:
    """Let somebody choose what changes: by a part of its name, or on a map."""
    choices = {
        str(one.id): wording.choice(one)
        for one in ask.pick_asset()
        if kind is not ChangeKind.END_POST or one.post
    }
    label = words.CHANGE_WHAT[kind]
    chosen = widgets.pick(label, "asset", choices, nothing=words.CHANGE_WHAT_NONE)
    if not choices:
        parts.draw(parts.para(words.NO_POSTS))
    elif not chosen and kind is not ChangeKind.END_POST:
        _on_map(of, kind)
    return chosen


def _on_map(of: Proposal, kind: ChangeKind) -> None:
    areas = {
        area.code: wording.area(area)
        for area in ask.list_areas()
        if area.kind in (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)
    }
    with st.container(key="by-map"):
        parts.draw(parts.heading(words.ON_MAP, 4))
        code = widgets.pick(words.ON_MAP_AREA, "map", areas, words.ON_MAP_AREA_NONE)
        if not code:
            return
        placed = [hit for hit in ask.describe_area(code).hits if hit.latitude is not None]
        hits = sorted(placed, key=lambda hit: hit.asset.name.casefold())

        def lead(asset_id: UUID) -> str:
            return addresses.proposal(of.id or "", do=kind.value, asset=str(asset_id))

        listed = parts.bullets(
            parts.link(lead(one.id), f"{one.name} ({wording.KINDS_ONE[one.kind]})")
            for one in (hit.asset for hit in hits)
        )
        counted = words.ON_MAP_LIST.format(places=wording.places(len(hits)))
        parts.draw(parts.para(words.ON_MAP_NOTE) + parts.details(counted, listed))
        title = words.ON_MAP_TITLE.format(area=areas[code])
        outline = ask.draw_area(code)
        maps.show(title, hits, demo=frame.demo_mark(), outline=outline, key="by-map", lead=lead)


def _form(of: Proposal, kind: ChangeKind, asset: str) -> None:
    with st.form(f"change-{kind}-{asset}", border=False):
        _fields(kind, asset)
        _box(words.FROM_LABEL, kind, "from")
        deeds.send(words.ADD_GO, "add-change", HERE, of.id, kind, asset, of.version)


def _fields(kind: ChangeKind, asset: str) -> None:
    """Draw what only this kind of change needs."""
    if kind is ChangeKind.REDUCE:
        _box(words.SHARE_LABEL, kind, "share")
    elif kind is ChangeKind.PAUSE:
        _box(words.UNTIL_LABEL, kind, "until")
    elif kind is ChangeKind.HAND_OVER:
        _pick(words.GROUP_LABEL, kind, _named(AssetKind.GROUP), words.GROUP_NONE)
    elif kind is ChangeKind.END_FUNDING:
        _pick(words.FUNDER_LABEL, kind, _funders(asset), words.FUNDER_ALL)
    elif kind is ChangeKind.REMOVE_CONDITION:
        _box(words.CONDITION_LABEL, kind, "condition")
        parts.draw(obstacles.way())
    elif kind in (ChangeKind.MOVE, ChangeKind.OPEN):
        if kind is ChangeKind.OPEN:
            _what_opens()
        _pick(words.OTHER_PLACE, kind, _named(AssetKind.VENUE), words.OTHER_PLACE_NONE)
        _box(words.POSTCODE_LABEL, kind, "postcode")


def _what_opens() -> None:
    _box(words.OPENS_NAME, ChangeKind.OPEN, "name")
    labels = {need.id: need.label for need in ask.list_needs()}
    key = _name(ChangeKind.OPEN, "needs")
    st.multiselect(words.OPENS_NEEDS, list(labels), format_func=labels.__getitem__, key=key)
    _box(words.OPENS_CAPACITY, ChangeKind.OPEN, "capacity")


def _filled_in(kind: ChangeKind, asset: str) -> Change:
    """Return the change that is filled in. Raises BadInput for what cannot be read."""
    said = {box: deeds.typed(_name(kind, box)) for box in _BOXES}
    share = typed.number(said["share"])
    if kind is ChangeKind.REDUCE and share is None:
        raise BadInput(words.SHARE_MISSING, words.SHARE_NEXT)
    if share is not None and not 0 < share < ALL_OF_IT:
        raise BadInput(words.SHARE_WRONG.format(share=share), words.SHARE_NEXT)
    other = said["other"]
    return Change(
        kind=kind,
        asset_id=UUID(asset) if asset else None,
        from_day=typed.day(said["from"]),
        share=None if share is None else share / ALL_OF_IT,
        other_id=UUID(other) if other else None,
        postcode="" if other else said["postcode"],
        until=typed.day(said["until"]),
        name=said["name"],
        needs=tuple(st.session_state.get(_name(kind, "needs")) or ()),
        capacity=typed.number(said["capacity"]),
        condition=said["condition"],
    )


def _named(kind: AssetKind) -> dict[str, str]:
    return {str(one.id): wording.choice(one) for one in ask.pick_asset() if one.kind is kind}


def _funders(asset: str) -> dict[str, str]:
    try:
        links = ask.see_asset(asset).links
    except BadInput:
        return {}
    return {
        str(link.id): link.name
        for link in links
        if link.outward and link.link_type is LinkType.FUNDED_BY
    }


def _pick(label: str, kind: ChangeKind, choices: dict[str, str], nothing: str) -> None:
    named = {"": nothing} | choices
    st.selectbox(label, list(named), format_func=named.__getitem__, key=_name(kind, "other"))


def _box(label: str, kind: ChangeKind, box: str) -> None:
    deeds.box(label, _name(kind, box))


def _name(kind: ChangeKind, box: str) -> str:
    return f"{_KEY}-{kind}-{box}"
