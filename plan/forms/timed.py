"""A date in its author's words, what the words mean, and what somebody makes of them by hand."""

from typing import Any

from django import forms

from plan.enums import DateBy, TimescaleKind
from plan.facts import When
from plan.spans import SPAN, PlanPeriod, Span
from plan.timescales import read_timescale
from profiles.forms.base import Paragraphs

WITHOUT_SPANS = {TimescaleKind.ONGOING, TimescaleKind.UNKNOWN}


class TimedForm(forms.Form):
    """The fields of a date. Unless it is set by hand, the words are read again each time they are sent."""

    period: PlanPeriod  # of the plan, in which a wording such as 'Year 2' has its meaning

    wording = Paragraphs(
        label="Date, in words",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text="As the plan says it, for example: By end March 2026; Annually; 2025/26; Ongoing.",
    )
    date_by = forms.ChoiceField(
        label="How the date is understood",
        choices=DateBy.choices,
        required=False,
        widget=forms.RadioSelect,
        initial=DateBy.WORDS,
    )
    kind = forms.ChoiceField(
        label="Kind of date", choices=TimescaleKind.choices, required=False, initial=TimescaleKind.UNKNOWN
    )
    spans = Paragraphs(
        label="From and to",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A line for each: 2026-03-01 to 2026-03-31, or one day.",
    )

    @staticmethod
    def begin(when: When, period: PlanPeriod) -> dict[str, Any]:
        """Return what the fields begin with."""
        by_hand = bool(when.wording or when.spans) and when != read_when(when.wording, period)
        return {
            "wording": when.wording,
            "date_by": DateBy.HAND if by_hand else DateBy.WORDS,
            "kind": when.kind,
            "spans": "\n".join(SPAN.join(span) for span in when.spans),
        }

    def clean(self) -> dict[str, Any]:
        """Add `when`: what the date comes down to."""
        data = super().clean() or {}
        if data.get("date_by") != DateBy.HAND:
            data["when"] = read_when(data.get("wording", ""), self.period)
            return data
        kind = TimescaleKind(data.get("kind") or TimescaleKind.UNKNOWN)
        try:
            spans = sorted({Span.from_line(line) for line in data.get("spans", "").splitlines() if line.strip()})
        except ValueError:
            self.add_error("spans", "Write each on a line of its own: 2026-03-01 to 2026-03-31.")
            return data
        if kind == TimescaleKind.ONGOING and spans:
            self.add_error("spans", f"‘{kind.label}’ has no days. Take them away, or choose another kind.")
        if kind not in WITHOUT_SPANS and not spans:
            self.add_error("spans", f"‘{kind.label}’ needs its days, from and to.")
        data["when"] = When(
            data.get("wording", "").strip(),
            kind.value,
            [[each.start.isoformat(), each.end.isoformat()] for each in spans],
        )
        return data

    def understood(self) -> list[str]:
        """Return in words what the date comes down to, as the fields stand now: its kind, its spans, its doubts."""
        wording = str(self["wording"].value() or "")
        if self["date_by"].value() == DateBy.HAND or not wording.strip():
            return []
        read = read_timescale(wording, self.period)
        spans = [f"{each.start:%-d %B %Y} to {each.end:%-d %B %Y}" for each in read.occurrences]
        return [read.kind.label, *spans, *read.warnings]


def read_when(wording: str, period: PlanPeriod) -> When:
    """Return what a wording means in a plan of this period."""
    read = read_timescale(wording, period)
    spans = [[each.start.isoformat(), each.end.isoformat()] for each in read.occurrences]
    return When(read.wording, read.kind.value, spans)
