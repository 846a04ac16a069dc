"""'My year': what one did in a period, for one's own appraisal; seen and taken away by nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags
from docx import Document

from portal.core.registries import MOST_YEAR_ROWS, YearPart, YearRow, my_year
from profiles.enums import ContributionKind, CpdKind, Credit, CreditRole, RegistrationStage, SkillLevel
from profiles.models import (
    Achievement,
    CommitteeSeat,
    Contribution,
    CpdRow,
    Registration,
    RegistrationType,
    Technician,
    TechnicianSkill,
)
from profiles.my_year import gather, parts_on_offer
from profiles.year_periods import Period
from tests.factories.people import SkillFactory, TechnicianFactory, UserFactory, live_technician
from tests.statements import that_write

URL, FILE = "/me/year/", "/me/year/my-year.docx"
DAYS = {"start": "2025-08-01", "end": "2026-07-31"}
YEAR = Period(date(2025, 8, 1), date(2026, 7, 31))
ALL = [key for key, _ in parts_on_offer()]
FIRST, LAST, BEFORE, AFTER = YEAR.start, YEAR.end, date(2025, 7, 31), date(2026, 8, 1)


def learned(technician: Technician, on: date, title: str = "Vacuum course", **fields: Any) -> CpdRow:
    values = {"hours": Decimal("1.5"), "kind": CpdKind.FORMAL} | fields
    return CpdRow.objects.create(technician=technician, date=on, title=title, **values)


def rows_of(technician: Technician, key: str, period: Period = YEAR) -> list[tuple[str, str, str, str]]:
    """Return (when, title, detail, address) of a part's rows."""
    read = Technician.objects.for_owner().get(pk=technician.pk)
    year = gather(read, period, [key])
    return [(row.day, row.title, row.detail, row.url) for part in year.parts for row in part.filled.rows]


def words_of(client: Client, sent: dict[str, Any]) -> str:
    """Return the words of the page, each gap a single space."""
    return " ".join(unescape(strip_tags(client.get(URL, sent).content.decode())).split())


@contextmanager
def offered(part: YearPart) -> Iterator[None]:
    """Offer a part for a while, as an app does for good."""
    my_year.register(part)
    try:
        yield
    finally:
        del my_year._entries[part.key]


# --- what is gathered -----------------------------------------------------------------------------------------------


def test_the_log_of_the_period_with_its_hours_by_kind(drafter: Technician) -> None:
    learned(drafter, BEFORE, "Too early")
    learned(drafter, FIRST, "On the first day", kind=CpdKind.OTHER, hours=Decimal("0.25"))
    learned(drafter, LAST, "On the last day")
    learned(drafter, LAST, "Once more", hours=Decimal("2"))
    learned(drafter, AFTER, "Too late")
    learned(live_technician(), FIRST, "Of somebody else")
    cpd = gather(Technician.objects.for_owner().get(pk=drafter.pk), YEAR, ALL).cpd
    assert cpd is not None
    assert [row.title for row in cpd.rows] == ["Once more", "On the last day", "On the first day"]
    assert (cpd.total, cpd.kinds) == (
        "3.75 hours",
        (("Course or qualification", "3.5 hours"), ("Other", "0.25 hours")),
    )


def test_registrations_that_were_gained_or_renewed(drafter: Technician, facts: None) -> None:
    types = {kind.post_nominals: kind for kind in RegistrationType.objects.all()}
    held = {"technician": drafter, "stage": RegistrationStage.HELD}
    Registration.objects.create(type=types["RSci"], awarded_on=FIRST, renewed_on=LAST, body="IST", **held)
    Registration.objects.create(type=types["CSci"], awarded_on=BEFORE, renewed_on=AFTER, **held)
    Registration.objects.create(
        technician=drafter, type=types["EngTech"], stage=RegistrationStage.LAPSED, awarded_on=date(2026, 1, 5)
    )
    Registration.objects.create(technician=drafter, type=types["IEng"], stage=RegistrationStage.PREPARING)
    name = {key: f"{types[key].name} ({key})" for key in ("RSci", "EngTech")}
    assert rows_of(drafter, "registrations") == [
        ("31 July 2026", name["RSci"], "Renewed, IST", ""),
        ("5 January 2026", name["EngTech"], "Awarded", ""),
        ("1 August 2025", name["RSci"], "Awarded, IST", ""),
    ]


def test_what_has_a_year_alone_stands_where_any_of_its_days_does(drafter: Technician) -> None:
    for year in (2024, 2025, 2026, 2027):
        Achievement.objects.create(technician=drafter, title=f"Prize of {year}", year=year, detail="For glass")
    assert rows_of(drafter, "achievements") == [
        ("2026", "Prize of 2026", "For glass", ""),
        ("2025", "Prize of 2025", "For glass", ""),
    ]
    assert [row[0] for row in rows_of(drafter, "achievements", Period(date(2027, 3, 1), date(2027, 3, 1)))] == ["2027"]


def test_contributions_with_their_credit_where_it_is_told(drafter: Technician) -> None:
    told = {"technician": drafter, "year": 2026}
    Contribution.objects.create(
        title="A paper", doi="10.1000/182", detail="Built the rig", credit=Credit.AUTHOR,
        credit_role=CreditRole.RESOURCES, **told,
    )  # fmt: skip
    Contribution.objects.create(
        title="B talk", kind=ContributionKind.TALK, credit=Credit.NOT_CREDITED, url="https://talk.example/", **told
    )
    Contribution.objects.create(title="C grant", kind=ContributionKind.GRANT, credit=Credit.NOT_SAID, **told)
    assert rows_of(drafter, "contributions") == [
        ("2026", "A paper", "Paper, author, resources. Built the rig", "https://doi.org/10.1000/182"),
        ("2026", "B talk", "Talk", "https://talk.example/"),
        ("2026", "C grant", "Grant", ""),
    ]


def test_seats_on_committees_that_were_held_in_it(drafter: Technician) -> None:
    for name, started, ended in (
        ("Over before", date(2020, 1, 1), BEFORE),
        ("Over on the first day", date(2020, 1, 1), FIRST),
        ("Goes on", LAST, None),
        ("Begins after", AFTER, None),
    ):
        CommitteeSeat.objects.create(
            technician=drafter, committee=name, role="Member", started_on=started, ended_on=ended
        )
    assert rows_of(drafter, "committees") == [
        ("Since 31 July 2026", "Goes on", "Member", ""),
        ("1 January 2020 to 1 August 2025", "Over on the first day", "Member", ""),
    ]


def test_skills_since_a_year_of_it(drafter: Technician) -> None:
    for name, since in (("Fusing", 2026), ("Blowing", 2024), ("Grinding", None)):
        TechnicianSkill.objects.create(
            technician=drafter, skill=SkillFactory(name=name), level=SkillLevel.EXPERT, since=since
        )
    assert rows_of(drafter, "skills") == [("2026", "Fusing", "Expert", "")]


def test_what_another_app_offers_is_asked_for_this_technician_and_these_days(drafter: Technician) -> None:
    asked = []

    def rows(*told: Any) -> list[YearRow]:
        asked.append(told)
        return [YearRow(LAST, f"Thanks {number}", "For the pump", "/thanks/") for number in range(told[3])]

    with offered(YearPart("thanks", "Thanks", rows, "None yet.")):
        (part,) = gather(Technician.objects.for_owner().get(pk=drafter.pk), YEAR, ["thanks"]).parts
    assert asked == [(drafter.pk, FIRST, LAST, MOST_YEAR_ROWS + 1)]
    assert (len(part.filled.rows), part.filled.is_cut) == (MOST_YEAR_ROWS, True)
    assert part.filled.rows[0].day == "31 July 2026"


def test_each_part_has_a_key_of_its_own() -> None:
    assert len(set(ALL)) == len(ALL)
    assert ALL == [
        "cpd", "registrations", "contributions", "achievements", "committees", "skills",
        "awards_honours", "awards_thanks", "events_spoke", "events_outreach", "stories",
    ]  # fmt: skip


# --- the page -------------------------------------------------------------------------------------------------------


def test_it_shows_the_last_twelve_months_where_nothing_is_asked_for(own: Client, drafter: Technician) -> None:
    today = timezone.localdate()
    learned(drafter, today, "Learned today", reflection="I check the oil.\nTwice.")
    learned(drafter, today - timedelta(days=366), "Learned long ago")
    answer = own.get(URL)
    page = answer.content.decode()
    assert answer.context["year"].period.end == today
    assert "Learned today" in page
    assert "I check the oil.<br>Twice." in page
    assert "Learned long ago" not in page
    assert '<a href="?period=twelve-months" aria-current="page">Last twelve months</a>' in page
    assert page.count('aria-current="page">') == 2  # the last of the crumbs, and this
    assert own.head(URL).status_code == 200


def test_links_and_own_days_choose_the_period_and_ticks_the_parts(own: Client, drafter: Technician) -> None:
    learned(drafter, FIRST, "In that year")
    Achievement.objects.create(technician=drafter, title="A prize", year=2026)
    words = words_of(own, DAYS | {"part": ["cpd", "achievements"]})
    assert "1 August 2025 to 31 July 2026" in words
    assert "1.5 hours in all: course or qualification 1.5 hours" in words
    assert ("In that year" in words, "A prize" in words) == (True, True)
    only = own.get(URL, DAYS | {"part": ["achievements"]})
    assert "In that year" not in only.content.decode()
    assert only.context["file_url"] == f"{FILE}?start=2025-08-01&end=2026-07-31&part=achievements"
    assert [tab.url for tab in only.context["tabs"]][:2] == [
        "?period=twelve-months&part=achievements",
        "?period=this-year&part=achievements",
    ]
    by_link = own.get(URL, {"period": "last-year", "part": ["achievements", "martians"]})
    assert by_link.context["year"].period == Period(
        date(timezone.localdate().year - 1, 1, 1), date(timezone.localdate().year - 1, 12, 31)
    )
    assert [box.data["value"] for box in by_link.context["form"]["part"] if box.data["selected"]] == ["achievements"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"start": ""}, "Give the first day."),
        ({"end": ""}, "Give the last day."),
        ({"start": "31 June"}, "Give the first day as a date."),
        ({"end": "2025-02-30"}, "Give the last day as a date."),
        ({"end": "2025-07-31"}, "The last day is before the first. One of the two is wrong."),
        ({"end": "2031-08-01"}, "Choose five years at the most."),
        ({"end": "9999-12-31"}, "Choose five years at the most."),
        ({"part": []}, "Tick at least one."),
        ({"part": ["martians"]}, "One of these is no longer on offer."),
    ],
)
def test_refuses_days_that_are_no_period(own: Client, drafter: Technician, sent: dict[str, Any], words: str) -> None:
    learned(drafter, FIRST)
    asked = DAYS | {"part": ["cpd"]} | sent
    answer = own.get(URL, asked)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Vacuum course" not in answer.content.decode()
    led = own.get(FILE, asked)
    assert led.status_code == 302
    assert words in own.get(led["Location"]).content.decode()


def test_where_there_is_nothing_it_says_how_something_comes_there(own: Client) -> None:
    words = words_of(own, {})
    for said in (
        "Nothing in this period",
        "Add to your CPD log",
        "Add a contribution",
        "Where you are named as a speaker, and agreed, it stands here afterwards.",
        "A story that you agreed to stands here once it is out.",
    ):
        assert said in words
    page = own.get(URL).content.decode()
    for address in ("/me/cpd/", "/me/profile/contributions/", "/me/profile/skills/"):
        assert f'href="{address}"' in page
    assert "Download as a Word document" not in page


def test_what_people_typed_is_shown_as_text(own: Client, drafter: Technician) -> None:
    learned(drafter, FIRST, "<b>Bold</b>", reflection="<script>1</script>")
    Achievement.objects.create(technician=drafter, title="<i>Prize</i>", year=2026)
    page = own.get(URL, DAYS | {"part": ALL}).content.decode()
    for text in ("&lt;b&gt;Bold&lt;/b&gt;", "&lt;script&gt;1", "&lt;i&gt;Prize&lt;/i&gt;"):
        assert text in page


def test_my_page_and_the_log_lead_there(own: Client) -> None:
    for page in ("/me/", "/me/cpd/"):
        assert f'href="{URL}"' in own.get(page).content.decode(), page


# --- whose it is ----------------------------------------------------------------------------------------------------


def test_it_is_its_owners_alone(client: Client, drafter: Technician) -> None:
    learned(drafter, timezone.localdate(), "Mine alone")
    assert client.get(URL)["Location"] == "/account/login/?next=/me/year/"
    assert client.get(FILE)["Location"].startswith("/account/login/")
    manager = live_technician()
    Technician.objects.filter(pk=drafter.pk).update(manager=manager)
    client.force_login(manager.user)
    assert "Mine alone" not in client.get(URL).content.decode()
    assert "Mine alone" not in "".join(text_of(client.get(FILE).content))
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(URL)["Location"] == client.get(FILE)["Location"] == "/claim/"
    left = TechnicianFactory(user=UserFactory(), state="left")
    client.force_login(left.user)
    assert (client.get(URL).status_code, client.get(FILE).status_code) == (410, 410)


def test_it_is_read_only_and_kept_nowhere(own: Client, drafter: Technician) -> None:
    learned(drafter, timezone.localdate())
    own.get(URL)
    for address in (URL, FILE):
        with CaptureQueriesContext(connection) as captured:
            answer = own.get(address)
        assert that_write(captured) == []
        assert "no-store" in answer["Cache-Control"]
        assert own.post(address).status_code == 405


# --- the file -------------------------------------------------------------------------------------------------------


def text_of(content: bytes) -> list[str]:
    """Return every text of a document: of its lines, then of the cells of its tables."""
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [line.text for line in document.paragraphs] + cells


def test_as_a_word_document(own: Client, drafter: Technician) -> None:
    learned(drafter, date(2026, 3, 5), "Pumps\x0b & <w:t>", reflection="=Leaks less\nby half")
    learned(drafter, FIRST, "Talk", kind=CpdKind.OTHER, hours=Decimal("1"))
    learned(drafter, AFTER, "Too late")
    Achievement.objects.create(technician=drafter, title="=1+1", year=2026, detail="For\uffff glass")
    CommitteeSeat.objects.create(technician=drafter, committee="Safety", started_on=date(2026, 5, 6))
    answer = own.get(FILE, DAYS | {"part": ["cpd", "achievements", "contributions"]})
    assert answer["Content-Disposition"] == 'attachment; filename="my-year-2025-08-01-to-2026-07-31.docx"'
    document = Document(BytesIO(answer.content))
    today = timezone.localdate()
    assert [(line.style.name, line.text) for line in document.paragraphs] == [  # type: ignore[union-attr]
        ("Title", "My year"),
        ("Normal", drafter.display_name),
        ("Normal", "1 August 2025 to 31 July 2026"),
        ("Normal", f"Made on {today:%-d %B %Y}"),
        ("Heading 1", "Professional development"),
        ("Normal", "2.5 hours in all"),
        ("List Bullet", "Course or qualification: 1.5 hours"),
        ("List Bullet", "Other: 1 hour"),
        ("Heading 1", "Achievements"),
    ]
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == [
        [
            ["Date", "What", "How", "Hours", "What it changed"],
            ["5 March 2026", "Pumps & <w:t>", "Course or qualification", "1.5", "=Leaks less\nby half"],
            ["1 August 2025", "Talk", "Other", "1", ""],
        ],
        [["When", "What", "More of it"], ["2026", "=1+1", "For glass"]],
    ]
    assert document.core_properties.author == drafter.display_name


def test_a_document_of_nothing_says_so_and_one_that_is_cut_too(own: Client, drafter: Technician) -> None:
    assert text_of(own.get(FILE, DAYS | {"part": ["cpd"]}).content)[-1] == "Nothing was recorded in this period."
    many = YearPart("thanks", "Thanks", lambda technician, start, end, most: [YearRow(end, "Thanks")] * most)
    with offered(many):
        lines = text_of(own.get(FILE, DAYS | {"part": ["thanks"]}).content)
        assert f"The latest {MOST_YEAR_ROWS}. There are more: choose fewer days to see them." in lines
        assert f"The latest {MOST_YEAR_ROWS}. There are more" in words_of(own, DAYS | {"part": ["thanks"]})


# --- what it costs --------------------------------------------------------------------------------------------------


def test_it_costs_the_same_for_one_and_for_thirty(own: Client, drafter: Technician, facts: None) -> None:
    kinds = list(RegistrationType.objects.all()[:30])
    costs = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            learned(drafter, FIRST, f"Course {number}")
            told = {"technician": drafter, "year": 2026}
            Achievement.objects.create(title=f"Prize {number}", **told)
            Contribution.objects.create(title=f"Paper {number}", **told)
            CommitteeSeat.objects.create(technician=drafter, committee=f"Group {number}", started_on=FIRST)
            TechnicianSkill.objects.create(technician=drafter, skill=SkillFactory(), since=2026)
            Registration.objects.create(
                technician=drafter, type=kinds[number], stage=RegistrationStage.HELD, awarded_on=FIRST
            )
        own.get(URL, DAYS | {"part": ALL})
        with CaptureQueriesContext(connection) as captured:
            page = own.get(URL, DAYS | {"part": ALL}).content.decode()
        assert all(f"{name} {numbers[-1]}" in page for name in ("Course", "Prize", "Paper", "Group"))
        costs.append([query["sql"] for query in captured])
    assert len(costs[0]) == len(costs[1]), "\n".join(costs[1])
    own.get("/me/cpd/")
    with CaptureQueriesContext(connection) as of_the_log:
        own.get("/me/cpd/")
    # Two for the log there; here one for the log, two each for where they spoke and for outreach, one
    # each for stories, awards and thanks
    assert len(costs[0]) <= len(of_the_log) + 6
