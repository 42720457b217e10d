"""Words that become public: mended by a steward before or after, or taken down, and never alone on
what they sent in themselves."""

import io
import zipfile
from email import message_from_string, policy
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from keeping import somebody as member
from loads import ask, ask_one
from proposers import by, close, published_by, somebody
from telling import asset_named, letters, own_home, sent_by, token_in

from asset_map.db import contributions, people, session
from asset_map.db.erasing import ERASED
from asset_map.domain.contributions import Consent, State
from asset_map.domain.errors import AssetMapError, BadInput, NotAllowed
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.proposals import Proposal
from asset_map.journeys.acting import acting
from asset_map.journeys.answer_proposal import Said, answer
from asset_map.journeys.counter_proposal import Counter, Instead, counter
from asset_map.journeys.deciding import DecidedMeanwhile
from asset_map.journeys.erase_person import erase_person
from asset_map.journeys.mend_words import mend, take_down
from asset_map.journeys.public_words import WrongWords
from asset_map.journeys.report_impact import report_proposals
from asset_map.journeys.review_contribution import accept, accept_into, decline
from asset_map.journeys.see_answers import see_answers
from asset_map.journeys.see_obstacles import see_obstacles
from asset_map.journeys.see_review import Own, look
from asset_map.journeys.send_in import confirm
from asset_map.journeys.tell_obstacle import Told, tell

pytestmark = pytest.mark.usefixtures("town")

NAMED = "Jo Smith hands out no keys after six."
MENDED = "The caretaker hands out no keys after six."


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def steward() -> Person:
    return member(Role.STEWARD)


@pytest.fixture
def halls() -> Proposal:
    """A published proposal that closes the Old Hall."""
    return published_by(somebody("anna"), close("Old Hall"))


def obstacle(words: str = NAMED, person: Person | None = None) -> UUID:
    """What a member tells that gets in the way; its id."""
    person = person or member()
    with acting(lambda: person):
        told = Told(uuid4(), str(asset_named("Town Friends")), "keys", words)
        return tell(told).sent.id


def comment(of: Proposal, words: str = NAMED) -> UUID:
    person = member()
    with acting(lambda: person):
        return answer(Said(uuid4(), str(of.id), words)).sent.id


def instead(of: Proposal, title: str = "Keep Jo Smith", words: str = NAMED) -> UUID:
    person = member()
    with acting(lambda: person):
        return counter(Counter(uuid4(), str(of.id), title, words)).sent.id


def version(id: UUID) -> int:
    return ask_one("SELECT version FROM contribution WHERE id = :id", id=id)


def taken_in(steward: Person, id: UUID, **words: str) -> UUID:
    with acting(lambda: steward):
        accept(id, version(id), words=words)
    return id


def done(steward: Person, journey, id: UUID, *args, **kwargs) -> None:
    with acting(lambda: steward):
        journey(id, version(id), *args, **kwargs)


def shown() -> list[tuple[str, bool]]:
    """What everybody reads of obstacles, and whether it is marked as mended."""
    return [
        (one.obstacle.words, one.obstacle.mended)
        for some in see_obstacles().by_directorate.values()
        for one in some
    ]


def said(of: Proposal) -> list[tuple[str, bool]]:
    with acting(lambda: VISITOR):
        return [(one.words, one.mended) for one in see_answers(of.id).remarks]


def last_mail() -> str:
    return message_from_string(letters()[-1], policy=policy.default).get_content()


def as_sent(id: UUID) -> dict:
    with session.reading() as connection:
        return contributions.of_id(connection, id).said


def turns(id: UUID) -> list[str]:
    with session.reading() as connection:
        return [turn.what for turn in contributions.turns(connection, id)]


# --- Before it is public --------------------------------------------------------------------------


def test_a_steward_sees_the_words_as_everybody_will_and_what_looks_like_a_person(steward):
    id = obstacle("Ask Jo Smith, 07700 900123, or ring 01384 812345.")
    with acting(lambda: steward):
        [public] = look(id).public

    assert public.words == "Ask Jo Smith, (left out), or ring 01384 812345."
    assert public.names == ("Jo Smith",)
    assert public.contacts == ("01384 812345",)
    assert public.left_out


def test_the_name_of_a_group_that_does_not_agree_to_it_is_marked_too(steward):
    id = obstacle("At the Town Friends nobody has the keys.")
    with acting(lambda: steward):
        [public] = look(id).public

    assert public.names == ("Town Friends",)


def test_everybody_reads_the_mended_words_and_what_was_sent_is_kept(steward):
    id = taken_in(steward, obstacle(), words=MENDED)

    assert shown() == [(MENDED, True)]
    assert as_sent(id)["words"] == NAMED
    assert turns(id) == ["sent", "mended", "accepted"]
    deeds = ask("SELECT what, detail FROM deed WHERE about = :id ORDER BY id", id=id)
    assert [tuple(deed) for deed in deeds][1:] == [
        ("mended", {"kind": "obstacle"}),
        ("accepted", {"kind": "obstacle"}),
    ]


def test_words_left_as_they_are_are_marked_as_nothing(steward):
    taken_in(steward, obstacle("No keys."), words=" No keys.\r\n")

    assert shown() == [("No keys.", False)]


def test_a_comment_and_another_proposal_are_mended_alike(steward, halls):
    taken_in(steward, comment(halls), words=MENDED)
    other = taken_in(steward, instead(halls), title="Keep the caretaker", words=MENDED)

    assert said(halls) == [(MENDED, True)]
    found = see_answers(halls.id)
    [made] = found.counters
    assert (made.title, made.summary) == ("Keep the caretaker", MENDED)
    assert found.mended == {other}


def test_what_a_steward_types_is_looked_through_for_contacts_as_well(steward):
    taken_in(steward, obstacle(), words="Ring 07700 900123.")

    assert shown() == [("Ring (left out).", True)]


WRONG = [
    ({"words": " \n "}, "words", "Leave something to read"),
    ({"words": "x" * 501}, "words", "characters"),
]


@pytest.mark.parametrize(("words", "field", "why"), WRONG)
def test_words_that_cannot_be_public_are_told_by_their_field(steward, words, field, why):
    id = obstacle()
    with pytest.raises(WrongWords, match=why) as refused:
        taken_in(steward, id, **words)

    assert [one.field for one in refused.value.problems] == [field]
    assert ask("SELECT 1 FROM obstacle") == []
    assert as_sent(id)["words"] == NAMED
    assert turns(id) == ["sent"]


def test_of_another_proposal_everything_that_is_wrong_is_told_at_once(steward, halls):
    with pytest.raises(WrongWords) as refused:
        taken_in(steward, instead(halls), title="", words="")

    assert [one.field for one in refused.value.problems] == ["title", "words"]


def test_words_that_grew_by_what_was_left_out_are_not_too_long(steward):
    short = "a@me.com"
    id = obstacle(f"{short} {'x' * (499 - len(short))}")
    taken_in(steward, id)

    assert len(shown()[0][0]) > 500


def test_of_two_stewards_the_second_is_told_and_changes_nothing(steward):
    id = obstacle()
    seen = version(id)
    taken_in(steward, id, words=MENDED)
    other = member(Role.STEWARD)
    with acting(lambda: other), pytest.raises(DecidedMeanwhile, match="accepted already"):
        accept(id, seen, words={"words": "Otherwise."})

    assert shown() == [(MENDED, True)]


# --- The letter -----------------------------------------------------------------------------------


def test_the_letter_tells_the_words_where_they_differ_and_leads_to_them(steward):
    id = taken_in(steward, obstacle(), words=MENDED)
    mail = last_mail()

    assert MENDED in " ".join(mail.split())
    assert f"/obstacles?one={id}#one-{id}" in mail
    assert "Jo Smith" not in mail


def test_the_letter_tells_what_was_left_out_by_itself(steward):
    taken_in(steward, obstacle("Ring 07700 900123."))

    assert "Ring (left out)." in last_mail()


def test_the_letter_repeats_nothing_that_stands_as_it_was_sent(steward, halls):
    taken_in(steward, comment(halls, "We meet there."))
    mail = last_mail()

    assert "We meet there." not in mail
    assert f"/proposal?id={halls.id}" in mail


def test_the_letter_of_another_proposal_leads_to_it(steward, halls):
    id = taken_in(steward, instead(halls))

    assert f"/proposal?id={id}" in last_mail()


# --- Once it is public ----------------------------------------------------------------------------


def test_what_slipped_through_is_mended_at_once_everywhere(steward, halls):
    id, remark = taken_in(steward, obstacle()), taken_in(steward, comment(halls))
    other = taken_in(steward, instead(halls))
    before = ask_one("SELECT version FROM proposal WHERE id = :id", id=other)
    for one in (id, remark):
        done(steward, mend, one, {"words": MENDED})
    done(steward, mend, other, {"title": "Keep the caretaker", "words": MENDED})

    assert shown() == [(MENDED, True)]
    assert said(halls) == [(MENDED, True)]
    [made] = see_answers(halls.id).counters
    assert (made.title, made.summary) == ("Keep the caretaker", MENDED)
    assert made.version > before  # By it pages know that what they remember is old.
    assert turns(id) == ["sent", "accepted", "mended"]
    assert MENDED in " ".join(last_mail().split())


def test_mended_words_leave_what_it_would_change_as_it_is(steward, halls):
    hall = asset_named("Old Hall")
    person = member()
    instead_of = {hall: Instead("hand_over", "Town Friends")}
    with acting(lambda: person):
        sent = counter(Counter(uuid4(), str(halls.id), "Keys", NAMED, instead_of)).sent
    id = taken_in(steward, sent.id, words="")
    [before] = see_answers(halls.id).counters
    done(steward, mend, id, {"title": "The keys", "words": ""})
    [after] = see_answers(halls.id).counters

    assert (after.title, after.summary) == ("The keys", "")
    assert after.changes == before.changes != ()


def test_a_report_says_the_mended_words_and_what_was_taken_down_nowhere(steward, halls):
    ids = [taken_in(steward, comment(halls, text)) for text in (NAMED, "It names Ann Other.")]
    done(steward, mend, ids[0], {"words": MENDED})
    done(steward, take_down, ids[1], "It names somebody.", confirmed=True)
    author = somebody("ben")
    with by(author):
        text = _text_of(report_proposals([halls.id]))

    assert "The caretaker hands out no keys" in text
    assert "A steward changed the words." in text
    assert "Jo Smith" not in text
    assert "Ann Other" not in text


def _text_of(pack) -> str:
    with zipfile.ZipFile(io.BytesIO(pack.bytes)) as files:
        return "".join(
            files.read(name).decode("utf-8", "replace")
            for name in files.namelist()
            if name.endswith((".html", ".csv", ".json", ".toml"))
        )


def test_what_is_taken_down_is_gone_and_its_sender_is_told_why(steward, halls):
    ids = [
        taken_in(steward, obstacle()),
        taken_in(steward, comment(halls)),
        taken_in(steward, instead(halls)),
    ]
    for id in ids:
        done(steward, take_down, id, "It names somebody.", confirmed=True)

    assert shown() == []
    assert said(halls) == []
    assert see_answers(halls.id).counters == ()
    assert {ask_one("SELECT state FROM contribution WHERE id = :id", id=id) for id in ids} == {
        State.DECLINED
    }
    assert all(turns(id)[-1] == "taken down" for id in ids)
    assert ask_one("SELECT count(*) FROM deed WHERE what = 'taken down'") == 3
    assert "It names somebody." in last_mail()
    assert ask("SELECT 1 FROM deed WHERE detail::text LIKE '%Jo%'") == []


def test_nothing_is_taken_down_without_a_reason_or_confirmation(steward):
    id = taken_in(steward, obstacle())
    with pytest.raises(BadInput, match="Write the reason"):
        done(steward, take_down, id, " ", confirmed=True)
    with pytest.raises(BadInput, match="Tick the box"):
        done(steward, take_down, id, "It names somebody.", confirmed=False)

    assert len(shown()) == 1


def test_who_mends_what_somebody_took_down_meanwhile_is_told(steward):
    id = taken_in(steward, obstacle())
    seen = version(id)
    done(steward, take_down, id, "It names somebody.", confirmed=True)
    for journey, args in ((mend, ({"words": MENDED},)), (take_down, ("Again.",))):
        more = {"confirmed": True} if journey is take_down else {}
        with acting(lambda: steward), pytest.raises(DecidedMeanwhile, match="taken down"):
            journey(id, seen, *args, **more)

    assert shown() == []


def test_what_still_waits_is_neither_mended_nor_taken_down(steward):
    id = obstacle()
    with pytest.raises(BadInput):
        done(steward, mend, id, {"words": MENDED})
    with pytest.raises(BadInput):
        done(steward, take_down, id, "No.", confirmed=True)

    assert turns(id) == ["sent"]


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.OFFICER])
def test_nobody_but_stewards_mends_or_takes_down(steward, role):
    id = taken_in(steward, obstacle())
    person = member(role) if role else VISITOR
    with pytest.raises(NotAllowed):
        done(person, mend, id, {"words": MENDED})
    with pytest.raises(NotAllowed):
        done(person, take_down, id, "No.", confirmed=True)

    assert shown() == [(NAMED, False)]


def test_of_two_who_mend_in_one_moment_one_is_told(steward):
    id = taken_in(steward, obstacle())
    seen, start, told = version(id), Barrier(2), []

    def at_once(words: str) -> None:
        start.wait()
        try:
            with acting(lambda: steward):
                mend(id, seen, {"words": words})
        except AssetMapError as error:
            told.append(type(error))

    threads = [Thread(target=at_once, args=(words,)) for words in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == [DecidedMeanwhile]
    assert turns(id).count("mended") == 1


# --- What a steward sent in themselves ------------------------------------------------------------


def sent_in(person: Person, *, on_behalf: bool = False) -> UUID:
    consent = Consent("she said so at the desk", on_behalf=on_behalf)
    return sent_by(person, email="", consent=consent).id


DECISIONS = {
    "accept": lambda id: accept(id, version(id)),
    "take in as a part": lambda id: accept_into(id, version(id), asset_named("Town Friends"), []),
    "decline": lambda id: decline(id, version(id), "No."),
}


@pytest.mark.parametrize("on_behalf", [False, True])
@pytest.mark.parametrize("decision", DECISIONS)
def test_a_steward_decides_on_nothing_of_their_own(steward, decision, on_behalf):
    member(Role.STEWARD)
    id = sent_in(steward, on_behalf=on_behalf)
    with acting(lambda: steward), pytest.raises(NotAllowed, match="Another steward"):
        DECISIONS[decision](id)

    assert ask_one("SELECT state FROM contribution WHERE id = :id", id=id) == "waiting"
    with acting(lambda: steward):
        assert look(id).own is Own.ANOTHER_DECIDES


def test_nor_on_what_they_sent_from_the_same_address_before_they_signed_in(steward):
    member(Role.STEWARD)
    id = sent_by(VISITOR, email=steward.email).id
    confirm(token_in(letters()[-1]))
    with acting(lambda: steward), pytest.raises(NotAllowed):
        accept(id, version(id))


def test_another_steward_decides_on_it(steward):
    id = sent_in(steward)
    other = member(Role.ADMINISTRATOR)
    with acting(lambda: other):
        assert look(id).own is Own.NO
        accept(id, version(id))

    assert ask_one("SELECT detail FROM deed WHERE what = 'accepted'") == {"kind": "add"}


def test_the_only_steward_decides_on_their_own_and_the_record_says_so(steward):
    member(Role.OFFICER)
    gone = member(Role.STEWARD)
    with session.transaction() as connection:
        people.end(connection, gone.email)
    id = sent_in(steward)
    with acting(lambda: steward):
        assert look(id).own is Own.ALONE
        accept(id, version(id))

    assert ask_one("SELECT detail FROM deed WHERE what = 'accepted'") == {
        "kind": "add",
        "own": True,
    }


def test_a_steward_may_take_down_their_own_words_but_not_change_them(steward):
    other = member(Role.STEWARD)
    id = taken_in(other, obstacle(person=steward))
    with pytest.raises(NotAllowed, match="Another steward"):
        done(steward, mend, id, {"words": MENDED})
    done(steward, take_down, id, "I was wrong.", confirmed=True)

    assert shown() == []


def test_why_something_was_taken_down_goes_with_the_steward_who_wrote_it(steward):
    id = taken_in(steward, obstacle())
    done(steward, take_down, id, "Jo Smith asked for that.", confirmed=True)
    erase_person(steward.email)

    assert ask_one("SELECT reason FROM contribution WHERE id = :id", id=id) == ERASED
