"""The few things that only a browser can do: say where it is, announce, print, copy.

Each is a small piece of script in the page itself. None of it loads or sends anything elsewhere.
"""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from asset_map.app import find_wording as words


def _button(name: str) -> str:
    """Return a button that has its name before any script has run."""
    return f'<button type="button" class="am-plain-button">{escape(name)}</button>'


_LOCATE = st.components.v2.component(
    "find_locate",
    html=f"{_button(words.LOCATE)}<p role='status'></p>",
    js="""
    export default function ({parentElement, data, setTriggerValue}) {
        const button = parentElement.querySelector('button');
        const said = parentElement.querySelector('p');
        button.textContent = data.name;
        button.onclick = function () {
            if (!window.isSecureContext || !navigator.geolocation) {
                said.textContent = data.cannot;
                return;
            }
            said.textContent = data.wait;
            navigator.geolocation.getCurrentPosition(function (found) {
                said.textContent = '';
                const at = found.coords;
                const here = [at.latitude.toFixed(4), at.longitude.toFixed(4)].join(', ');
                setTriggerValue('position', here);
            }, function (error) {
                said.textContent = error.code === 1 ? data.refused : data.unknown;
            }, {timeout: 15000, maximumAge: 60000});
        };
    }
    """,
    isolate_styles=False,
)

_ANNOUNCE = st.components.v2.component(
    "find_announce",
    html='<p class="am-only-read" role="status"></p>',
    js="""
    export default function ({parentElement, data}) {
        const said = parentElement.querySelector('p');
        if (said.textContent !== data.said) {
            said.textContent = data.said;
        }
        // Why a place was not taken belongs to its field, which then has the keyboard.
        const typed = document.querySelector('.st-key-find-where input[type="text"]');
        if (typed && data.refused) {
            typed.setAttribute('aria-invalid', 'true');
            typed.setAttribute('aria-description', data.said);
            if (!said.dataset.shown || data.led > (Number(said.dataset.led) || 0)) {
                typed.focus();
            }
        } else if (typed) {
            typed.removeAttribute('aria-invalid');
            typed.removeAttribute('aria-description');
        }
        // On a phone the list is below what was asked: whoever presses "find" is led to it.
        if (data.led > (Number(said.dataset.led) || 0) && window.innerWidth <= 640) {
            window.setTimeout(function () {
                const found = document.getElementById('found');
                if (found) {
                    found.scrollIntoView({block: 'start'});
                }
            }, 300);
        }
        said.dataset.led = data.led;
        // What was pressed may be gone from the page: the keyboard then goes on at the list.
        if (said.dataset.shown) {
            window.setTimeout(function () {
                const found = document.getElementById('found');
                if (found && document.activeElement === document.body) {
                    found.tabIndex = -1;
                    found.focus({preventScroll: true});
                }
            }, 300);
            return;
        }
        said.dataset.shown = 'yes';
        // Who opened one of the list and comes back goes on where they were.
        const links = '.am-found a, .am-visits a';
        document.addEventListener('click', function (event) {
            const link = event.target.closest && event.target.closest(links);
            if (link) {
                const left = [window.location.href, link.getAttribute('href')];
                window.sessionStorage.setItem('find-left', JSON.stringify(left));
            }
        });
        const left = JSON.parse(window.sessionStorage.getItem('find-left') || '[]');
        if (left[0] !== window.location.href) {
            return;
        }
        window.sessionStorage.removeItem('find-left');
        let tries = 0;
        const again = window.setInterval(function () {
            const link = Array.from(document.querySelectorAll(links)).find(function (one) {
                return one.getAttribute('href') === left[1];
            });
            tries += 1;
            if (link) {
                const folded = link.closest('details');
                if (folded) {
                    folded.open = true;
                }
                link.focus();
            }
            if (link || tries > 20) {
                window.clearInterval(again);
            }
        }, 200);
    }
    """,
    isolate_styles=False,
)

_PRINT = st.components.v2.component(
    "find_print",
    html=_button(words.PRINT),
    js="""
    export default function ({parentElement, data}) {
        const button = parentElement.querySelector('button');
        button.textContent = data.name;
        button.onclick = function () { window.print(); };
    }
    """,
    isolate_styles=False,
)

_COPY = st.components.v2.component(
    "find_copy",
    html=f"<label class='am-copy'><span></span><input type='text' readonly></label>"
    f"{_button(words.SHARE_COPY)}<span role='status'></span>",
    js="""
    export default function ({parentElement, data}) {
        const label = parentElement.querySelector('label span');
        const field = parentElement.querySelector('input');
        const button = parentElement.querySelector('button');
        const said = parentElement.querySelector('[role=status]');
        label.textContent = data.label;
        field.value = data.text;
        button.textContent = data.name;
        said.textContent = '';
        field.onfocus = function () { field.select(); };
        button.onclick = function () {
            field.focus();
            field.select();
            if (navigator.clipboard) {
                navigator.clipboard.writeText(data.text).then(function () {
                    said.textContent = data.done;
                });
            } else if (document.execCommand('copy')) {
                said.textContent = data.done;
            }
            button.focus();
        };
    }
    """,
    isolate_styles=False,
)


def locate(found: Callable[[str], None], key: str) -> None:
    """Offer to use the browser's own position; ``found`` gets it as latitude, longitude."""
    said = {
        "name": words.LOCATE,
        "wait": words.LOCATE_WAIT,
        "refused": words.LOCATE_REFUSED,
        "unknown": words.LOCATE_UNKNOWN,
        "cannot": words.LOCATE_CANNOT,
    }

    def told() -> None:
        state: Any = st.session_state[key]
        if position := state.get("position"):
            found(str(position))

    _LOCATE(key=key, data=said, on_position_change=told)


def announce(said: str, led: int, *, refused: bool = False) -> None:
    """Let screen readers say what was found, in a line that stays in the page and changes.

    The keyboard's place is kept as well: at the list where what was pressed is gone, and at the one
    that was opened for whoever comes back.

    ``led``: how often somebody asked to find. ``refused``: what is said is why a place was not
    taken.
    """
    _ANNOUNCE(key="find-said", data={"said": said, "led": led, "refused": refused})


def print_button() -> None:
    """Offer to print the page."""
    _PRINT(key="find-print", data={"name": words.PRINT})


def copied(text: str) -> None:
    """Show a text to copy."""
    data = {
        "label": words.SHARE_LINK,
        "text": text,
        "name": words.SHARE_COPY,
        "done": words.SHARE_COPIED,
    }
    _COPY(key="find-copy", data=data)
