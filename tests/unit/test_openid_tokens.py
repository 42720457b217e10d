"""What a provider says is taken only where it signed it, for us, for this sign-in, and lately."""

import hmac
import json
import time
from base64 import urlsafe_b64encode

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from asset_map.domain.errors import BadInput, Failure
from asset_map.outward import openid
from asset_map.settings import get_settings

ISSUER = "https://login.example.org"
OURS = RSAKey.generate_key(2048, {"kid": "ours"}, private=True)
THEIRS = RSAKey.generate_key(2048, {"kid": "ours"}, private=True)
CURVE = ECKey.generate_key("P-256", {"kid": "curve"}, private=True)
ONCE = openid.Once("state", "nonce", "verifier", "https://map.example.org/back")
GOOD = {"iss": ISSUER, "aud": "asset-map", "sub": "1", "nonce": "nonce", "email": "jo@example.org"}
PROVIDER = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}


@pytest.fixture
def says(monkeypatch):
    """Lets the provider answer with an ID token of some claims, signed with some key."""
    monkeypatch.setenv("ASSET_MAP_OIDC_ISSUER", ISSUER)
    monkeypatch.setenv("ASSET_MAP_OIDC_CLIENT_ID", "asset-map")
    get_settings.cache_clear()
    known = {"keys": [key.as_dict(private=False) for key in (OURS, CURVE)]}
    told = {
        f"{ISSUER}/.well-known/openid-configuration": PROVIDER,
        PROVIDER["jwks_uri"]: known,
    }
    monkeypatch.setattr(openid, "_fetched", lambda address, _headers=None: told[address])

    def say(claims, key=OURS, algorithm="RS256"):
        now = int(time.time())
        token = jwt.encode(
            {"alg": algorithm, "kid": "ours"},
            {"iat": now, "exp": now + 300} | claims,
            key,
            algorithms=[algorithm],
        )
        answer = {"id_token": token, "access_token": "a"}
        monkeypatch.setattr(openid, "_exchanged", lambda *_: answer)
        return openid.who_came_back("code", ONCE)

    yield say
    monkeypatch.undo()
    get_settings.cache_clear()


def test_what_fits_is_taken(says):
    assert says(GOOD)["email"] == "jo@example.org"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example.org"},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": int(time.time()) - 600},
        {"iat": int(time.time()) + 6000},
        {"sub": None},
        {"at_hash": "of another token"},
    ],
)
def test_what_does_not_fit_is_refused(says, wrong):
    claims = {name: value for name, value in (GOOD | wrong).items() if value is not None}

    with pytest.raises(BadInput, match="does not fit this sign-in"):
        says(claims)


def test_what_another_key_signed_is_refused(says):
    with pytest.raises(BadInput):
        says(GOOD, THEIRS)


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_what_is_signed_with_a_key_that_everybody_knows_or_not_at_all_is_refused(
    says, monkeypatch, algorithm
):
    says(GOOD)
    now = int(time.time())
    said = [{"alg": algorithm, "kid": "ours"}, GOOD | {"iat": now, "exp": now + 300}]
    signed = b".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in said)
    public = OURS.as_pem(private=False)
    seal = hmac.new(public, signed, "sha256").digest() if algorithm == "HS256" else b""
    token = (signed + b"." + urlsafe_b64encode(seal).rstrip(b"=")).decode()
    monkeypatch.setattr(openid, "_exchanged", lambda *_: {"id_token": token, "access_token": "a"})

    with pytest.raises(BadInput):
        openid.who_came_back("code", ONCE)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://elsewhere.example.org"},
        {"token_endpoint": "http://login.example.org/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": ""},
    ],
)
def test_a_provider_that_is_another_or_without_tls_is_not_asked(says, monkeypatch, said):
    monkeypatch.setattr(openid, "_fetched", lambda _address: PROVIDER | said)

    with pytest.raises(Failure, match="not the one that is set, or does not use TLS"):
        openid.way_there(ONCE)
