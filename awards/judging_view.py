"""The one gate between nominations and those who judge them.

`CandidateView` is a frozen copy that holds only what the judges of a round may see, and it is the sole way out: pages,
the printable pack, the minutes, files and their names are made from it and from nothing else. What is not listed here
is not shown.

In a blind round it holds no name of who nominates or seconds and, where asked, none of who is nominated: those are
taken out of all that people wrote as well (`masking`), and a file is there once an organiser has looked at it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.core.enums import Agreement
from profiles.visibility import audience_of

from .enums import Blind, Outcome, SeconderState
from .masking import Mask
from .names import nominee_name

if TYPE_CHECKING:
    from profiles.models import Technician

    from .models import Attachment, Candidate, Nomination, Nominee

NOMINATOR, NOMINEE, SECONDER = "[nominator]", "[nominee]", "[supporter]"
_REFUSED = (Agreement.REFUSED, Agreement.WITHDRAWN)
Hidden = tuple[str, list[str], list[str]]  # what stands in the place, names, what goes as a whole


@dataclass(frozen=True)
class AnswerView:
    """What was written to a question."""

    question: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class WordsView:
    """What a supporter wrote, or thanks that the nominee released; `name` is empty in a blind round."""

    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class FileView:
    """A file. `number`: its place among those of the candidate, which is its address too; `name`: as it is saved."""

    number: int
    label: str
    kind: str
    size: int
    name: str


@dataclass(frozen=True)
class NominationView:
    """One nomination. `by` is empty in a blind round."""

    title: str
    by: str
    answers: tuple[AnswerView, ...]
    words: tuple[WordsView, ...]
    thanks: tuple[WordsView, ...]
    files: tuple[FileView, ...]


@dataclass(frozen=True)
class LabelView:
    """What judges see of a candidate before they declare: enough to know whether they have a conflict of interest.

    `people` and `by` (who nominates) are empty where judges may not know.
    """

    number: int
    category: str
    label: str
    people: tuple[str, ...]
    by: tuple[str, ...]
    is_withdrawn: bool

    @property
    def people_of_team(self) -> tuple[str, ...]:
        """Return who they are where the label does not name them."""
        return people_apart(self.label, self.people)


@dataclass(frozen=True)
class CandidateView:
    """What those who declared no conflict see of a candidate."""

    number: int
    category: str
    label: str
    people: tuple[str, ...]
    nominations: tuple[NominationView, ...]
    outcome: str
    outcome_words: str
    reason: str
    version: int

    @property
    def people_of_team(self) -> tuple[str, ...]:
        """Return who they are where the label does not name them."""
        return people_apart(self.label, self.people)


def people_apart(label: str, people: tuple[str, ...]) -> tuple[str, ...]:
    """Return the people unless the label is their names."""
    return () if label == ", ".join(people) else people


def hides_nominator(blind: str) -> bool:
    """Say whether judges do not see who nominates and who seconds."""
    return blind in (Blind.NOMINATOR, Blind.BOTH)


def hides_nominee(blind: str) -> bool:
    """Say whether judges do not see who is nominated."""
    return blind == Blind.BOTH


def view_label(candidate: "Candidate", user: Any) -> LabelView:
    """Return what a judge sees of a candidate in lists and before declaring. Load with `with_people()`."""
    blind = candidate.category.round.blind
    nominations = _nominations(candidate)
    people = () if hides_nominee(blind) else _people(nominations, user)
    return LabelView(
        number=candidate.number,
        category=candidate.category.name,
        label=_label(candidate, nominations, people),
        people=people,
        by=() if hides_nominator(blind) else tuple(dict.fromkeys(row.from_name for row in nominations)),
        is_withdrawn=not nominations,
    )


def view_candidate(candidate: "Candidate", user: Any) -> CandidateView:
    """Return what a judge may see of a candidate. Load candidates with `with_nominations()`."""
    nominations = _nominations(candidate)
    mask = mask_of(nominations, candidate.category.round.blind)
    label = view_label(candidate, user)
    numbered = {file.pk: number for number, file in enumerate(shown_files(candidate), 1)}
    return CandidateView(
        number=candidate.number,
        category=label.category,
        label=label.label,
        people=label.people,
        nominations=tuple(_nomination(row, candidate, mask, numbered) for row in nominations),
        outcome=candidate.outcome,
        outcome_words=Outcome(candidate.outcome).label,
        reason=mask(candidate.reason),
        version=candidate.version,
    )


def shown_files(candidate: "Candidate") -> list["Attachment"]:
    """Return the files that judges may open, in the order by which they are numbered."""
    is_blind = bool(candidate.category.round.blind)
    rows = [row for nomination in _nominations(candidate) for row in nomination.attachments.all()]
    return [row for row in rows if row.is_released or not is_blind]


def mask_of(nominations: Iterable["Nomination"], blind: str) -> Mask:
    """Return what takes the names that judges may not see out of what was written.

    Of those who do not want to be nominated it is so in every round, as far as a team goes on without them.
    """
    rows = list(nominations)
    people = [row for nomination in rows for row in nomination.nominees.all()]
    hidden: list[Hidden] = [_hidden_nominee(row) for row in people if row.agreement in _REFUSED]
    if hides_nominee(blind):
        hidden += [_hidden_nominee(row) for row in people]
        hidden += [(NOMINEE, [], [nomination.team_name]) for nomination in rows]
    for nomination in rows if blind else ():
        hidden.append((NOMINATOR, *_of_account(nomination.nominator, nomination.nominator_name)))
        hidden.append((NOMINATOR, [], _address(nomination.nominator_email)))
        for row in nomination.seconders.all():
            names, whole = _of_account(row.user, row.name)
            hidden.append((SECONDER, names, [*whole, *_address(row.email)]))
        for released in nomination.released_thanks.all():
            hidden.append((SECONDER, *_of_account(released.thanks.sender, "")))
    return Mask(hidden)


def _nominations(candidate: "Candidate") -> list["Nomination"]:
    """Return those that may be judged, as `with_nominations()` loaded them."""
    loaded: list[Nomination] = candidate.judged_nominations  # type: ignore[attr-defined]
    return loaded


def _label(candidate: "Candidate", nominations: list["Nomination"], people: tuple[str, ...]) -> str:
    if hides_nominee(candidate.category.round.blind) or not nominations:
        return f"Candidate {candidate.number}"
    team = next((row.team_name for row in nominations if row.team_name), "")
    return team or ", ".join(people) or f"Candidate {candidate.number}"


def _people(nominations: list["Nomination"], user: Any) -> tuple[str, ...]:
    """Return who is nominated, each once, technicians by the name that a colleague may see."""
    names: dict[str, str] = {}
    for nomination in nominations:
        for row in nomination.nominees.all():
            if row.agreement not in _REFUSED:
                key = f"t{row.technician_id}" if row.technician_id else row.name
                names.setdefault(key, nominee_name(row, audience_of(user)))
    return tuple(names.values())


def _nomination(
    nomination: "Nomination", candidate: "Candidate", mask: Mask, numbered: dict[int, int]
) -> NominationView:
    is_blind = hides_nominator(candidate.category.round.blind)
    answers = sorted(nomination.answers.all(), key=lambda row: (row.question.order, row.question_id))
    given = [row for row in nomination.seconders.all() if row.state == SeconderState.GIVEN]
    return NominationView(
        title=mask(nomination.title),
        by="" if is_blind else nomination.from_name,
        answers=tuple(AnswerView(row.question.text, _paragraphs(mask(row.text))) for row in answers if row.text),
        words=tuple(WordsView("" if is_blind else row.name, _paragraphs(mask(row.words))) for row in given),
        thanks=tuple(
            WordsView("", _paragraphs(mask(row.thanks.words)))
            for row in sorted(nomination.released_thanks.all(), key=lambda row: row.pk)
        ),
        files=tuple(
            _file(row, numbered[row.pk], candidate, mask) for row in nomination.attachments.all() if row.pk in numbered
        ),
    )


def _file(row: "Attachment", number: int, candidate: "Candidate", mask: Mask) -> FileView:
    return FileView(
        number=number,
        label=mask(row.label),
        kind=row.get_kind_display(),
        size=row.size,
        name=f"candidate-{candidate.number}-file-{number}.{row.kind}",
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _hidden_nominee(row: "Nominee") -> Hidden:
    names = [row.name, *_names_of(row.technician)]
    return NOMINEE, names, _address(row.email) + _address(row.technician.email if row.technician else "")


def _names_of(technician: "Technician | None") -> list[str]:
    """Return every name that the staff list or the profile has of somebody; read to be taken out, and never shown."""
    if technician is None:
        return []
    return [
        technician.listed_name, technician.display_name, technician.given_name, technician.family_name,
        technician.preferred_name,
    ]  # fmt: skip


def _of_account(user: Any, name: str) -> tuple[list[str], list[str]]:
    """Return the names of an account, and what goes as a whole: its address."""
    if user is None:
        return [name], []
    technician = getattr(user, "technician", None)
    names = [name, user.get_full_name(), user.first_name, user.last_name, *_names_of(technician)]
    return names, _address(user.email) + _address(technician.email if technician else "")


def _address(email: str) -> list[str]:
    """Return what of an address tells whose it is: all of it, and what stands before the @."""
    return [email, email.partition("@")[0]] if email else []
