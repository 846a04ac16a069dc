"""People edit, hide and erase while others search, each in an OS process, with the worker as `deploy/` runs it.

Promised is a second between a commit and the last answer (or first) that knows nothing of it, on a machine that has a
processor for whoever wants one. Where it has not, as with other tests beside these, a second is as many times as long
as a process waits for one, which another process measures all the while. What somebody was never to find is no
question of time.
"""

import os
import random
import re
import shlex
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from profiles.enums import Audience, ProfileState, Section
from profiles.finding import find
from profiles.index_documents import INDEXED_AUDIENCES
from profiles.models import Technician, TechnicianSkill
from profiles.search import Query
from profiles.services.index import rebuild, repair
from profiles.services.profile import Edit, SkillRow, hide, save_introduction, save_skills, section_seen, show_again
from profiles.suggesting import suggest
from profiles.visibility import seen_sections
from tests.factories.people import SkillFactory, SkillGroupFactory, live_technician
from tests.profiles.search.elastic import searching_on
from tests.profiles.search.leaks import Answer, Change, beyond, compare, summary
from tests.races import Racer, Start, processes, race

pytestmark = pytest.mark.usefixtures("committed")
ROOT = Path(__file__).resolve().parents[3]
PROMISED = 1.0  # seconds
EDITORS, SEARCHERS = 2, 3
EACH = 4  # profiles of an editor
LITTLE_WORK, MEANWHILE = 300_000, 0.05  # some milliseconds of work, and seconds between
ERASED = 6  # and so many that go, in the course of the race
# Seconds between acts, and between questions: people are slower, and processors few. The small search server of the
# tests takes as much work as all the rest
PACES = {"database": (0.2, 0.02), "server": (0.3, 0.05)}
LETTERS = 12
KINDS = {"name": Section.BASICS, "about": Section.INTRODUCTION, "skill": Section.SKILLS}


def word_of(person: int, kind: str, number: int = 0) -> str:
    """Return a word that nobody else has, and that is no typing error of one that somebody has."""
    digest = sha256(f"{person} {kind} {number}".encode()).digest()
    return "".join(chr(ord("a") + byte % 16) for byte in digest[:LETTERS])


def mistyped(word: str) -> str:
    return word[:5] + word[6] + word[5] + word[7:]


class Owner:
    """Somebody who edits a profile of their own, and notes what each commit lets whom find."""

    def __init__(self, person: int, pk: int, newest: object) -> None:
        self.person, self.pk, self.newest = person, pk, newest
        self.visible: set[tuple[str, str]] = set()
        self.changes: list[Change] = []

    def look(self) -> set[tuple[str, str]]:
        """Return what each audience may find now: words, by what is committed."""
        technician = Technician.objects.filter(pk=self.pk).first()
        if technician is None:
            return set()
        words = {"name": technician.family_name, "about": technician.about.split(" ")[0], "skill": self.skill_of()}
        return {
            (words[kind], str(audience))
            for audience in INDEXED_AUDIENCES
            for kind, section in KINDS.items()
            if words[kind] and section in seen_sections(technician, audience)
        }

    def skill_of(self) -> str:
        row = TechnicianSkill.objects.filter(technician=self.pk).select_related("skill").first()
        return row.skill.name if row else ""

    def act(self, deed: object) -> None:
        """Do something to the profile in one commit, and note what changed by it and when."""
        committed: list[float] = []
        begun = time.monotonic()
        with transaction.atomic():
            transaction.on_commit(lambda: committed.append(time.monotonic()))  # before the task is even queued
            deed()
        now = self.look()
        self.changes += [
            Change(word, audience, shown, begun, committed[0])
            for shown, some in ((True, now - self.visible), (False, self.visible - now))
            for word, audience in some
        ]
        self.visible = now

    def _edit(self, section: Section, audience: Audience) -> Edit:
        technician = Technician.objects.select_related("user").get(pk=self.pk)
        return Edit(self.pk, technician.user, section, section_seen(technician, section), audience)

    def write(self, audience: Audience) -> None:
        """Write something else about oneself."""
        with self.newest.get_lock():
            self.newest[self.person] += 1
        word = word_of(self.person, "about", self.newest[self.person])
        self.act(
            lambda: save_introduction(self._edit(Section.INTRODUCTION, audience), headline="", about=f"{word} it is")
        )

    def show_skills(self, audience: Audience) -> None:
        """Show one's skills to others than before."""
        pk = TechnicianSkill.objects.get(technician=self.pk).skill_id
        self.act(lambda: save_skills(self._edit(Section.SKILLS, audience), rows=[SkillRow(pk)]))

    def hide_or_show(self, _: Audience) -> None:
        """Hide the whole profile, or show it again to whom it was shown before."""
        technician = Technician.objects.select_related("user").get(pk=self.pk)
        act = hide if technician.state == ProfileState.LIVE else show_again
        self.act(lambda: act(self.pk, technician.user))

    def erase(self) -> None:
        """Delete the person from the staff list, or the account whose the profile is."""
        technician = Technician.objects.select_related("user").get(pk=self.pk)
        gone = technician if self.person % 2 else technician.user
        self.act(gone.delete)


def editing(own: list[int], going: list[int], pks: list[int], newest: object, until: float, pause: float) -> Racer:
    """Return a racer who edits some profiles and erases others, and answers with all changes."""

    def run(start: Start) -> list[Change]:
        owners = {person: Owner(person, pks[person], newest) for person in [*own, *going]}
        for owner in owners.values():
            owner.visible = owner.look()
        left, chosen, every = list(going), random.Random(own[0]), until / (len(going) + 1)
        start()
        end = time.monotonic() + until
        while (now := time.monotonic()) < end:
            if left and end - now < every * len(left):
                owners[left.pop()].erase()
            owner, audience = owners[chosen.choice(own)], chosen.choice(list(Audience))
            chosen.choice((owner.write, owner.show_skills, owner.hide_or_show))(audience)
            time.sleep(pause)
        return [change for owner in owners.values() for change in owner.changes]

    return run


def searching(number: int, people: int, newest: object, until: float, pause: float) -> Racer:
    """Return a racer who asks for what people have or had, in one way and another, and answers with all answers."""

    def run(start: Start) -> list[Answer]:
        chosen, answers = random.Random(number), []
        start()
        end = time.monotonic() + until
        while time.monotonic() < end:
            person, kind = chosen.randrange(people), chosen.choice(list(KINDS))
            ago = chosen.choice((0, 0, 1, 2)) if kind == "about" else 0
            word = word_of(person, kind, max(0, newest[person] - ago) if kind == "about" else 0)
            ways = ["find", "mistyped", *([] if kind == "about" else ["suggest"])]
            audience, way = chosen.choice(INDEXED_AUDIENCES), chosen.choice(ways)
            asked = time.monotonic()
            found = WAYS[way](word, audience)
            answers.append(Answer(word, str(audience), asked, time.monotonic(), found, way))
            time.sleep(pause)
        return answers

    return run


WAYS = {
    "find": lambda word, audience: bool(find(Query(audience, word)).results.total),
    "mistyped": lambda word, audience: bool(find(Query(audience, mistyped(word))).results.total),
    "suggest": lambda word, audience: any(word in each.label for each in suggest(word[:6], audience)),
}


def working(until: float) -> Racer:
    """Return a racer who is the worker of `deploy/portal-search.service`, and is ended as systemd ends it."""
    unit = (ROOT / "deploy/portal-search.service").read_text(encoding="utf-8")
    command = shlex.split(re.search(r"^ExecStart=.* manage\.py (.*)$", unit, re.MULTILINE)[1])

    def run(start: Start) -> int:
        start()
        end = threading.Timer(until, os.kill, (os.getpid(), signal.SIGTERM))
        end.start()
        with suppress(SystemExit):
            call_command(*command, verbosity=0)
        return DBTaskResult.objects.successful().count()

    return run


def clocking(until: float) -> Racer:
    """Return a racer who does a little work now and then, and answers with how many times as long as its own time on a
    processor it took: 1 where a processor is free for whoever wants one.
    """

    def run(start: Start) -> float:
        start()
        took, own, end = 0.0, 0.0, time.monotonic() + until
        while time.monotonic() < end:
            before, used = time.monotonic(), time.process_time()
            sum(range(LITTLE_WORK))
            time.sleep(MEANWHILE)
            took += time.monotonic() - before - MEANWHILE
            own += time.process_time() - used
        return took / own

    return run


def people_of(number: int) -> list[int]:
    """Make people whose family name, text and one skill are words of their own, public all, and index them."""
    group = SkillGroupFactory()
    made = []
    for person in range(number):
        technician = live_technician(family_name=word_of(person, "name"), about=f"{word_of(person, 'about')} it is")
        skill = SkillFactory(name=word_of(person, "skill"), slug=word_of(person, "skill"), group=group)
        TechnicianSkill.objects.create(technician=technician, skill=skill, level=2)
        made.append(technician.pk)
    rebuild()
    return made


def run_race(in_use: str, seconds: float, *, with_worker: bool = True) -> tuple[list[Change], list[Answer], float]:
    """Let people edit and others search for so long, and return what was committed, what was found, and how long a
    second was in which somebody wanted a processor.
    """
    people = EDITORS * (EACH + ERASED)
    pks, newest, (acts, questions) = people_of(people), processes.Array("i", people), PACES[in_use]
    assert all(find_in(word_of(0, "name"), Audience.PUBLIC) for find_in in WAYS.values())  # what is loaded by the first
    born = [
        Change(word_of(person, kind), str(audience), True, 0, 0)
        for person in range(people)
        for kind in KINDS
        for audience in INDEXED_AUDIENCES
    ]
    mine = [list(range(people))[editor::EDITORS] for editor in range(EDITORS)]
    editors = [editing(each[:EACH], each[EACH:], pks, newest, seconds, acts) for each in mine]
    searchers = [searching(number, people, newest, seconds, questions) for number in range(SEARCHERS)]
    told = race(*editors, *searchers, clocking(seconds), *([working(seconds)] if with_worker else []))
    changes = [change for some in told[:EDITORS] for change in some]
    answers = [answer for some in told[EDITORS : EDITORS + SEARCHERS] for answer in some]
    assert not with_worker or told[-1] > 0
    return [*born, *changes], answers, told[EDITORS + SEARCHERS]


@pytest.fixture
def queued(committed: None, settings: object) -> None:
    """Have the index written by a worker, if there is one, as in a portal."""
    settings.TASKS = {"default": settings.TASKS["default"] | {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(params=["database", pytest.param("server", marks=pytest.mark.elasticsearch)])
def in_use(request: pytest.FixtureRequest, queued: None, settings: object) -> Iterator[str]:
    """Search as visitors do, on the database or on a server before it."""
    if request.param == "database":
        yield request.param
        return
    with searching_on(request.getfixturevalue("search_address"), settings):
        yield request.param


def check(changes: list[Change], answers: list[Answer], second: float) -> None:
    """Fail where anything was wrong for longer than is promised, or where too little happened to say so."""
    faults = compare(changes, answers)
    allowed = PROMISED * second
    print(f"{len(changes)} changes; {summary(faults, len(answers))}; allowed {allowed:.1f} s")  # noqa: T201 (read with -s)
    assert {(answer.way, answer.found) for answer in answers} >= {
        (way, found) for way in WAYS for found in (True, False)
    }
    assert sum(not change.shown for change in changes) > 30
    assert beyond(faults, allowed) == []


def test_nobody_is_found_by_what_they_have_withdrawn(in_use: str) -> None:
    check(*run_race(in_use, 5))
    call_command("db_worker", "--queue-name", "search", "--batch", verbosity=0)
    assert repair().endswith("; 0 technicians mended, 0 stray rows deleted")


@pytest.mark.slow
@pytest.mark.alone
def test_nobody_is_found_by_it_in_a_longer_race_without_a_neighbour(in_use: str) -> None:
    check(*run_race(in_use, 15))


def test_without_a_worker_it_is_noticed(queued: None) -> None:
    changes, answers, _ = run_race("database", 4, with_worker=False)
    assert {fault.kind for fault in beyond(compare(changes, answers), PROMISED)} == {"stale", "late"}
