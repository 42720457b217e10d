"""Anybody: an example to look at, three small proposals and what the community answered."""

import streamlit as st

from asset_map.app import ask, frame, parts, story
from asset_map.app import story_wording as words


def show() -> None:
    """Draw the example on one screen; every figure opens to what is behind it."""
    with frame.page(words.TITLE, words.NOT_LOADED_NEXT):
        told = ask.tell_story()
        frame.title(words.TITLE, story.lead(told), above=words.DEMO)
        parts.draw(story.cards(told))
        stops, answer = st.columns(2, gap="large")
        with stops:
            parts.draw(story.what_stops(told))
        with answer:
            parts.draw(story.the_answer(told))
        parts.draw(story.all_needs(told) + story.closer(told))
