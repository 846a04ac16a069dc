"""What profiles hold about a person, for the person: to read, to see where it is shown, to erase."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.urls import reverse

from portal.core.registries import PersonalData
from profiles.enums import Audience
from profiles.models import CertificateCheck, Equipment, PhotoReuse, ProblemReport, SectionDraft, Skill, Technician
from profiles.services.drafts import author_name
from profiles.services.leaving import forget_words
from profiles.services.reuse import take_requests_back_of
from profiles.visibility import section_audiences, view_profile

_STAFF_LIST = ("staff_number", "sso_id", "email", "given_name", "family_name", "job_title", "grade", "job_family")
_WORDS = ("preferred_name", "pronouns", "headline", "about", "ask_me_about", "working_pattern")
_WAYS = ("phone", "room", "orcid")


def _technician(user: Any) -> Technician | None:
    return Technician.objects.filter(user=user).for_owner().first()


def _plain(row: models.Model) -> dict[str, Any]:
    """Return what a row says, by the names of its fields."""
    skipped = {"id", "technician"}
    return {column.name: getattr(row, column.name) for column in row._meta.fields if column.name not in skipped}


def export(user: Any) -> Mapping[str, Any]:
    """Return all that is held, in plain values; empty for somebody who is no technician."""
    technician = _technician(user)
    if technician is None:
        return {}
    return {
        "from the staff list": {name: getattr(technician, name) for name in _STAFF_LIST}
        | {
            "department": str(technician.department or ""),
            "start_date": technician.start_date,
            "end_date": technician.end_date,
            "manager": technician.manager.display_name if technician.manager else "",
        },
        "your own words": {name: getattr(technician, name) for name in (*_WORDS, *_WAYS)}
        | {"campus": str(technician.campus or ""), "building": str(technician.building or "")},
        "skills": [str(row) for row in technician.skill_rows.all()],
        "registrations": [
            {"type": str(row.type), "stage": row.stage, "awarded": row.awarded_on, "renewal due": row.renewal_due_on}
            | {"will help others": row.will_help, "certificate seen on": row.certificate_seen_on}
            for row in technician.registrations.all()
        ],
        "requests to look at a certificate": [
            {"of": str(check.registration.type), "asked": check.asked_at, "how": check.how}
            | {"state": check.state, "decided": check.decided_at, "answer": check.answer}
            for check in CertificateCheck.objects.filter(registration__technician=technician).select_related(
                "registration__type"
            )
        ],
        "equipment": [str(row) for row in technician.equipment_rows.all()],
        "offers": [{"what": str(row), "words": row.words} for row in technician.offers.all()],
        "contributions": [_plain(row) for row in technician.contributions.all()],
        "committees": [_plain(row) for row in technician.committee_seats.all()],
        "achievements": [_plain(row) for row in technician.achievements.all()],
        "continuing professional development": [_plain(row) for row in technician.cpd_rows.all()],
        "names suggested": [
            {"name": word.name, "what": word.kind, "on": word.suggested_at, "state": word.state, "reason": word.reason}
            for model in (Skill, Equipment)
            for word in model._default_manager.filter(suggested_by=technician).order_by("pk")
        ],
        "who sees what": {section.label: audience.label for section, audience in section_audiences(technician).items()},
        "not to be asked for": technician.prompts_put_away,
        "has a photo": hasattr(technician, "photo"),
        "uses of your photo": [
            _use(use) | {"asked by": author_name(use.editor) if use.editor else ""}
            for use in technician.photo_reuses.select_related("editor", "copy")
        ],
    }


def _use(use: PhotoReuse) -> dict[str, Any]:
    """Return what was asked and answered about a use of a photo."""
    return {
        "what for": use.purpose,
        "until": use.until,
        "asked": use.asked_at,
        "state": use.get_state_display(),
        "answered": use.decided_at,
        "answer": use.answer,
        "ended": use.ended_at,
        "credit": use.copy.credit if use.copy else "",
        "alternative text": use.copy.alt_text if use.copy else "",
    }


def erase(user: Any) -> int:
    """Erase what they wrote and return how much went; the staff list's row is the employer's record."""
    technician = _technician(user)
    return forget_words(technician) if technician else 0


def export_requests(user: Any) -> Mapping[str, Any]:
    """Return what somebody wrote to others about their profiles, and what was drafted for them."""
    drafts = SectionDraft.objects.select_related("technician", "author")
    return {
        "sections drafted for colleagues": [_draft(row) for row in drafts.filter(author=user)],
        "sections drafted for you": [
            _draft(row) | {"author": author_name(row.author)} for row in drafts.filter(technician__user=user)
        ],
        "problems reported": [
            {"kind": row.get_kind_display(), "words": row.words, "reply to": row.reply_to, "on": row.reported_at}
            | {"outcome": row.outcome}
            for row in ProblemReport.objects.filter(reporter=user)
        ],
        "photos asked for": [
            {"what for": use.purpose, "until": use.until, "asked": use.asked_at, "state": use.get_state_display()}
            for use in PhotoReuse.objects.filter(editor=user)
        ],
    }


def _draft(row: SectionDraft) -> dict[str, Any]:
    return {
        "section": row.get_section_display(),
        "fields": row.fields,
        "note": row.note,
        "state": row.get_state_display(),
        "written": row.created_at,
        "answer": row.answer,
    }


@transaction.atomic
def erase_requests(user: Any) -> int:
    """Delete the drafts somebody wrote and the problems they reported; return how many rows went.

    What they asked about photos and nobody answered is taken back; what was agreed is the record of whose photo it is.
    """
    take_requests_back_of(user)
    gone = SectionDraft.objects.filter(author=user).delete()[0]
    return gone + ProblemReport.objects.filter(reporter=user).delete()[0]


def requests_data() -> PersonalData:
    """Return the entry for the registry."""
    return PersonalData(
        key="profile_requests",
        label="What you drafted for colleagues, reported about profiles, and asked about photos",
        export=export_requests,
        erase=erase_requests,
        shown_where=lambda user: [],
        kept_for="A year after a draft was answered, a report closed, or a use of a photo ended.",
    )


def shown_where(user: Any) -> Sequence[tuple[str, str]]:
    """Return the addresses at which anybody else sees something of them now."""
    technician = _technician(user)
    if technician is None:
        return []
    places = []
    for audience in (Audience.PUBLIC, Audience.COLLEAGUES):
        if view_profile(technician, audience):
            places.append((f"Your profile, to {audience.label.lower()}", technician.get_absolute_url()))
    places += [
        (f"A copy of your photo, for ‘{use.purpose}’", reverse("me_photo_use", args=[use.pk]))
        for use in technician.photo_reuses.filter(copy__isnull=False)
    ]
    return places


def profile_data() -> PersonalData:
    """Return the entry for the registry."""
    return PersonalData(
        key="profile",
        label="Your profile",
        export=export,
        erase=erase,
        shown_where=shown_where,
        kept_for="While you are on the staff list; what you wrote is erased 30 days after you left.",
    )
