"""Random words that open something, and what is kept of them: only a hash."""

import hashlib
import hmac
import re
import secrets

BYTES = 32
"""256 bits: not to be guessed, so a plain hash without salt is enough to keep."""


def new_token() -> str:
    """Return a token that stands in an address or a cookie as it is."""
    return secrets.token_urlsafe(BYTES)


def is_token(text: str) -> bool:
    """Tell whether a text may be a token: a cookie can hold what somebody made up."""
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{43}", text))


def hashed(text: str) -> str:
    """Return what is kept of a token, or of an address that nobody should read."""
    return hashlib.sha256(text.encode()).hexdigest()


def derived(secret: str, purpose: str) -> str:
    """Return a token for one purpose, which tells nothing of the secret it was made from."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Tell whether two tokens are the same, in a time that does not tell how alike they are."""
    return hmac.compare_digest(one.encode(), other.encode())
