"""The pages by their addresses."""

import streamlit as st

from asset_map.app import (
    area_wording,
    critical_wording,
    front_wording,
    gaps_wording,
    loads_wording,
    offer_wording,
    standards_wording,
    story_wording,
    twins_wording,
    wording,
)
from asset_map.app import proposal_wording as words
from asset_map.app.pages import (
    change_standards,
    decide_twins,
    find_help,
    front,
    offer_help,
    see_area,
    see_asset,
    see_critical,
    see_gaps,
    see_loads,
    see_proposal,
    see_together,
    tell_story,
    weigh_proposal,
)

st.set_page_config(page_title=wording.PRODUCT, layout="wide", initial_sidebar_state="collapsed")

pages = [
    st.Page(front.show, title=front_wording.NAV, url_path="", default=True),
    st.Page(find_help.show, title=wording.NEAR_NAV, url_path="near"),
    st.Page(offer_help.show, title=offer_wording.NAV, url_path="offer"),
    st.Page(see_gaps.show, title=gaps_wording.NAV, url_path="gaps"),
    st.Page(weigh_proposal.show, title=wording.CUT_NAV, url_path="cut"),
    st.Page(see_proposal.show, title=words.PROPOSAL_NAV, url_path="proposal"),
    st.Page(see_together.show, title=words.TOGETHER, url_path="together"),
    st.Page(see_critical.show, title=critical_wording.TITLE, url_path="critical"),
    st.Page(tell_story.show, title=story_wording.TITLE, url_path="story"),
    st.Page(see_asset.show, title=wording.ASSET_NAV, url_path="asset"),
    st.Page(see_area.show, title=area_wording.NAV, url_path="area"),
    st.Page(see_loads.show, title=loads_wording.NAV, url_path="loads"),
    st.Page(decide_twins.show, title=twins_wording.NAV, url_path="twins"),
    st.Page(change_standards.show, title=standards_wording.NAV, url_path="standards"),
]
# The navigation that people see is drawn by the frame: Streamlit's hides behind an icon on a phone.
st.navigation(pages, position="hidden").run()
