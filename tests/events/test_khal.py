"""Calendar files read back by khal, a calendar program that people use, started as they start it."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from events.calendars import calendar_of, occurrence_event, occurrence_uid
from events.enums import OccurrenceState
from events.models import Occurrence
from portal.core.times import LONDON
from tests.factories.events import OccurrenceFactory

pytestmark = pytest.mark.django_db
CONFIG = """
[calendars]
[[work]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


class Khal:
    """A calendar of somebody's in a folder, in the time zone they live in."""

    def __init__(self, folder: Path, zone: str = "Europe/London") -> None:
        self.folder = folder
        (folder / "calendar").mkdir(parents=True)
        (folder / "config").write_text(CONFIG.format(folder=folder, zone=zone), encoding="utf-8")

    def run(self, *arguments: str) -> str:
        """Run it; what it complains of fails the test."""
        command = [sys.executable, "-m", "khal", "-c", str(self.folder / "config"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def take(self, text: str) -> None:
        """Take a file into the calendar, as a click on an attachment does."""
        file = self.folder / "taken.ics"
        file.write_text(text, encoding="utf-8", newline="")
        self.run("import", "--batch", str(file))

    def listed(self, start: str, days: int = 1) -> list[str]:
        """Return a line for each entry of some days: when, what, where, and whether it is called off."""
        shape = "{start-time} {end-time} {title} @ {location}{cancelled}"
        return self.run("list", "--format", shape, "--day-format", "", start, f"{days}d").strip().splitlines()


def file_of(*occurrences: Occurrence) -> str:
    events = [
        occurrence_event(each, uid=occurrence_uid(each), sequence=each.sequence, method="PUBLISH", with_link=False)
        for each in occurrences
    ]
    return calendar_of(events, "What is on")


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[arg-type, misc]


def test_summer_time_falls_right_here_and_elsewhere(tmp_path: Path) -> None:
    before, after = (
        OccurrenceFactory(event__title="Glass", starts_at=at(2027, 3, day, 10), place="Room 3") for day in (26, 29)
    )
    here, there = Khal(tmp_path / "here"), Khal(tmp_path / "there", "Asia/Kolkata")
    for khal in (here, there):
        khal.take(file_of(before, after))
    assert here.listed("2027-03-26") == here.listed("2027-03-29") == ["10:00 12:00 Glass @ Room 3"]
    assert there.listed("2027-03-26") == ["15:30 17:30 Glass @ Room 3"]
    assert there.listed("2027-03-29") == ["14:30 16:30 Glass @ Room 3"]


def test_a_changed_date_moves_and_a_cancelled_one_is_called_off(tmp_path: Path) -> None:
    occurrence = OccurrenceFactory(event__title="Glass", starts_at=at(2027, 5, 4, 10), place="Room 3")
    khal = Khal(tmp_path / "here")
    khal.take(file_of(occurrence))
    assert khal.listed("2027-05-04") == ["10:00 12:00 Glass @ Room 3"]
    occurrence.starts_at, occurrence.ends_at = at(2027, 5, 5, 14), at(2027, 5, 5, 15)
    occurrence.sequence += 1
    occurrence.save()
    khal.take(file_of(occurrence))
    assert khal.listed("2027-05-04", 2) == ["14:00 15:00 Glass @ Room 3"]
    occurrence.state, occurrence.cancelled_reason = OccurrenceState.CANCELLED, "The kiln is broken."
    occurrence.sequence += 1
    occurrence.save()
    khal.take(file_of(occurrence))
    (called_off,) = khal.listed("2027-05-05")
    assert called_off.startswith("14:00 15:00 Cancelled: Glass @ Room 3")
    assert called_off.upper().endswith("CANCELLED")
