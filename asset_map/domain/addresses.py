"""E-mail addresses as people type them."""

import re

from asset_map.domain.errors import BadInput

LONGEST = 254
"""Characters of an address that mail servers take (RFC 5321)."""

_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def email_address(typed: str) -> str:
    """Return an address in small letters. Raises BadInput for what cannot be one."""
    text = typed.strip().lower()
    if len(text) > LONGEST or not _ADDRESS.fullmatch(text):
        raise BadInput(
            "That is not an e-mail address.", "Write it as name@example.org, one address alone."
        )
    return text
