"""Keeps what belongs to private people from becoming public.

What may lead to a private person is taken out of the fields for contact, and out of the middle of
texts: e-mail addresses at the providers that people use at home, or of a mailbox that is not
certainly an office's; mobile numbers; invitations to chats. What is certainly an organisation's
own stays: its office number, and the mailbox of a role at its own domain.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.source import Issue
from etl.steps import BOOKKEEPING

AT_HOME = (
    r"(?:(?:g|google|hot|rocket|y|fast|hush|proton|tuta|zoho|i)mail|outlook|live|msn|yahoo|aol|aim"
    r"|icloud|me|mac|protonmail|proton|pm|tutanota|gmx|mail|email|btinternet|btopenworld|btconnect"
    r"|talk21|talktalk|tiscali|sky|virgin|virginmedia|blueyonder|ntlworld|plusnet|o2|ee|orange"
    r"|freeserve|wanadoo|lineone|onetel|supanet|fsmail|fsnet|uwclub|madasafish|waitrose|hotmail)"
)
"""Providers of mailboxes to people at home: the name before com, net, co.uk and so on."""

ROLES = (
    "about|accounts|activities|admin|administration|administrator|advice|advocacy|"
    "appointments|arts|association|bookings|booking|branch|building|bursar|cafe|carers|"
    "caretaker|centre|chair|chairman|chairperson|charity|children|choir|clinic|club|college|"
    "comms|committee|communications|community|company|contact|contactus|council|customer|"
    "customerservice|dementia|direct|donate|education|email|enquire|enquiries|enquiry|events|"
    "family|feedback|finance|foodbank|football|friends|fundraising|gallery|general|gp|group|"
    "headoffice|health|hello|help|helpdesk|helpline|hire|hospital|housing|hub|info|"
    "information|intake|lettings|letters|libraries|library|lottery|mail|mailbox|management|"
    "manager|marketing|media|membership|memberships|mentalhealth|minister|museum|networks|"
    "news|nursery|office|officemanager|pcc|pharmacy|practice|president|programme|programmes|"
    "project|projects|reception|receptionist|referral|referrals|registrar|reply|safeguarding|"
    "school|secretary|service|services|social|society|sports|staff|support|surgery|teachers|"
    "team|theatre|ticket|tickets|training|treasurer|trust|vicar|volunteer|volunteering|"
    "volunteers|web|webmaster|welcome|welfare|wellbeing|youth"
)
"""Words that make a mailbox one of an office or a role, whoever holds it. Not those that are also
surnames: church, hall, parish, park, post."""

MOBILE = r"(?:(?:\+|\b00)\s*44\s*(?:\(\s*0\s*\))?[\s.-]*|\(?\b0)7(?:[\s().-]{0,3}\d){9}\b"
MOBILE_ALONE = r"\+?(?:44)?[\s.-]*7(?:[\s().-]{0,3}\d){9}"
"""A cell that is one mobile number from which a spreadsheet took the leading 0."""
ADDRESS = r"[\w.%+'-]+@(?:[\w-]+\.)+[A-Za-z]{2,24}"
CHAT = (
    r"(?:https?://)?\b(?:chat\.whatsapp\.com|(?:api\.)?whatsapp\.com|wa\.me|t\.me|telegram\.(?:me|org)"
    r"|signal\.(?:group|me)|discord\.(?:gg|com/invite)|m\.me|(?:www\.)?messenger\.com"
    r"|(?:www\.|m\.)?facebook\.com/(?:messages|profile\.php)|groupme\.com)(?:/[^\s<>\"']*)?"
)

_ASKED_IN = {"skill": "asks_for", "times": "asks_when"}
"""What stands in each part of what is asked for, and the column that it came in."""

LEFT_OUT = "(left out)"
REMEDY = (
    "Nothing, if it is private. Else give a contact that is the group's own: a landline, or a "
    "mailbox such as info@ at its own domain, which the group may add for itself."
)
MENDER = "the group itself"

CONTACTS = ("email", "phone", "url")
TEXTS = (
    *("name", "description", "address", "hours_text", "hours_free", "who_for", "cost", "how"),
    *("skill", "confirmed_by", "group_type", "venue_type", "break_why"),
)

_HOME = re.compile(rf"{AT_HOME}(?:\.[a-z]{{2,3}}){{1,2}}", re.IGNORECASE)
_ROLE = re.compile(
    rf"(?:.*[\W\d_])?(?:{ROLES})(?:[\W\d_].*)?"
    rf"|.*(?:{'|'.join(word for word in ROLES.split('|') if len(word) >= 6)}).*",
    re.IGNORECASE,
)
_MOBILE, _MOBILE_ALONE = re.compile(MOBILE), re.compile(MOBILE_ALONE)
_CHAT, _ADDRESS = re.compile(CHAT, re.IGNORECASE), re.compile(ADDRESS)


MAY_HOLD = (
    r"@|7[\d\s().-]{9}|whatsapp|wa\.me|t\.me|telegram|signal\.|discord|m\.me|messenger|facebook"
    r"|groupme"
)
"""What a text has to hold to be looked at closely. RE2 tells for a whole column."""


@dataclass(frozen=True)
class _Trace:
    """Something that may lead to a person, and what masks it in a text."""

    what: str
    mask: Callable[[str], str]


def guarded(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Take out what may lead to a private person; tell what was taken, never its value.

    Of an asset whose address is only where post goes, the street address is not kept.
    """
    if "correspondence" in rows and "address" in rows:
        post_only = rows["correspondence"].fillna(False).astype(bool)
        rows = rows.assign(address=rows["address"].mask(post_only))
    issues: list[Issue] = []
    for field in (*CONTACTS, *TEXTS):
        if field in rows:
            rows, found = _guarded(rows, field)
            issues += found
    rows, found = _without_private_asks(rows)
    return _without_private_tags(rows), [*issues, *found]


def without_private(texts: pd.Series) -> pd.Series:
    """Return texts in which what may lead to a private person is masked."""
    at = _suspects(texts)
    masked = texts.astype(object).to_numpy()[at]
    for trace in _TRACES:
        masked = _masked(masked, trace)
    return _with(texts, at, masked)


def with_care(issues: Iterable[Issue]) -> list[Issue]:
    """Return issues with those marked personal whose value may lead to a private person.

    What is wrong is told in public: it does not repeat such a value.
    """
    issues = list(issues)
    values = pd.Series([issue.value for issue in issues], dtype="str")
    problems = pd.Series([issue.problem for issue in issues], dtype="str")
    told = without_private(problems)
    private = (without_private(values) != values) | (told != problems)
    return [
        replace(issue, personal=True, problem=problem) if which else issue
        for issue, which, problem in zip(issues, private, told, strict=True)
    ]


def is_office(address: str) -> bool:
    """Tell whether an e-mail address is certainly that of an organisation or a role in it."""
    mailbox, _, domain = address.strip(".'").casefold().rpartition("@")
    if _HOME.fullmatch(domain):
        return False
    # A charity's mailbox may bear its own name: dudleymind@dudleymind.org.uk.
    plain = re.sub(r"[\W_]", "", mailbox)
    return bool(_ROLE.fullmatch(mailbox)) or plain == domain.split(".")[0].replace("-", "")


def _without_private_addresses(text: str) -> str:
    return _ADDRESS.sub(lambda hit: hit[0] if is_office(hit[0]) else LEFT_OUT, text)


_TRACES = (
    _Trace("An e-mail address", _without_private_addresses),
    _Trace("A mobile number", lambda text: _MOBILE.sub(LEFT_OUT, text)),
    _Trace("A link to a chat", lambda text: _CHAT.sub(LEFT_OUT, text)),
)


def _guarded(rows: pd.DataFrame, field: str) -> tuple[pd.DataFrame, list[Issue]]:
    # By position: a row of the file that makes two things has its number twice.
    at = _suspects(rows[field])
    texts, issues = rows[field].astype(object).to_numpy()[at], []
    for trace in _TRACES:
        masked = _masked(texts, trace)
        if field == "phone" and trace.what == "A mobile number":
            masked[[bool(_MOBILE_ALONE.fullmatch(text.strip())) for text in masked]] = LEFT_OUT
        changed = rows[BOOKKEEPING].iloc[at[masked != texts]]
        issues += [_issue(row, field, trace) for row in changed.to_dict("records")]
        texts = masked
    if not issues:
        return rows, []
    if field in CONTACTS:  # What stands beside a contact says nothing without it.
        texts[[LEFT_OUT in text for text in texts]] = None
    return rows.assign(**{field: _with(rows[field], at, texts)}), issues


def _suspects(texts: pd.Series) -> np.ndarray:
    """Return at which places texts stand that have to be looked at closely."""
    plain = texts if texts.dtype == "str" else texts.astype(object)
    may = pc.match_substring_regex(
        pa.array(plain.array, pa.string(), from_pandas=True), MAY_HOLD, ignore_case=True
    )
    return np.flatnonzero(may.fill_null(False).to_numpy(zero_copy_only=False))


def _masked(texts: np.ndarray, trace: _Trace) -> np.ndarray:
    return np.array([trace.mask(text) for text in texts], dtype=object)


def _with(texts: pd.Series, at: np.ndarray, others: np.ndarray) -> pd.Series:
    """Return texts with others at some places."""
    values = texts.astype(object).to_numpy(copy=True)
    values[at] = others
    return pd.Series(values, index=texts.index, dtype=texts.dtype)


def _without_private_tags(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out tags that hold what fields may not: a record keeps its tags too."""
    if "tags" not in rows:
        return rows
    known = {tag for tags in rows["tags"] if isinstance(tags, list) for tag in tags}
    tags = pd.Series(sorted(known), dtype="str")
    private = set(tags[without_private(tags) != tags])
    if not private:
        return rows
    held = [
        [tag for tag in tags if tag not in private] if isinstance(tags, list) else tags
        for tags in rows["tags"]
    ]
    return rows.assign(tags=pd.Series(held, index=rows.index, dtype=object))


def _without_private_asks(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Mask what skills are asked for and when, as texts are; a skill that was masked is none."""
    if "asks" not in rows:
        return rows, []
    asks, issues = rows["asks"].astype(object).to_numpy(copy=True), []
    for at in [at for at, said in enumerate(asks) if isinstance(said, list)]:
        asks[at], traces = _masked_asks(asks[at])
        row = rows[BOOKKEEPING].iloc[at].to_dict() if traces else {}
        issues += [_issue(row, column, trace) for column, trace in traces]
    return rows.assign(asks=pd.Series(asks, index=rows.index, dtype=object)), issues


def _masked_asks(
    asks: list[dict[str, str]],
) -> tuple[list[dict[str, str]] | None, list[tuple[str, _Trace]]]:
    """Return what is asked for without traces of people, and which were in which column."""
    found: dict[tuple[str, _Trace], None] = {}
    kept = []
    for ask in asks:
        masked = dict(ask)
        for field, column in _ASKED_IN.items():
            for trace in _TRACES:
                before, masked[field] = masked[field], trace.mask(masked[field])
                if masked[field] != before:
                    found[column, trace] = None
        if LEFT_OUT not in masked["skill"]:
            kept.append(masked)
    return kept or None, list(found)


def _issue(row: dict, field: str, trace: _Trace) -> Issue:
    return Issue(
        row["_file"],
        int(row["_line"]),
        field,
        "",
        f"{trace.what} was left out, because it may be a private person's.",
        REMEDY,
        MENDER,
        personal=True,
    )
