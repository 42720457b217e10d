"""The pages and their navigation. Staff pages are listed only where they open."""

import streamlit as st

from asset_map.app import staff, wording
from asset_map.app.pages import add_asset, find_help, front, see_asset, see_loads, weigh_proposal

st.set_page_config(page_title=wording.PRODUCT, layout="wide", initial_sidebar_state="collapsed")

here = staff.is_staff()
pages = [
    st.Page(front.show, title=wording.FRONT_NAV, url_path="", default=True),
    st.Page(find_help.show, title=wording.NEAR_NAV, url_path="near"),
    st.Page(weigh_proposal.show, title=wording.CUT_NAV, url_path="cut"),
    st.Page(add_asset.show, title=wording.ADD_NAV, url_path="add"),
    st.Page(see_asset.show, title=wording.ASSET_NAV, url_path="asset", visibility="hidden"),
    st.Page(
        see_loads.show,
        title=wording.LOADS_NAV,
        url_path="loads",
        visibility="visible" if here else "hidden",
    ),
]
st.navigation(pages, position="top").run()
