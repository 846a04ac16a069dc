"""Several tabs save one profile at the same moment, each an OS process: one wins, the others are told."""

import re
from typing import NamedTuple

import pytest
from django.test import Client

from profiles.enums import Audience, ProfileState, Section
from profiles.models import Skill, Technician, TechnicianSkill
from profiles.services.profile import (
    Edit,
    ProfileChangedError,
    SkillRow,
    save_contact,
    save_introduction,
    save_skills,
    save_topics,
    section_seen,
)
from tests.factories.people import SkillFactory, TechnicianFactory, UserFactory
from tests.races import Racer, Start, race

pytestmark = pytest.mark.usefixtures("committed")
TABS = 4
LAPS = 3
URL = "/me/profile/introduction/"


class Lap(NamedTuple):
    """What a tab was answered, and what the section held once all tabs were answered."""

    status: int
    words_are_there: bool
    headline: str
    about: str


@pytest.fixture
def owner(committed: None) -> Technician:
    """Return a technician who is about to write."""
    return TechnicianFactory(user=UserFactory(), state=ProfileState.DRAFT)


def edit(technician: Technician, section: Section) -> Edit:
    """Return a save of a section as it is read now."""
    read = Technician.objects.for_owner().get(pk=technician.pk)
    return Edit(read.pk, read.user, section, section_seen(read, section), Audience.PUBLIC)


def tab(number: int, cookie: str) -> Racer:
    """Return a tab of the owner's browser, which opens the same form as all others, then sends words of its own."""

    def run(start: Start) -> list[Lap]:
        browser = Client()
        browser.cookies["sessionid"] = cookie
        laps = []
        for lap in range(LAPS):
            words = f"tab {number} in lap {lap}"
            opened = browser.get(URL).content.decode()
            (seen,) = re.findall(r'name="seen" value="(\w+)"', opened)
            start()
            sent = {"seen": seen, "audience": "public", "headline": words, "about": words}
            answer = browser.post(URL, sent)
            start()
            kept = Technician.objects.get(user__technician__isnull=False)
            laps.append(Lap(answer.status_code, words in answer.content.decode(), kept.headline, kept.about))
            start()
        return laps

    return run


def test_tabs_that_save_one_section_at_once(owner: Technician, client: Client) -> None:
    """Each lap one tab is sent on and its words stand whole; the others get 409 with their words in the form."""
    client.force_login(owner.user)
    cookie = client.cookies["sessionid"].value
    tabs = race(*[tab(number, cookie) for number in range(TABS)])
    for lap in range(LAPS):
        answers = [laps[lap] for laps in tabs]
        assert sorted(answer.status for answer in answers) == [302] + [409] * (TABS - 1)
        assert [answer.words_are_there for answer in answers if answer.status == 409] == [True] * (TABS - 1)
        winner = [answer.status for answer in answers].index(302)
        stands = f"tab {winner} in lap {lap}"
        assert {(answer.headline, answer.about) for answer in answers} == {(stands, stands)}
    owner.refresh_from_db()
    assert owner.version == 1 + LAPS


def skills_saver(owner: Technician, skills: list[Skill], level: int) -> Racer:
    """Return a racer who gives every skill one level, and answers in which laps that was saved."""

    def run(start: Start) -> list[int]:
        saved = []
        for lap in range(LAPS):
            wanted = edit(owner, Section.SKILLS)
            start()
            try:
                save_skills(wanted, rows=[SkillRow(skill.pk, level, 2000 + lap) for skill in skills])
            except ProfileChangedError:
                pass
            else:
                saved.append(lap)
            start()
        return saved

    return run


def test_skills_are_never_half_of_one_tab_and_half_of_another(owner: Technician) -> None:
    skills = SkillFactory.create_batch(6)
    saved = race(*[skills_saver(owner, skills, level) for level in range(1, 5)])
    assert sorted(lap for laps in saved for lap in laps) == list(range(LAPS))
    (last,) = [level for level, laps in enumerate(saved, start=1) if LAPS - 1 in laps]
    rows = TechnicianSkill.objects.filter(technician=owner).values_list("level", "since")
    assert list(rows) == [(last, 2000 + LAPS - 1)] * len(skills)


def test_tabs_on_different_sections_all_win(owner: Technician) -> None:
    def save(section: Section, verb: object, **words: object) -> Racer:
        def run(start: Start) -> None:
            for lap in range(LAPS):
                wanted = edit(owner, section)
                start()
                verb(wanted, **{name: value(lap) for name, value in words.items()})

        return run

    race(
        save(Section.INTRODUCTION, save_introduction, headline="Line {}".format, about="Text {}".format),
        save(Section.ASK_ME_ABOUT, save_topics, topics=lambda lap: [f"Topic {lap}"]),
        save(Section.CONTACT, save_contact, phone="0117 {}".format),
    )
    owner.refresh_from_db()
    last = LAPS - 1
    assert (owner.headline, owner.about) == (f"Line {last}", f"Text {last}")
    assert (owner.ask_me_about, owner.phone) == ([f"Topic {last}"], f"0117 {last}")
    assert owner.version == 1 + 3 * LAPS
