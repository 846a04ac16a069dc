"""Finding actions in a plan: what the address asks for, what fits it, and what is said of it.

Everything is done on standings that are read already, so that SQLite and PostgreSQL find the same: case, accents and
the order of words do not matter.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from plan.enums import BEHIND, ActionStatus
from plan.grid import part_key
from plan.progress import SHOWN_ORDER, Part
from plan.standing import Standing
from plan.themes import NO_THEME, ThemeGroup, by_theme
from portal.core.search_box import one_line
from profiles.words import Term, all_in, fold, terms_of

LONGEST_TEXT = 200  # characters of a value in the address that are looked at
OVERDUE = "overdue"
LATE = "behind"  # at risk or delayed: what the headline figure counts, offered as a status where it is asked for
YES = "yes"
ALL = "all"
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Choice:
    """What the address asks for, as far as it can be understood: anything else in it is passed over."""

    page: int = 1
    q: str = ""
    status: str = ""
    theme: str = ""
    lead: str = ""
    due: str = ""
    evidence: str = ""
    show: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether any filter is in use."""
        return any((self.q, self.status, self.theme, self.lead, self.due, self.evidence))

    @property
    def shows_all(self) -> bool:
        """Say whether all is to stand on one page, each action with its detail and steps, as for printing."""
        return self.show == ALL

    @property
    def query(self) -> str:
        """Return the address's query, never with the page."""
        return urlencode({name: value for name, value in self._words.items() if value})

    def without(self, name: str) -> "Choice":
        """Return the same without one of the filters."""
        return Choice(1, **(self._words | {name: ""}))

    @property
    def _words(self) -> dict[str, str]:
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "page"}


@dataclass(frozen=True)
class Option:
    """A value that the form offers; `count` of actions that fit it beside all else that is chosen."""

    value: str
    label: str
    is_chosen: bool
    count: int = 0


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    url: str


class Finder:
    """Finds actions among those of one plan."""

    def __init__(self, standings: Sequence[Standing], parts: Sequence[Part]) -> None:
        self.standings = standings
        self.parts = {part_key(part): part for part in parts}

    @cached_property
    def groups(self) -> list[ThemeGroup]:
        """Return the actions by theme."""
        return by_theme(self.standings)

    @cached_property
    def themes(self) -> dict[str, str]:
        """Return the names of the themes, by what the address calls them."""
        return {group.key: group.name for group in self.groups}

    @cached_property
    def leads(self) -> dict[str, str]:
        """Return the leads as they are written first, by their folded words, in the order of the alphabet."""
        found: dict[str, str] = {}
        for standing in self.standings:
            for words in leads_of(standing):
                found.setdefault(_key(words), words)
        return dict(sorted(found.items()))

    @cached_property
    def dues(self) -> dict[str, str]:
        """Return what can be chosen of dates: in a part of the plan's time, or before it begins."""
        within = {f"in-{key}": f"{part.label}, {part.small}" for key, part in self.parts.items()}
        before = {f"before-{key}": f"{part.span.start:%B %Y}" for key, part in list(self.parts.items())[1:]}
        return within | before

    def read(self, asked: QueryDict) -> Choice:
        """Return what the address asks for; values that this plan does not have are left out."""
        words = {name: one_line(asked.get(name, ""), LONGEST_TEXT) for name in ("q", "status", "theme", "lead", "due")}
        statuses = {*ActionStatus.values, OVERDUE, LATE}
        page = asked.get("page", "")
        return Choice(
            q=words["q"],
            status=words["status"] if words["status"] in statuses else "",
            theme=words["theme"] if words["theme"] in self.themes else "",
            lead=self.leads.get(_key(words["lead"]), ""),
            due=words["due"] if words["due"] in self.dues else "",
            evidence=YES if asked.get("evidence") == YES else "",
            show=ALL if asked.get("show") == ALL else "",
            page=int(page) if page.isascii() and page.isdigit() and 0 < int(page[:9]) < LAST_PAGE else 1,
        )

    def find(self, choice: Choice) -> list[Standing]:
        """Return the actions that fit, in the plan's order."""
        tests = self._tests(choice)
        return [standing for standing in self.standings if all(test(standing) for test in tests)]

    def statuses(self, choice: Choice) -> list[Option]:
        """Return the statuses with how many actions have them beside all else that is chosen, and 'overdue'."""
        others = self.find(choice.without("status"))
        counts = Counter(standing.status.value for standing in others)
        counts[OVERDUE] = sum(1 for standing in others if standing.is_overdue)
        counts[LATE] = sum(1 for standing in others if standing.status in BEHIND) if choice.status == LATE else 0
        offered = {
            "": "All",
            **{status.value: status.label for status in SHOWN_ORDER},
            LATE: "Behind",
            OVERDUE: "Overdue",
        }
        counts[""] = len(others)
        return [
            Option(value, label, value == choice.status, counts[value])
            for value, label in offered.items()
            if counts[value] or value in ("", choice.status)
        ]

    def chips(self, choice: Choice) -> list[Chip]:
        """Return the filters in use."""
        return [
            Chip(label[:1].upper() + label[1:], f"?{choice.without(name).query}#list")
            for name, label in self._named(choice).items()
        ]

    def sentence(self, choice: Choice, found: int) -> str:
        """Return in words how many actions fit, and what they fit."""
        total = len(self.standings)
        if not choice.is_narrowed:
            return f"All {total} actions" if total != 1 else "The one action"
        return f"{found} of {total} actions: {', '.join(self._named(choice).values())}"

    def _named(self, choice: Choice) -> dict[str, str]:
        """Return the filters in use in words, by their names."""
        named: dict[str, str] = {}
        if choice.status:
            is_status = choice.status in ActionStatus
            named["status"] = ActionStatus(choice.status).label.lower() if is_status else choice.status
        if choice.theme:
            named["theme"] = "without a theme" if choice.theme == NO_THEME else f"in {self.themes[choice.theme]}"
        if choice.lead:
            named["lead"] = f"led by {choice.lead}"
        if choice.due:
            kind, _, _ = choice.due.partition("-")
            named["due"] = f"with a date {kind} {self.dues[choice.due]}"
        if choice.evidence:
            named["evidence"] = "with evidence"
        if choice.q:
            named["q"] = f"matching ‘{choice.q}’"
        return named

    def _tests(self, choice: Choice) -> list[Callable[[Standing], bool]]:
        tests: list[Callable[[Standing], bool]] = []
        if choice.status == OVERDUE:
            tests.append(lambda standing: standing.is_overdue)
        elif choice.status == LATE:
            tests.append(lambda standing: standing.status in BEHIND)
        elif choice.status:
            tests.append(lambda standing: standing.status == choice.status)
        if choice.theme:
            own = {id(one) for group in self.groups if group.key == choice.theme for one in group.standings}
            tests.append(lambda standing: id(standing) in own)
        if choice.lead:
            lead = _key(choice.lead)
            tests.append(lambda standing: any(_key(words) == lead for words in leads_of(standing)))
        if choice.due:
            is_due = self._is_due(choice.due)
            tests.append(lambda standing: any(is_due(each.end) for each in standing.action.milestones.all()))
        if choice.evidence:
            tests.append(lambda standing: standing.has_evidence)
        terms = terms_of(choice.q)
        if terms:
            tests.append(lambda standing: _matches(terms, standing))
        elif choice.q:
            tests.append(lambda standing: False)  # nothing but signs was typed
        return tests

    def _is_due(self, due: str) -> Callable[[date], bool]:
        kind, _, key = due.partition("-")
        span = self.parts[key].span
        if kind == "in":
            return lambda day: span.start <= day <= span.end
        return lambda day: day < span.start


def leads_of(standing: Standing) -> list[str]:
    """Return who answers for an action, in the plan's words."""
    return [lead.words for lead in standing.action.leads.all()]


def options(offered: Mapping[str, str], chosen: str) -> list[Option]:
    """Return what a select offers."""
    return [Option(value, label, value == chosen) for value, label in offered.items()]


def _key(words: str) -> str:
    """Return what leads are compared by, however long they are and however they are written."""
    return fold(one_line(words, LONGEST_TEXT))


def _texts(standing: Standing) -> Iterable[str]:
    action = standing.action
    yield from (action.code, action.title, action.detail)
    yield from (step.text for step in action.steps.all())
    yield from leads_of(standing)


def _matches(terms: Sequence[Term], standing: Standing) -> bool:
    """Say whether every term stands in the action, wherever."""
    return all_in(terms, "\n".join(_texts(standing)))
