"""Writing what a plan says of an action: its row, themes, leads, steps and milestones."""

from collections.abc import Mapping
from datetime import date

from django.utils.text import slugify

from plan.facts import ActionFacts, When
from plan.models import Action, Continuation, Lead, Milestone, Plan, Step
from portal.core.models import Theme
from portal.core.numbering import numbered


def free_slug(plan: Plan, code: str) -> str:
    """Return what an action with this code has in its address: the code, with a number where another has it."""
    base = slugify(code)[:50] or "action"
    taken = set(plan.actions.filter(slug__startswith=base).values_list("slug", flat=True))
    return numbered(base, taken)[0]


def make_action(plan: Plan, code: str, facts: ActionFacts, *, code_given: bool, order: int) -> Action:
    """Make an action of a plan. Call inside a transaction."""
    action = Action.objects.create(
        plan=plan, code=code, code_given=code_given, slug=free_slug(plan, code), order=order, title=facts.title
    )
    write_facts(action, facts)
    return action


def write_facts(action: Action, facts: ActionFacts) -> None:
    """Make an action say this. What was said to be done stays done where its span or step is still there.

    Call inside a transaction that holds the action's plan.
    """
    for name in ("title", "detail", "success_measure", "notes", "stakeholders"):
        setattr(action, name, getattr(facts, name))
    action.timescale_wording, action.timescale_kind = facts.timescale.wording, facts.timescale.kind
    action.version += 1
    action.save()
    action.themes.set(Theme.objects.filter(slug__in=facts.themes))
    write_leads(action, facts.leads)
    done: dict[tuple[str | None, date, date], date | None] = {
        (each.step.text if each.step else None, each.start, each.end): each.done_on
        for each in action.milestones.select_related("step")
    }
    steps = _write_steps(action, facts)
    action.milestones.all().delete()
    for step, when in [(None, facts.timescale), *zip(steps, (each.timescale for each in facts.steps), strict=True)]:
        text = step.text if step else None
        Milestone.objects.bulk_create(
            Milestone(action=action, step=step, start=start, end=end, done_on=done.get((text, start, end)))
            for start, end in _spans(when)
        )
    _write_continuation(action, facts.continues)


def _spans(when: When) -> list[tuple[date, date]]:
    return [(date.fromisoformat(start), date.fromisoformat(end)) for start, end in when.spans]


def write_leads(action: Action, leads: list[str], given: Mapping[str, int | None] | None = None) -> None:
    """Put these leads in their order; one whose words stay keeps the account, unless another is `given` to them."""
    accounts = dict(action.leads.values_list("words", "user")) | dict(given or {})
    action.leads.all().delete()
    Lead.objects.bulk_create(
        Lead(action=action, order=order, words=words, user_id=accounts.get(words)) for order, words in enumerate(leads)
    )


def _write_steps(action: Action, facts: ActionFacts) -> list[Step]:
    done = dict(action.steps.values_list("text", "done_on"))
    action.milestones.filter(step__isnull=False).delete()
    action.steps.all().delete()
    return Step.objects.bulk_create(
        Step(
            action=action,
            order=order,
            label=step.label,
            text=step.text,
            leads=step.leads,
            timescale_wording=step.timescale.wording,
            timescale_kind=step.timescale.kind,
            done_on=done.get(step.text),
        )
        for order, step in enumerate(facts.steps)
    )


def _write_continuation(action: Action, words: list[str]) -> None:
    """Say what it goes on with, and find that action where it is held here: by its code, in the plan before."""
    code, plan_words = words or ("", "")
    if words and Continuation.objects.filter(action=action, code=code, plan_words=plan_words).exists():
        return  # somebody may have said since what kind it is
    Continuation.objects.filter(action=action).delete()
    if not words:
        return
    older = Action.objects.filter(code=code, plan__start__lt=action.plan.start).order_by("-plan__start").first()
    Continuation.objects.create(action=action, code=code, plan_words=plan_words, earlier=older)
