"""A word of its own for every text that the portal holds about a technician, and who may see it.

Words are unlike any other text, so that finding one in an output means that the field is shown there.
"""

from dataclasses import dataclass

from profiles.enums import Section


@dataclass(frozen=True)
class Canary:
    """A field's word. `section` None: shown to no other person, save stewards where `on_staff_list`.

    `on_certificate`: its owner asked a steward to look at the certificate, so that it stands in the stewards' queue.
    `on_photo_uses`: an editor asked it, or was answered it, about the photo.
    `on_plans`: those who keep the action plan see it in plans.
    `on_bookings`: organisers see it beside a booking; `on_answers`: event organisers alone do.
    `on_stories`: a story says it of them, to which they have not agreed yet.
    `vocabulary`: the word is a shared name (of a skill, a campus ...) which stands in lists whoever has it.
    """

    field: str
    word: str
    section: Section | None
    on_staff_list: bool = False
    vocabulary: bool = False
    on_certificate: bool = False
    on_photo_uses: bool = False
    on_plans: bool = False
    on_bookings: bool = False
    on_answers: bool = False
    on_stories: bool = False


def _word(field: str) -> str:
    return f"Qx{field.replace('_', '').replace('.', '')}kz"


def _canaries(
    section: Section | None, *fields: str, on_staff_list: bool = False, vocabulary: bool = False
) -> list[Canary]:
    return [Canary(field, _word(field), section, on_staff_list, vocabulary) for field in fields]


CANARIES: tuple[Canary, ...] = (
    *_canaries(Section.BASICS, "preferred_name", "family_name", "job_title", on_staff_list=True),
    *_canaries(Section.BASICS, "pronouns"),
    *_canaries(Section.BASICS, "slug", on_staff_list=True),
    *_canaries(Section.BASICS, "department", "faculty", on_staff_list=True, vocabulary=True),
    *_canaries(Section.PHOTO, "photo.alt_text"),
    *_canaries(Section.INTRODUCTION, "headline", "about"),
    *_canaries(Section.ASK_ME_ABOUT, "ask_me_about"),
    *_canaries(Section.SKILLS, "skill", vocabulary=True),
    *_canaries(Section.EQUIPMENT, "equipment", vocabulary=True),
    *_canaries(Section.OFFERS, "offer.words"),
    *_canaries(Section.REGISTRATIONS, "post_nominals", "registration", vocabulary=True),
    *_canaries(Section.REGISTRATIONS, "registration.body"),
    *_canaries(Section.CONTRIBUTIONS, "contribution.title", "contribution.detail"),
    Canary("orcid", "0000-0002-1694-233X", Section.CONTRIBUTIONS),
    *_canaries(Section.COMMITTEES, "seat.committee", "seat.role"),
    *_canaries(Section.ACHIEVEMENTS, "achievement.title", "achievement.detail"),
    *_canaries(Section.PLACE, "campus", "building", on_staff_list=True, vocabulary=True),
    *_canaries(Section.PLACE, "room", on_staff_list=True),
    *_canaries(Section.PLACE, "working_pattern"),
    *_canaries(Section.CONTACT, "email", on_staff_list=True),
    *_canaries(Section.CONTACT, "phone"),
    # Shown to nobody else, whatever the audiences are
    *_canaries(None, "staff_number", "sso_id", "given_name", "grade", "job_family", on_staff_list=True),
    *_canaries(None, "manager.family_name", on_staff_list=True),
    *(
        Canary(name, _word(name), None, on_plans=True, on_bookings=True)
        for name in ("user.first_name", "user.last_name", "user.email")
    ),
    Canary("booking.answer", _word("booking.answer"), None, on_answers=True),
    *_canaries(None, "thanks.words"),
    *_canaries(None, "photo.file_name", "photo.exif"),
    *_canaries(None, "skill.suggested", "equipment.suggested", on_staff_list=True),  # editors see it, to agree to it
    *_canaries(None, "skill.refused", "skill.reason", on_staff_list=True),
    *_canaries(None, "cpd.title", "cpd.reflection"),
    *_canaries(None, "draft.fields", "draft.note", "draft.answer"),
    *_canaries(None, "report.words", "report.reply_to", "report.outcome", on_staff_list=True),  # stewards alone
    *_canaries(None, "old_slug", on_staff_list=True),
    # Dates have no words: the days themselves are looked for, however they are written
    Canary("start_date", "1987-03-14", None, on_staff_list=True),
    Canary("end_date", "2093-08-23", None, on_staff_list=True),
    Canary("registration.awarded_on", "2009-02-17", None),
    Canary("registration.renewal_due_on", "2091-11-13", None),
    Canary("registration.renewed_on", "2012-10-23", None),
    Canary("registration.certificate_seen_on", "2017-06-19", Section.REGISTRATIONS),
    # Another registration, whose certificate waits to be looked at
    Canary("asked.registration", _word("asked.registration"), Section.REGISTRATIONS, False, True, True),
    Canary("asked.body", _word("asked.body"), Section.REGISTRATIONS, on_certificate=True),
    Canary("asked.awarded_on", "2008-04-21", None, on_certificate=True),
    Canary("asked.renewal_due_on", "2089-09-29", None),
    Canary("check.how", _word("check.how"), None, on_certificate=True),
    *_canaries(None, "check.answer", "check.former"),
    *(Canary(name, _word(name), None, on_plans=True) for name in ("action.notes", "plan.unpublished", "import.words")),
    *(Canary(name, _word(name), None, on_photo_uses=True) for name in ("use.purpose", "use.former", "use.answer")),
    *_canaries(None, "nomination.title", "nomination.answer", "nomination.reason", "nomination.before"),
    *_canaries(None, "nomination.late", "nomination.late_title"),
    *_canaries(None, "nominated.title", "seconder.words", "seconder.email", "nominee.email"),
    *(Canary(name, _word(name), None, on_stories=True) for name in ("story.name", "story.role", "story.quote")),
)

# The public is told these at a button alone, so that programs which follow links gather none
AT_A_BUTTON = frozenset({"email", "phone"})
WORD = {canary.field: canary.word for canary in CANARIES}
DATES_IN_WORDS = {
    "1987-03-14": ("14 March 1987", "14 Mar 1987", "14/03/1987", "March 14, 1987", "19870314"),
    "2093-08-23": ("23 August 2093", "23 Aug 2093", "23/08/2093", "Aug. 23, 2093", "20930823"),
    "2009-02-17": ("17 February 2009", "17 Feb 2009", "17/02/2009", "Feb. 17, 2009", "20090217"),
    "2012-10-23": ("23 October 2012", "23 Oct 2012", "23/10/2012", "Oct. 23, 2012", "20121023"),
    "2017-06-19": ("19 June 2017", "19 Jun 2017", "19/06/2017", "June 19, 2017", "20170619"),
    "2008-04-21": ("21 April 2008", "21 Apr 2008", "21/04/2008", "April 21, 2008", "20080421"),
    "2089-09-29": ("29 September 2089", "29 Sep 2089", "29/09/2089", "Sept. 29, 2089", "20890929"),
    "2091-11-13": ("13 November 2091", "13 Nov 2091", "13/11/2091", "Nov. 13, 2091", "20911113"),
}


def spellings(canary: Canary) -> tuple[str, ...]:
    """Return all that would give the canary away, in lower case."""
    return tuple(text.lower() for text in (canary.word, *DATES_IN_WORDS.get(canary.word, ())))


def found_in(text: str, canaries: list[Canary]) -> list[str]:
    """Return the fields of those canaries whose word stands in the text."""
    lower = text.lower()
    return [canary.field for canary in canaries if any(word in lower for word in spellings(canary))]
