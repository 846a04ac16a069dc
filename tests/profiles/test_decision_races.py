"""Several people decide on the same thing at the same moment, each an OS process: one decides, the others are told."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from profiles.enums import CheckState, DraftState, RegistrationStage, Section, WordState
from profiles.models import (
    CertificateCheck,
    Contribution,
    Registration,
    RegistrationType,
    SectionDraft,
    Skill,
    SkillAlias,
    Technician,
    TechnicianSkill,
)
from profiles.services.certificates import ask_for_check
from profiles.services.drafts import offer_draft
from profiles.services.profile import section_seen
from tests.factories.people import SkillFactory, UserFactory, live_technician
from tests.races import Racer, Start, race

pytestmark = pytest.mark.usefixtures("committed")
LAPS = 4
Sent = tuple[str, Mapping[str, Any]]  # an address and what is posted there
CROWDED_OUT = "was changed in another window"


def presser(user: User, laps: list[Sent], read: Callable[[str], str]) -> Racer:
    """Return somebody signed in who presses one button a lap, and answers with what `read` makes of each page.

    A server error is raised here, and so fails the test.
    """
    signed = Client()
    signed.force_login(user)
    cookie = signed.cookies["sessionid"].value

    def run(start: Start) -> list[str]:
        browser = Client()
        browser.cookies["sessionid"] = cookie
        browser.get("/me/")  # what is loaded at the first request is loaded before the start
        told = []
        for address, data in laps:
            start()
            told.append(read(browser.post(address, data, follow=True).content.decode()))
        return told

    return run


def first_of(*words: str) -> Callable[[str], str]:
    """Return a reader that says which of these words stand on a page; what says none of them is given whole."""
    return lambda page: next((each for each in words if each in page), page)


# --- certificates

RECORDED = "is told by mail"
TOO_LATE = "Your answer was not recorded."
OWNER_TOOK_IT = "Taken back."


def asked(owner: Technician, number: int) -> CertificateCheck:
    kind = RegistrationType.objects.create(post_nominals=f"R{number}", name=f"Kind {number}", kind="registration")
    held = Registration.objects.create(
        technician=owner, type=kind, stage=RegistrationStage.HELD, awarded_on=date(2020, 1, 1)
    )
    return ask_for_check(owner.pk, owner.user, held.pk, "On Tuesday")


def test_two_stewards_and_the_owner_at_one_certificate() -> None:
    sync_roles()
    owner = live_technician()
    stewards = [UserFactory(role="Profile steward") for _ in range(2)]
    checks = [asked(owner, number) for number in range(LAPS)]
    read = first_of(TOO_LATE, RECORDED)
    desk = [f"/admin/certificates/{check.pk}/" for check in checks]
    back = [(f"/me/profile/registrations/{check.registration_id}/certificate/withdraw/", {}) for check in checks]
    *told, withdrawn = race(
        presser(stewards[0], [(url, {"answer": "seen"}) for url in desk], read),
        presser(stewards[1], [(url, {"answer": "not_seen", "words": "Cut off"}) for url in desk], read),
        presser(owner.user, back, first_of("Seen by the technician office", "Check my certificate")),
    )
    for check, *said in zip(checks, *told, withdrawn, strict=True):
        check.refresh_from_db()
        recorded = said[:2].count(RECORDED)
        mails = [mail.key for mail in OutboxMail.objects.filter(key__startswith=f"certificate:{check.pk}:")]
        assert set(said[:2]) <= {RECORDED, TOO_LATE}, said
        assert recorded <= 1
        assert len(mails) == recorded
        assert (check.registration.certificate_seen_on is not None) == (check.state == CheckState.SEEN)
        decided = {CheckState.SEEN: said[0], CheckState.NOT_SEEN: said[1]}.get(CheckState(check.state), RECORDED)
        assert decided == RECORDED
        # Whoever takes it back takes an open request back, or puts aside that it could not be seen
        assert recorded == 1 or check.state == CheckState.WITHDRAWN


# --- suggested words

DONE = ("is on the list.", "was not taken on.", "was merged into")
DECIDED = ("Somebody else decided on", "It is no longer there", "There is no such word")


def suggestion(owner: Technician, number: int) -> Skill:
    skill = SkillFactory(name=f"Gilding {number}", state=WordState.SUGGESTED, suggested_by=owner)
    TechnicianSkill.objects.create(technician=owner, skill=skill)
    return skill


def test_editors_who_approve_refuse_and_merge_one_suggestion() -> None:
    sync_roles()
    owner = live_technician()
    into = SkillFactory(name="Gold leaf")
    editors = [UserFactory(role="Communications editor") for _ in range(3)]
    skills = [suggestion(owner, number) for number in range(LAPS)]
    ways: list[Callable[[Skill], dict[str, Any]]] = [
        lambda skill: {"do": "approve", "name": skill.name, "group": skill.group_id},
        lambda skill: {"do": "refuse", "reason": "Too fine"},
        lambda skill: {"do": "merge", "into": into.pk},
    ]
    told = race(
        *(
            presser(
                editor,
                [(f"/admin/suggestions/skill/{skill.pk}/", {"seen": "suggested", **way(skill)}) for skill in skills],
                first_of(*DECIDED, *DONE),
            )
            for editor, way in zip(editors, ways, strict=True)
        )
    )
    for skill, *said in zip(skills, *told, strict=True):
        (winner,) = [each for each in said if each in DONE]
        assert [each for each in said if each not in {*DONE, *DECIDED}] == []
        now = Skill.objects.filter(pk=skill.pk).first()
        held = {row.skill.name for row in owner.skill_rows.select_related("skill")}
        merged = SkillAlias.objects.filter(name=skill.name, skill=into).exists()
        assert merged == (winner == "was merged into") == (now is None)
        assert (now is not None and now.state == WordState.APPROVED) == (winner == "is on the list.")
        assert (skill.name in held) == (winner == "is on the list.")
        assert OutboxMail.objects.filter(key__startswith=f"word:skill:{skill.pk}:").count() <= 1
    decisions = ModelLogEntry.objects.filter(action__startswith="profiles.word.").values_list("action", flat=True)
    assert len(decisions) == LAPS
    assert OutboxMail.objects.filter(key__startswith="word:skill:").count() == LAPS


def test_owners_who_save_while_their_skills_are_merged_and_refused() -> None:
    """Whoever comes second waits, and is told or finds the word moved; nobody waits for another in a circle."""
    sync_roles()
    owner, editor = live_technician(), UserFactory(role="Communications editor")
    into = SkillFactory(name="Gold leaf")
    words = [suggestion(owner, number) for number in range(LAPS)]
    kept = SkillFactory(name="Turning")
    for skill in (into, kept):
        TechnicianSkill.objects.create(technician=owner, skill=skill)
    decide: list[Sent] = [
        (
            f"/admin/suggestions/skill/{skill.pk}/",
            {"seen": "suggested"} | ({"do": "merge", "into": into.pk} if n % 2 else {"do": "refuse", "reason": "No"}),
        )
        for n, skill in enumerate(words)
    ]
    user = owner.user

    def save(start: Start) -> list[int]:
        browser = Client()
        browser.force_login(User.objects.get(pk=user.pk))
        answers = []
        for lap in range(LAPS):
            now = Technician.objects.for_owner().get(pk=owner.pk)
            rows = list(now.skill_rows.all())
            data: dict[str, Any] = {"audience": "public", "seen": section_seen(now, Section.SKILLS)}
            data |= {"row": [row.skill_id for row in rows], "since-" + str(kept.pk): str(2000 + lap)}
            data |= {f"level-{row.skill_id}": str(row.level) for row in rows}
            start()
            answers.append(browser.post("/me/profile/skills/", data).status_code)
        return answers

    decided, saved = race(presser(editor, decide, first_of(*DONE)), save)
    assert decided == [DONE[n % 2 + 1] for n in range(LAPS)]
    assert set(saved) <= {302, 409, 422}
    assert {row.skill.name for row in owner.skill_rows.select_related("skill")} == {"Gold leaf", "Turning"}


# --- drafts

ACCEPTED = "’. Its author is told."  # a refusal ends in these words too
ANSWERED = "No draft waits for you here."
WITHDRAWN = "Withdrawn. Its owner no longer sees it."
TOO_LATE_TO_WITHDRAW = "No draft of yours waits here."
PAPER = {"kind": "paper", "title": "On ice", "year": "2021", "credit": "acknowledged"}


def drafted(owner: Technician, author: User) -> SectionDraft:
    return offer_draft(owner.pk, Section.CONTRIBUTIONS, author, PAPER, "")


def contributions_of(owner: Technician) -> dict[str, str]:
    """Return what the owner's form sends besides the row, as it stands now."""
    now = Technician.objects.for_owner().get(pk=owner.pk)
    return {"audience": "public", "seen": section_seen(now, Section.CONTRIBUTIONS), "orcid": ""}


def test_a_draft_is_accepted_refused_and_withdrawn_at_once() -> None:
    authors = UserFactory.create_batch(LAPS)
    owners = [live_technician() for _ in range(LAPS)]
    drafts = [drafted(*pair) for pair in zip(owners, authors, strict=True)]
    for owner, author, draft in zip(owners, authors, drafts, strict=True):
        mine = f"/me/profile/drafts/{draft.pk}/"
        accept, refuse = (mine, {**contributions_of(owner), **PAPER}), (f"{mine}refuse/", {"answer": "No"})
        tabs = first_of(ACCEPTED, ANSWERED, "Not taken.")
        said = race(
            presser(owner.user, [accept], tabs),
            presser(owner.user, [accept], tabs),
            presser(owner.user, [refuse], tabs),
            presser(author, [(f"/me/drafts/{draft.pk}/withdraw/", {})], first_of(WITHDRAWN, TOO_LATE_TO_WITHDRAW)),
        )
        counts = Counter(answer for (answer,) in said)
        draft.refresh_from_db()
        won = {
            DraftState.ACCEPTED: counts[ACCEPTED],
            DraftState.REFUSED: counts["Not taken."],
            DraftState.WITHDRAWN: counts[WITHDRAWN],
        }
        assert counts[ANSWERED] + counts[TOO_LATE_TO_WITHDRAW] == 3, counts
        assert won[DraftState(draft.state)] == 1
        assert Contribution.objects.filter(technician=owner).count() == (draft.state == DraftState.ACCEPTED)
        answers = OutboxMail.objects.filter(key__startswith=f"draft:{draft.pk}:").exclude(key__endswith=":offered")
        assert answers.count() == (draft.state != DraftState.WITHDRAWN)


def test_the_owner_adds_a_row_while_a_draft_is_accepted() -> None:
    """Of two windows one is first; the other is told, and its second try leaves both rows there."""
    for _ in range(LAPS):
        owner = live_technician()
        draft = drafted(owner, UserFactory())
        seen = contributions_of(owner)
        accept: Sent = (f"/me/profile/drafts/{draft.pk}/", {**seen, **PAPER})
        add: Sent = ("/me/profile/contributions/", {**seen, **PAPER, "title": "On glue"})
        (accepted,), (added,) = race(
            presser(owner.user, [accept], first_of(CROWDED_OUT, ACCEPTED)),
            presser(owner.user, [add], first_of(CROWDED_OUT, "Saved")),
        )
        draft.refresh_from_db()
        assert {accepted, added} in ({ACCEPTED, CROWDED_OUT}, {CROWDED_OUT, "Saved"})
        assert (draft.state == DraftState.ACCEPTED) == (accepted == ACCEPTED)
        late = accept if accepted == CROWDED_OUT else add
        again = Client()
        again.force_login(owner.user)
        assert again.post(late[0], {**late[1], **contributions_of(owner)}).status_code == 302
        titles = Contribution.objects.filter(technician=owner).order_by("title").values_list("title", flat=True)
        assert list(titles) == ["On glue", "On ice"]
