"""The entry: the app with its pages, the routes beside them, and what goes around both."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from asset_map.app.sorry import say_sorry
from asset_map.journeys.post_letters import post_letters_beside
from asset_map.journeys.warm_up import warm_up_beside
from asset_map.web.app import middleware, routes

# The pages are named in main.py. Without this the very first visit takes the folder of that name
# for Streamlit's own kind of pages, and says "Page not found".
PagesManager.uses_pages_directory = False

warm_up_beside()
post_letters_beside()

app = st.App(
    "asset_map/app/main.py",
    routes=routes(),
    middleware=middleware(),
    on_script_error=say_sorry,
)
