"""The steps of a nomination: who, what they did, supporters and files, check and send. Each is saved at its buttons."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from awards.checking import Checked, check, objections_to
from awards.enums import NominationState, Step
from awards.evidence import evidence_of
from awards.models import LateWords, Nominee
from awards.names import nominee_name
from awards.nominate_forms import PersonForm, StoryForm, WhoForm
from awards.readiness import count_words
from awards.services import nominating
from awards.services.late_words import take_late_words_in
from awards.services.refusals import ClosedError, NominatingError, NotReadyError
from portal.core.search_box import one_line
from portal.core.times import clock
from profiles.finding import find
from profiles.models import Technician
from profiles.search import Query
from profiles.visibility import view_hit

from .late_words import keep_late, late_version, merged
from .nomination import attachments_of, frame, fresh, nomination_page, say
from .whose import Desk, while_live

MOST_FOUND = 8
KEPT_LATE = (
    "{why} What you typed is kept as a draft. It is not sent, and it is not judged. Ask the organisers if you think "
    "that something went wrong."
)
NOT_WHOLE = "Not taken in yet: something is missing, or too long. Change what is marked, and save."


# --- who


@require_http_methods(["GET", "HEAD", "POST"])
@while_live
def who(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Choose the category, and whom to nominate."""
    if request.method != "POST":
        return _who_page(request, desk)
    do, pk = request.POST.get("do", ""), desk.nomination.pk
    if do == "person":
        return _add_person(request, desk)
    if do in ("add", "remove"):
        key = request.POST.get("key", "")
        number = int(key) if key.isdecimal() and len(key) < 10 else 0
        doing: dict[str, Callable[[], Any]] = {
            "add": lambda: nominating.add_technician(pk, number, audience=desk.audience),
            "remove": lambda: nominating.remove_nominee(pk, number),
        }
        return _done_who(request, desk, doing[do], desk.url("who"))
    form = _who_form(desk, request.POST)
    if not form.is_valid():
        return _who_page(request, desk, 422, form=form)
    sent = form.cleaned_data
    goes_on = desk.url("story") if do == "next" else desk.url("who")
    return _done_who(
        request,
        desk,
        lambda: nominating.choose_category(pk, int(sent["category"]), team_name=sent["team_name"]),
        goes_on,
        form=form,
    )


def _done_who(
    request: HttpRequest, desk: Desk, do: Callable[[], Any], goes_on: str, form: WhoForm | None = None
) -> HttpResponseBase:
    try:
        do()
    except NominatingError as problem:
        return _who_page(request, fresh(desk), 409, note=str(problem), form=form)
    return redirect(goes_on)


def _add_person(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    person = PersonForm(request.POST)
    if not person.is_valid():
        return _who_page(request, desk, 422, person=person)
    try:
        nominating.add_person(desk.nomination.pk, **person.cleaned_data)
    except NominatingError as problem:
        return _who_page(request, fresh(desk), 409, note=str(problem), person=person)
    return redirect(desk.url("who"))


def _who_form(desk: Desk, data: Any = None) -> WhoForm:
    row = desk.nomination
    return WhoForm(row.round, data, {"category": row.category_id, "team_name": row.team_name} if row.category else None)


def _who_page(
    request: HttpRequest,
    desk: Desk,
    status: int = 200,
    note: str = "",
    form: WhoForm | None = None,
    person: PersonForm | None = None,
) -> HttpResponse:
    checked = check(desk.nomination)
    text = one_line(request.GET.get("q", ""), 100)
    context = {
        **frame(desk),
        "at": 1,
        "use_htmx": True,
        "note": note,
        "form": form or _who_form(desk),
        "person": person or PersonForm(auto_id="id_person_%s"),
        "nominees": [
            (row, nominee_name(row, desk.audience), checked.against.get(row.pk, [])) for row in checked.nominees
        ],
        "text": text,
        "found": _found(desk, text, {row.technician_id for row in checked.nominees}) if text else [],
        "is_for_teams": desk.nomination.category is not None and desk.nomination.category.is_for_teams,
    }
    return render(request, "awards/nominate/who.html", context, status=status)


def _found(desk: Desk, text: str, chosen: set[int | None]) -> list[dict[str, Any]]:
    """Return whom the directory finds, with what the rules say against each, and whether they are chosen."""
    asked = Query(audience=desk.audience, text=text, page_size=MOST_FOUND, wants_facets=False)
    keys = find(asked, asks_back=False).results.technician_pks
    people = Technician.objects.for_hits().in_bulk(keys)
    rows = [people[key] for key in keys if key in people]
    against = objections_to(desk.nomination, [Nominee(technician=row) for row in rows])
    return [
        {"person": view, "against": said, "is_chosen": row.pk in chosen}
        for row, said in zip(rows, against, strict=True)
        if (view := view_hit(row, desk.audience)) is not None
    ]


# --- what they did


@require_http_methods(["GET", "HEAD", "POST"])
@while_live
def story(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Write what they did. With JavaScript a draft is saved as one types."""
    if request.method == "POST":
        return _take_late(request, desk) if request.POST.get("do") == "take_late" else _save_story(request, desk)
    if desk.nomination.sent_at and not frame(desk)["may_change"]:
        return redirect(desk.url())  # nothing can be written any more: it stands there with what came late
    checked = check(desk.nomination)
    form = StoryForm(checked.questions, None, desk.nomination.title, checked.answers)
    form.offer(evidence_of(desk.nomination, desk.audience))
    return _story_page(request, desk, form)


def _save_story(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    form = StoryForm(check(desk.nomination).questions, request.POST)
    form.offer(evidence_of(desk.nomination, desk.audience))
    if not form.is_valid():
        return _not_saved(request, desk, form, 422)
    try:
        saved = nominating.save_story(
            desk.nomination.pk,
            title=form.cleaned_data["title"],
            answers=form.answers,
            seen=_seen(request, "version"),
            evidence=form.evidence,
            settles_late=bool(request.POST.get("settles_late")),
        )
    except NotReadyError:
        form.refuse_what_lacks()
        return _not_saved(request, desk, form, 422)
    except ClosedError as closed:
        return _came_late(request, desk, form, closed)
    except NominatingError as problem:
        return _not_saved(request, fresh(desk), form, 409, str(problem))
    return _story_saved(request, Desk(saved, desk.is_own, desk.audience), form)


def _seen(request: HttpRequest, name: str) -> int | None:
    """Return which version a form was opened beside; None where it does not say."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else None


def _came_late(request: HttpRequest, desk: Desk, form: StoryForm, closed: ClosedError) -> HttpResponseBase:
    """Keep what was typed into a nomination that was sent, and show it where that stands."""
    is_kept, note = keep_late(desk, form, _seen(request, "late"), closed)
    if is_kept and not request.htmx:  # type: ignore[attr-defined]
        return nomination_page(request, fresh(desk), 409, note)
    return _not_saved(request, fresh(desk), form, 409, note)


def _take_late(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Take late words in; where that would not be whole, they stand in the form to be changed."""
    try:
        take_late_words_in(desk.nomination.pk, seen=_seen(request, "version"))
    except NotReadyError as problem:
        checked, late = check(desk.nomination), LateWords.objects.get(nomination=desk.nomination)
        form = StoryForm(checked.questions, merged(checked, late))
        form.offer(evidence_of(desk.nomination, desk.audience))
        if form.is_valid() and form.refuse_what_lacks():
            return _story_page(request, desk, form, 422, NOT_WHOLE, settles_late=True)
        return nomination_page(request, fresh(desk), 409, str(problem))
    except NominatingError as problem:
        return nomination_page(request, fresh(desk), 409, str(problem))
    say(request, "Taken in. Your nomination stands with what you typed.")
    return redirect(desk.url())


def _story_saved(request: HttpRequest, desk: Desk, form: StoryForm) -> HttpResponseBase:
    closed = frame(desk)["closed"]
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "awards/nominate/_saved.html", _saved_context(desk, form))
    if closed and desk.nomination.state == NominationState.DRAFT:
        return _story_page(request, desk, form, 409, KEPT_LATE.format(why=closed), kept_late=True)
    if request.POST.get("do") == "next":
        if desk.nomination.state == NominationState.DRAFT and form.refuse_what_lacks():
            return _story_page(request, desk, form, 422, "Your draft is saved.", kept_late=True)
        return redirect(desk.url("supporters"))
    say(request, "Saved.")
    return redirect(desk.url("story"))


def _not_saved(request: HttpRequest, desk: Desk, form: StoryForm, status: int, note: str = "") -> HttpResponseBase:
    if request.htmx:  # type: ignore[attr-defined]
        context = {**_saved_context(desk, form), "problem": note or "Not saved yet. Look at what is marked below."}
        return render(request, "awards/nominate/_saved.html", context, status=status)
    return _story_page(request, desk, form, status, note)


def _saved_context(desk: Desk, form: StoryForm) -> dict[str, Any]:
    closed = frame(desk)["closed"]
    return {
        "nomination": desk.nomination,
        "late": late_version(desk.nomination) if desk.nomination.sent_at else 0,
        "problem": KEPT_LATE.format(why=closed) if closed else "",
        "at_time": clock(timezone.now()),
        "counts": _counts(form),
        "is_part": True,
    }


def _counts(form: StoryForm) -> list[tuple[int, int, int]]:
    """Return of each question its key, how many words stand there and how many may."""
    return [
        (question.pk, count_words(str(form[name].value() or "")), question.most_words)
        for name, question in form.questions.items()
    ]


def _story_page(
    request: HttpRequest,
    desk: Desk,
    form: StoryForm,
    status: int = 200,
    note: str = "",
    *,
    kept_late: bool = False,
    settles_late: bool = False,
) -> HttpResponse:
    counts = {key: (words, most) for key, words, most in _counts(form)}
    context = {
        **frame(desk),
        "at": 2,
        "use_htmx": True,
        "form": form,
        "note": note,
        "is_kept": kept_late,
        "settles_late": settles_late or bool(request.POST.get("settles_late")),
        "late": late_version(desk.nomination) if desk.nomination.sent_at else 0,
        "fields": [(form[name], question.pk, *counts[question.pk]) for name, question in form.questions.items()],
    }
    return render(request, "awards/nominate/story.html", context, status=status)


# --- check and send


@require_http_methods(["GET", "HEAD", "POST"])
@while_live
def check_and_send(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Show all of it, with what is missing, and send it."""
    if request.method != "POST":
        return _check_page(request, desk)
    try:
        nominating.send(desk.nomination.pk)
    except NotReadyError:
        return _check_page(request, fresh(desk), 422)
    except ClosedError as problem:
        return _check_page(request, fresh(desk), 409, KEPT_LATE.format(why=problem))
    except NominatingError as problem:
        return _check_page(request, fresh(desk), 409, str(problem))
    say(request, "Sent. Thank you. A receipt is on its way to you by mail.")
    return redirect(desk.url())


def _check_page(request: HttpRequest, desk: Desk, status: int = 200, note: str = "") -> HttpResponse:
    checked: Checked = check(desk.nomination)
    context = {
        **frame(desk),
        "at": 4,
        "note": note,
        "checked": checked,
        "faults": [(fault.words, desk.url(fault.step)) for fault in checked.faults],
        "is_refused": status == 422,
        "people": [(nominee_name(row, desk.audience), checked.against.get(row.pk, [])) for row in checked.nominees],
        "answers": [(question, checked.answers.get(question.pk, "")) for question in checked.questions],
        "seconders": desk.nomination.seconders.all(),
        "attachments": attachments_of(desk),
        "thanks": [row for row in evidence_of(desk.nomination, desk.audience) if row.is_chosen],
        "step_who": desk.url(Step.WHO),
    }
    return render(request, "awards/nominate/check.html", context, status=status)
