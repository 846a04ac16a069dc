"""Invented technicians as the index takes them: the project's own vocabulary of skills, all else made up by a seed."""

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from django.utils.text import slugify

from profiles.index_documents import INDEXED_AUDIENCES, Document
from profiles.words import fold

DATA = Path(__file__).resolve().parent.parent / "profiles" / "data"
CAMPUSES = ("Quarry Hill", "Harbourside", "Old Mill", "Northgate", "Station Road", "Riverside")
SUBJECTS = (
    "Chemistry", "Physics", "Biosciences", "Psychology", "Geography", "Earth Sciences", "Mechanical Engineering",
    "Civil Engineering", "Electrical Engineering", "Materials", "Computer Science", "Mathematics", "Architecture",
    "Art", "Design", "Music", "Drama", "Film", "Journalism", "Sport", "Nursing", "Medicine", "Dentistry", "Pharmacy",
    "Veterinary Science", "Agriculture", "Food Science", "Archaeology", "History", "Library Services",
)  # fmt: skip
KINDS = ("School of {}", "{} Workshops")
TITLES = ("Technician", "Senior Technician", "Technical Manager", "Laboratory Technician", "Workshop Technician",
          "Research Technician", "Teaching Technician", "Studio Technician")  # fmt: skip
KIT = ("microscope", "lathe", "laser cutter", "mass spectrometer", "centrifuge", "furnace", "camera", "printer",
       "milling machine", "incubator", "flow cytometer", "diffractometer", "kiln", "freezer")  # fmt: skip
MAKERS = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Larch", "Maple", "Rowan", "Willow")
GIVEN = ("Aisha", "Zoë", "Tom", "Rui", "Ana", "Nia", "Owen", "Priya", "Łukasz", "Mei", "Kofi", "Siân", "José", "Eve",
         "Bryn", "Amara", "Finn", "Ines", "Hana", "Joel")  # fmt: skip
SYLLABLES = ("ash", "bar", "cor", "den", "el", "fen", "gar", "hol", "ing", "ker", "lan", "mor", "nor", "pel", "quin",
             "ros", "sten", "tor", "vale", "wick")  # fmt: skip
SENTENCES = (
    "I look after the teaching laboratories and set up practicals for first-year students.",
    "Ask me before you order anything: we may have one in the store.",
    "I train new users on the instruments every second week and sign their logbooks.",
    "Much of my work is mending what others would throw away.",
    "I keep records of maintenance, calibration and risk assessments.",
    "Before I came here I worked in industry for ten years.",
    "I helped to write the safety notes for the workshop and run its induction.",
    "We share equipment with two other departments and keep one calendar for it.",
)
TODAY = datetime(2026, 11, 1, 9, tzinfo=UTC)


class Crowd:
    """Makes documents; the same seed and number give the same person."""

    def __init__(self, seed: int = 8) -> None:
        self.seed = seed
        with (DATA / "skills.csv").open(encoding="utf-8") as rows:
            self.skills = [(row["skill"], row["aliases"].split("|")) for row in csv.DictReader(rows)]
        with (DATA / "registrations.csv").open(encoding="utf-8") as rows:
            self.registrations = [(row["post_nominals"], row["name"]) for row in csv.DictReader(rows)]
        random.Random(seed).shuffle(self.skills)
        # Some skills are common and most are rare
        self.weights = list(accumulate(1 / (rank + 3) ** 0.7 for rank in range(len(self.skills))))
        self.equipment = [(f"{maker} {kit} {n}", maker) for n in (1, 2, 3) for maker in MAKERS for kit in KIT]
        self.departments = [kind.format(subject) for subject in SUBJECTS for kind in KINDS]

    def documents(self, technician_pks: range) -> Iterator[Document]:
        """Yield a document for each audience of each; of a tenth the public sees no skills."""
        for pk in technician_pks:
            for audience in INDEXED_AUDIENCES:
                yield self._document(pk, audience)

    def _document(self, pk: int, audience: str) -> Document:
        made = random.Random(f"{self.seed}-{pk}")
        given, family = made.choice(GIVEN), "".join(made.choices(SYLLABLES, k=3)).capitalize()
        skills = list(dict.fromkeys(made.choices(range(len(self.skills)), cum_weights=self.weights, k=12)))
        skills = skills[: made.randint(6, 12)]
        levels = [made.randint(1, 4) for _ in skills]
        kit = made.sample(self.equipment, made.randint(2, 4))
        department, campus = made.choice(self.departments), made.choice(CAMPUSES)
        registration = made.choice(self.registrations) if made.random() < 0.35 else None
        lines = made.sample(SENTENCES, made.randint(2, 6))
        if audience == "public" and pk % 10 == 0:
            skills, levels = [], []
        facets = [("skill", slugify(self.skills[n][0]), self.skills[n][0]) for n in skills]
        facets += [("equipment", slugify(name), name) for name, _ in kit]
        facets += [("department", slugify(department), department), ("campus", slugify(campus), campus)]
        facets += [("offer", "mentoring", "Mentoring")] if pk % 7 == 0 else []
        facets += [("registration", registration[0][:140], registration[1][:150])] if registration else []
        return Document(
            technician_pk=pk,
            audience=audience,
            sort_name=fold(f"{family} {given}"),
            updated=TODAY - timedelta(days=made.randint(0, 1500)),
            name=f"{given} {family}",
            skills="\n".join(
                " | ".join([self.skills[n][0], *self.skills[n][1]])
                for n, level in zip(skills, levels, strict=True)
                for _ in range(level)
            ),
            equipment="\n".join(f"{name} | {maker}" for name, maker in kit),
            title=made.choice(TITLES),
            place=f"{department}\n{campus}\nBuilding {pk % 40}\nRoom {pk % 300}",
            rest="\n".join([*lines, f"{registration[0]} | {registration[1]}" if registration else ""]),
            facets=tuple(dict.fromkeys(facets)),
        )
