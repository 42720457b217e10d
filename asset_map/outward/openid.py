"""Asks a sign-in provider who somebody is: OpenID Connect, code flow with PKCE, state and nonce."""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, urlsplit

import httpx
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from asset_map.domain.errors import BadInput, Failure
from asset_map.settings import get_settings

WAITS_SECONDS = 10
CLOCKS_DIFFER_SECONDS = 60
SIGNED_WITH = ["RS256", "PS256", "ES256"]
"""What a provider signs with; never a secret that both sides know, never nothing."""

_HERE = ("127.0.0.1", "::1", "localhost")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Once:
    """What belongs to one sign-in: what comes back has to fit it."""

    state: str
    nonce: str
    verifier: str
    back: str


def way_there(once: Once) -> str:
    """Return the provider's address that asks who somebody is."""
    asked = {
        "response_type": "code",
        "client_id": get_settings().oidc_client_id,
        "redirect_uri": once.back,
        "scope": "openid email",
        "state": once.state,
        "nonce": once.nonce,
        "code_challenge": create_s256_code_challenge(once.verifier),
        "code_challenge_method": "S256",
    }
    return str(add_params_to_uri(_provider()["authorization_endpoint"], list(asked.items())))


def who_came_back(code: str, once: Once) -> dict[str, Any]:
    """Return what the provider says of whoever came back with a code, once that is checked.

    Raises BadInput where it does not fit this sign-in, Failure where the provider does not answer.
    """
    provider = _provider()
    try:
        token = _exchanged(provider["token_endpoint"], code, once)
        said = _checked(token, provider, once.nonce)
        if "email" not in said and "userinfo_endpoint" in provider:
            bearer = {"Authorization": f"Bearer {token['access_token']}"}
            more = _fetched(provider["userinfo_endpoint"], bearer)
            said |= more if more.get("sub") == said["sub"] else {}
    except (JoseError, ValueError, KeyError) as error:
        raise BadInput(
            "What your sign-in provider sent does not fit this sign-in.",
            "Begin again on the page to sign in.",
        ) from error
    return said


def _exchanged(address: str, code: str, once: Once) -> dict[str, Any]:
    """Exchange a code for what the provider says; a code that is not taken does not fit."""
    settings = get_settings()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": once.back,
        "code_verifier": once.verifier,
        "client_id": settings.oidc_client_id,
    }
    secret = settings.oidc_client_secret
    known = (quote(settings.oidc_client_id), quote(secret.get_secret_value())) if secret else None
    try:
        answer = httpx.post(address, data=form, auth=known, timeout=WAITS_SECONDS)
        if answer.is_client_error:
            raise ValueError("the provider refused the code")
        return dict(answer.raise_for_status().json())
    except httpx.HTTPError as error:
        raise _silent() from error


def _checked(token: dict[str, Any], provider: dict[str, Any], nonce: str) -> dict[str, Any]:
    """Return the claims of an ID token: signed by the provider, for us, for this sign-in, now."""
    settings = get_settings()
    keys = KeySet.import_key_set(cast(KeySetSerialization, _fetched(provider["jwks_uri"])))
    told = jwt.decode(token["id_token"], keys, algorithms=SIGNED_WITH)
    claims = CodeIDToken(
        told.claims,
        told.header,
        {
            "iss": {"essential": True, "value": provider["issuer"]},
            "aud": {"essential": True, "value": settings.oidc_client_id},
            "nonce": {"essential": True, "value": nonce},
        },
        {
            "nonce": nonce,
            "client_id": settings.oidc_client_id,
            "access_token": token["access_token"],
        },
    )
    claims.validate(leeway=CLOCKS_DIFFER_SECONDS)
    return dict(claims)


def _provider() -> dict[str, Any]:
    """Return what the provider says of itself. It has to be the one that is set, over TLS."""
    issuer = get_settings().oidc_issuer
    if issuer is None:
        raise BadInput("No sign-in provider is set.", "Have a link sent to you.")
    said = _fetched(f"{issuer}/.well-known/openid-configuration")
    endpoints = [str(said.get(name, "")) for name in _ENDPOINTS]
    if str(said.get("issuer", "")).rstrip("/") != issuer or not all(map(_is_safe, endpoints)):
        raise Failure(
            "The sign-in provider is not the one that is set, or does not use TLS.",
            "Check ASSET_MAP_OIDC_ISSUER.",
        )
    return said


def _fetched(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    try:
        answer = httpx.get(address, headers=headers, timeout=WAITS_SECONDS).raise_for_status()
        said: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise _silent() from error
    return said


def _silent() -> Failure:
    return Failure(
        "The sign-in provider does not answer.", "Try again, or have a link sent to you."
    )


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
