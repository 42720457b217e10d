"""The entry: the app with its pages, the routes beside them, and what goes around both."""

import streamlit as st

from asset_map.app.frame import say_sorry
from asset_map.web.app import middleware, routes

app = st.App(
    "asset_map/app/main.py",
    routes=routes(),
    middleware=middleware(),
    on_script_error=say_sorry,
)
