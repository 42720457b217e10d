"""What the registers of charities have in common."""

import pandas as pd

from etl.steps import BOOKKEEPING

SAID = (
    *(*BOOKKEEPING, "key", "name", "description", "url", "postcode", "tags", "words"),
    *("identifiers", "valid_from", "valid_to", "as_of"),
)

SCHEMES = ("GB-CHC", "GB-SC", "GB-NIC", "GB-COH", "GB-EDU")
"""Schemes of identifiers that stand at the front of an organisation's id, as in GB-COH-01234567."""


def as_group(rows: pd.DataFrame, group_type: str = "charity") -> pd.DataFrame:
    """Return rows as groups whose address is only where post goes, without any other column."""
    return rows[[name for name in SAID if name in rows]].assign(
        kind="group", group_type=group_type, correspondence=True
    )


def charity_key(number: pd.Series, linked: pd.Series) -> pd.Series:
    """Return the number of a charity; of one that is linked to another, with its own number."""
    return number + ("-" + linked).mask(linked == "0", "")


def register_ids(scheme: str, numbers: pd.Series, companies: pd.Series) -> pd.Series:
    """Return the identifiers of charities: their number in a register and as a company."""
    return pd.Series(
        [
            {scheme: number} | _company(company)
            for number, company in zip(numbers, companies, strict=True)
        ],
        index=numbers.index,
        dtype=object,
    )


def org_ids(ids: pd.Series, companies: pd.Series, charities: pd.Series) -> pd.Series:
    """Return the identifiers that are in an organisation's id, and those beside it."""
    return pd.Series(
        [
            _in_id(str(one)) | _company(company) | _charity(charity)
            for one, company, charity in zip(ids, companies, charities, strict=True)
        ],
        index=ids.index,
        dtype=object,
    )


def _in_id(org_id: str) -> dict[str, str]:
    for scheme in SCHEMES:
        if org_id.upper().startswith(f"{scheme}-"):
            number = org_id[len(scheme) + 1 :].strip().upper()
            return _company(number) if scheme == "GB-COH" else {scheme: number}
    return {}


def _company(number: object) -> dict[str, str]:
    """Companies House pads its numbers with zeros to eight characters: 2534145 is 02534145."""
    text = "" if pd.isna(number) else str(number).strip().upper().removesuffix(".0")
    fits = text.isalnum() and any(letter.isdigit() for letter in text) and len(text) <= 8
    return {"GB-COH": text.zfill(8)} if fits and text.strip("0") else {}


def _charity(number: object) -> dict[str, str]:
    text = "" if pd.isna(number) else str(number).strip().upper().removesuffix(".0")
    if text.startswith("SC"):
        return {"GB-SC": text}
    return {"GB-CHC": text} if text.isdigit() and 6 <= len(text) <= 7 else {}
