"""E-mail addresses as people type them."""

import re

from asset_map.domain.errors import BadInput

LONGEST = 254
"""Characters of an address that mail servers take (RFC 5321)."""

_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_NO_ADDRESS = re.compile(r"^\.|\.\.|\.@|=\?")
"""Dots where none may be; and what begins an encoded word (RFC 2047), which whoever writes or reads
the header of a mail takes for other signs: commas, and so other people's addresses."""


def email_address(typed: str) -> str:
    """Return an address in small letters. Raises BadInput for what cannot be one."""
    text = typed.strip().lower()
    if len(text) > LONGEST or not _ADDRESS.fullmatch(text) or _NO_ADDRESS.search(text):
        raise BadInput(
            "That is not an e-mail address.", "Write it as name@example.org, one address alone."
        )
    return text
