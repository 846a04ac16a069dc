"""The sample university's awards: rounds in each state, who is nominated, judged and honoured, and thanks.

Rounds are made, cancelled and finished by the services; what came to pass weeks ago is written as it would stand.
Nobody is written to.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.utils import timezone

from awards.enums import (
    FINAL_OUTCOMES,
    HONOURED,
    AskNominee,
    Blind,
    Conflict,
    NominationState,
    Outcome,
    ReviewState,
    RoundState,
    SchemeKind,
    Seat,
    SeconderState,
)
from awards.live_keys import live_key
from awards.models import (
    AwardIndexPage,
    Candidate,
    Category,
    Criterion,
    Honour,
    HonouredPerson,
    Judge,
    Nomination,
    NominationAnswer,
    NominationQuestion,
    Nominee,
    Review,
    Round,
    SchemePage,
    Score,
    Seconder,
    Thanks,
)
from awards.services.honouring import finish_round
from awards.services.round_parts import add_part
from awards.services.rounds import cancel_round, make_round
from portal.accounts.models import User
from portal.core.enums import Agreement
from portal.core.times import LONDON
from portal.demo.sample import DATA
from portal.front.services.page_writing import write_page
from profiles.models import Technician

Words = Mapping[str, Any]
DOMAIN = "wexcombe.example"  # of the addresses of those whom the file names
NOON, EVENING = time(12), time(17)
JUDGED = (RoundState.JUDGING, RoundState.DECIDED, RoundState.ANNOUNCED)
REASONS = {
    Outcome.WINNER: "The panel was of one mind, and took nine minutes.",
    Outcome.COMMENDED: "So close that the panel read it twice.",
    Outcome.NOT_CHOSEN: "Good work, of which the panel would like to read more next year.",
}


def sample_awards() -> dict[str, Any]:
    """Return what the file holds: `schemes`, `rounds` with their nominations, `honours` and `thanks`."""
    return tomllib.loads((DATA / "awards.toml").read_text(encoding="utf-8"))


def write_awards(organiser: User) -> None:
    """Write all of it beneath the list of awards, which is there, and the awards of other bodies."""
    data = sample_awards()
    call_command("load_awards", verbosity=0)
    index = AwardIndexPage.objects.get()
    schemes = {row["slug"]: _write_scheme(index, row) for row in data["schemes"]}
    for row in data["rounds"]:
        _write_round(schemes[row["scheme"]], row, organiser)
    for row in data["honours"]:
        _write_honour(schemes[row["scheme"]], row, organiser)
    for row in data["thanks"]:
        _write_thanks(row)


def _account(name: str) -> User:
    return User.objects.get(email=f"{name}@{DOMAIN}")


def _technician(name: str) -> Technician:
    return Technician.objects.get(email=f"{name}@{DOMAIN}")


def _moment(days: int, at: time = NOON) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=days), at, LONDON)


def _write_scheme(index: AwardIndexPage, row: Words) -> SchemePage:
    words = {name: row[name] for name in ("slug", "title", "summary", "who_may_enter")}
    words |= {"type": "awards.SchemePage", "publish": True, "body": [{"text": _markup(row["text"])}]}
    if "awarding_body" in row:
        words |= _of_another_body(row)
    page: Any = write_page(index, words)
    return SchemePage.objects.get(pk=page.pk)


def _of_another_body(row: Words) -> dict[str, Any]:
    """Return what is said besides of another body's award, which somebody looked at today."""
    today = timezone.localdate()
    days = {"next_opens_on": row.get("opens_in"), "next_closes_on": row.get("closes_in")}
    dates = {name: today + timedelta(days=count) for name, count in days.items() if count}
    words = {name: row[name] for name in ("awarding_body", "usual_dates")}
    return {**words, **dates, "kind": SchemeKind.EXTERNAL, "checked_on": today}


def _markup(text: str) -> str:
    """Return paragraphs, of which one may begin with a heading."""
    parts = (part.strip() for part in text.split("\n\n"))
    lines = (part.split("\n", 1) if part.startswith("## ") else ["", part] for part in parts)
    return "".join(
        (f"<h2>{heading.removeprefix('## ')}</h2>" if heading else "") + f"<p>{words}</p>" for heading, words in lines
    )


# --- rounds ---------------------------------------------------------------------------------------------------------


def _write_round(scheme: SchemePage, row: Words, organiser: User) -> None:
    state = RoundState(row["state"])
    opens, closes, judged, letters, _ = row["days"]
    round_ = make_round(scheme, _said_of_round(row), by=organiser)
    for part in _parts(row):
        add_part(part.model, round_.pk, part.values, by=organiser)
    if state == RoundState.CANCELLED:
        cancel_round(round_.pk, by=organiser, reason=row["reason"])
    judges = [
        Judge.objects.create(round=round_, user=_account(name), seat=Seat.JUDGE if order else Seat.CHAIR)
        for order, name in enumerate(row.get("judges", []))
    ]
    # What happened to it is over, as no service would have it: they write down the moment at which they are called
    if state in JUDGED:
        round_.judging_opened_at = _moment(closes + 1)
    if state == RoundState.ANNOUNCED:
        round_.finished_at, round_.letters_sent_at = _moment(judged), _moment(letters)
        round_.announced_at = round_.announce_at
    round_.save(update_fields=["judging_opened_at", "finished_at", "letters_sent_at", "announced_at"])
    categories = {category.name: category for category in round_.categories.all()}
    for number, words in enumerate(row.get("nominations", []), start=1):
        nomination = _write_nomination(round_, categories[words["category"]], words, _moment(opens + number))
        if state in JUDGED:
            _write_judging(nomination, words, judges, number)
    if state == RoundState.DECIDED:
        finish_round(round_.pk, by=organiser)


def _said_of_round(row: Words) -> dict[str, Any]:
    """Return what is said of a round, by the names of the services."""
    opens, closes, judged, letters, announced = row["days"]
    announce_at = _moment(announced)
    return {
        "name": f"{announce_at:%B %Y}",  # in some months two rounds of a scheme are announced in one year
        "year": announce_at.year,
        "introduction": row.get("introduction", ""),
        "opens_at": _moment(opens),
        "closes_at": _moment(closes, EVENING),
        "judging_ends_at": _moment(judged, EVENING),
        "letters_at": _moment(letters),
        "announce_at": announce_at,
        "blind": Blind(row.get("blind", "")),
        "ask_nominee": AskNominee(row.get("ask_nominee", "later")),
        "most_seconders": row["seconders"],
        "allows_self": False,
        "employed_since": None,
        "departments": [],
        "not_won_years": 0,
        "judges_each": 3,
    }


@dataclass(frozen=True)
class Part:
    """A category, question or criterion of a round, as the service takes it."""

    model: type[Category | NominationQuestion | Criterion]
    values: dict[str, Any]


def _parts(row: Words) -> Iterator[Part]:
    for name, kind in row["categories"]:
        yield Part(Category, {"name": name, "kind": kind, "description": ""})
    for text in row["questions"]:
        asked = {"text": text, "help_text": "", "least_words": 0, "most_words": 300, "is_required": True}
        yield Part(NominationQuestion, asked)
    for name, weight in row["criteria"]:
        yield Part(Criterion, {"name": name, "weight": weight, "description": ""})


def _write_nomination(round_: Round, category: Category, words: Words, at: datetime) -> Nomination:
    is_draft = words.get("draft", False)
    nomination: Nomination = Nomination.objects.create(
        round=round_,
        category=category,
        nominator=_account(words["by"]),
        title=words["title"],
        team_name=words.get("team", ""),
        state=NominationState.DRAFT if is_draft else NominationState.SENT,
        made_at=at,
        changed_at=at,
        sent_at=None if is_draft else at,
    )
    agreement = Agreement(words.get("agreement", Agreement.NOT_ASKED))
    for order, name in enumerate(words["who"]):
        nominee = Nominee(nomination=nomination, technician=_technician(name), order=order, agreement=agreement)
        nominee.asked_at = at if agreement != Agreement.NOT_ASKED else None
        nominee.answered_at = at + timedelta(days=1) if agreement == Agreement.AGREED else None
        nominee.live_key = None if order else live_key(nomination, nominee)
        nominee.save()
    for question, text in zip(round_.questions.all(), words["answers"], strict=False):
        NominationAnswer.objects.create(nomination=nomination, question=question, text=text)
    for number, (name, said) in enumerate(words.get("seconders", [])):
        Seconder.objects.create(
            nomination=nomination, name=name, email=f"seconder{nomination.pk}-{number}@{DOMAIN}", words=said,
            state=SeconderState.GIVEN if said else SeconderState.INVITED, invited_at=at,
            answered_at=at + timedelta(days=2) if said else None,
        )  # fmt: skip
    return nomination


def _write_judging(nomination: Nomination, words: Words, judges: Sequence[Judge], number: int) -> None:
    """Write the candidate of a nomination, what judges gave, and what was decided."""
    category = nomination.category
    if category is None:
        raise ValueError(f"'{nomination}' has no category, and so cannot be judged.")
    outcome = Outcome(words.get("outcome", Outcome.UNDECIDED))
    decided = outcome in FINAL_OUTCOMES
    candidate = Candidate.objects.create(
        category=category,
        key="+".join(f"technician:{row.technician_id}" for row in nomination.nominees.all()),
        number=number,
        outcome=outcome,
        reason=REASONS[outcome] if decided else "",
        decided_by=judges[0].user if decided else None,
        decided_at=nomination.round.finished_at or (nomination.round.judging_ends_at if decided else None),
        version=int(decided),
    )
    Nomination.objects.filter(pk=nomination.pk).update(candidate=candidate)
    for judge, score in zip(judges, words["scores"], strict=True):
        _write_review(judge, candidate, nomination, score)
    if outcome in HONOURED and nomination.round.announced_at:
        _write_honours_of(nomination, candidate)


def _write_review(judge: Judge, candidate: Candidate, nomination: Nomination, score: int) -> None:
    """Write what one judge gave; none: a conflict where they manage who is nominated, else still to be declared."""
    managed = nomination.nominees.filter(technician__manager__user=judge.user).exists()
    at = nomination.round.judging_opened_at
    if managed:
        state, conflict = ReviewState.CONFLICT, Conflict.MANAGER.value
    else:
        state, conflict = (ReviewState.SCORED if score else ReviewState.ASSIGNED), ""
    review = Review.objects.create(
        judge=judge,
        candidate=candidate,
        state=state,
        conflict=conflict,
        declared_at=at if state == ReviewState.SCORED else None,
        scored_at=at if state == ReviewState.SCORED else None,
        notes="Says what was done, and for whom." if state == ReviewState.SCORED else "",
    )
    if state == ReviewState.SCORED:
        criteria = nomination.round.criteria.all()
        Score.objects.bulk_create(Score(review=review, criterion=each, value=score) for each in criteria)


# --- honours --------------------------------------------------------------------------------------------------------


def _write_honours_of(nomination: Nomination, candidate: Candidate) -> None:
    honour = Honour.objects.create(
        scheme=nomination.round.scheme,
        candidate=candidate,
        year=nomination.round.year,
        category_name=candidate.category.name,
        kind=candidate.outcome,
        team_name=nomination.team_name,
        citation=nomination.title,
        announced_at=nomination.round.announced_at,
    )
    _name(honour, [row.technician for row in nomination.nominees.select_related("technician")])


def _write_honour(scheme: SchemePage, row: Words, organiser: User) -> None:
    announced_at = _moment(-110) - relativedelta(years=row["years_ago"])
    honour = Honour.objects.create(
        scheme=scheme,
        year=announced_at.year,
        category_name=row["category"],
        team_name=row.get("team", ""),
        citation=row["citation"],
        announced_at=announced_at,
        made_by=organiser,
    )
    _name(honour, [_technician(name) for name in row["who"]])


def _name(honour: Honour, people: Iterable[Technician | None]) -> None:
    HonouredPerson.objects.bulk_create(
        HonouredPerson(
            honour=honour, technician=person, order=order, agreement=Agreement.AGREED,
            asked_at=honour.announced_at, answered_at=honour.announced_at,
        )
        for order, person in enumerate(people)
    )  # fmt: skip


def _write_thanks(row: Words) -> None:
    becomes, at = row.get("becomes", ""), timezone.now() - timedelta(days=row["days"])
    Thanks.objects.create(
        technician=_technician(row["who"]),
        sender=_account(row["by"]),
        words=row["words"],
        may_be_shown=row.get("may_be_shown", False),
        is_shown=becomes == "shown",
        is_kept=bool(becomes),
        read_at=at + timedelta(hours=3) if becomes else None,
        sent_at=at,
    )
