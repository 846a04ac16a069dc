"""What an import and an export carry of an action: plain values, the same whether read from a file or from a row.

Two of them are equal where the action says the same, so that what an import would change, what it wrote and what
somebody has edited since are told by comparing.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from plan.importing.result import ActionAsRead
from plan.models import Action, Milestone, Step
from plan.timescales import Timescale

LABELS = {
    "title": "Action",
    "detail": "Detail",
    "themes": "Themes",
    "leads": "Leads",
    "stakeholders": "Stakeholders",
    "success_measure": "Success measure",
    "timescale": "Date",
    "steps": "Steps",
    "continues": "Goes on with",
    "notes": "Notes",
}


@dataclass
class When:
    """A date as worded, and the spans that it means, each as first and last day in ISO form."""

    wording: str = ""
    kind: str = "unknown"
    spans: list[list[str]] = field(default_factory=list)


@dataclass
class StepFacts:
    """A step of an action."""

    label: str
    text: str
    leads: list[str] = field(default_factory=list)
    timescale: When = field(default_factory=When)


@dataclass
class ActionFacts:
    """An action without its code, its status and what was said of it since."""

    title: str
    detail: str = ""
    themes: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    stakeholders: list[str] = field(default_factory=list)
    success_measure: str = ""
    timescale: When = field(default_factory=When)
    steps: list[StepFacts] = field(default_factory=list)
    continues: list[str] = field(default_factory=list)
    notes: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept with an import."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ActionFacts":
        """Return what `as_json` gave."""
        steps = [StepFacts(**(step | {"timescale": When(**step["timescale"])})) for step in kept["steps"]]
        return cls(**(kept | {"steps": steps, "timescale": When(**kept["timescale"])}))


def facts_as_read(action: ActionAsRead) -> ActionFacts:
    """Return what a file says of an action."""
    return ActionFacts(
        title=action.title,
        detail=action.detail,
        themes=sorted(theme.value for theme in action.themes),
        leads=list(dict.fromkeys(action.leads)),
        stakeholders=list(action.stakeholders),
        success_measure=action.success_measure,
        timescale=_when_as_read(action.timescale),
        steps=[
            StepFacts(
                step.label,
                step.text,
                list(step.leads),
                _when_as_read(step.timescale) if step.timescale else When(),
            )
            for step in action.steps
        ],
        continues=[action.continues.code, action.continues.plan] if action.continues else [],
        notes=action.notes,
    )


def _when_as_read(timescale: Timescale) -> When:
    spans = [[span.start.isoformat(), span.end.isoformat()] for span in timescale.occurrences]
    return When(timescale.wording, timescale.kind.value, spans)


def facts_of(action: Action) -> ActionFacts:
    """Return what is held of an action; costs no query where the action comes from `with_facts`."""
    milestones = list(action.milestones.all())
    continues = getattr(action, "continues", None)
    return ActionFacts(
        title=action.title,
        detail=action.detail,
        themes=sorted(theme.slug for theme in action.themes.all()),
        leads=[lead.words for lead in action.leads.all()],
        stakeholders=list(action.stakeholders),
        success_measure=action.success_measure,
        timescale=_when_of(action, [each for each in milestones if each.step_id is None]),
        steps=[
            StepFacts(
                step.label,
                step.text,
                list(step.leads),
                _when_of(step, [each for each in milestones if each.step_id == step.pk]),
            )
            for step in action.steps.all()
        ],
        continues=[continues.code, continues.plan_words] if continues else [],
        notes=action.notes,
    )


def _when_of(timed: Action | Step, milestones: list[Milestone]) -> When:
    spans = [[each.start.isoformat(), each.end.isoformat()] for each in milestones]
    return When(timed.timescale_wording, timed.timescale_kind, sorted(spans))


def differences(before: ActionFacts, after: ActionFacts) -> list[str]:
    """Return the names of the fields in which two differ, in the order of LABELS."""
    return [name for name in LABELS if getattr(before, name) != getattr(after, name)]
