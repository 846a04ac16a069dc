"""One's own pages: what needs me, my profile, claiming it. No address here names a person: each gets their own."""

from django.urls import reverse

from profiles.enums import Section
from profiles.my_year import parts_on_offer
from profiles.services.staleness import sign
from tests.outputs.output import Address, Kind, Output, Statuses, at, everybody, only, signed_in, technicians_only
from tests.outputs.viewers import EDITORS, PLAN_KEEPERS, TECHNICIANS, Viewer

# Those who have no profile are told so, and shown the way to one
_ACTION: Statuses = only(TECHNICIANS, others=405, status=405, visitor=405)
_STEPS = ("basics", "introduction", "ask-me-about", "skills")


def _mine(name: str, pattern: str, path: str = "", statuses: Statuses | None = None) -> Output:
    """Return a page of one's own profile."""
    address = f"/me/profile/{path or pattern}"
    return Output(
        f"my profile: {name}",
        f"me/profile/{pattern}",
        Kind.PAGE,
        lambda world: address,
        statuses or technicians_only(),
        vocabulary=True,
    )


# One row of each section that has rows: what `World.things` calls it, and the section's part of the address
MY_ROWS = (
    ("registration", "registrations"),
    ("contribution", "contributions"),
    ("seat", "committees"),
    ("achievement", "achievements"),
    ("offer", "offers"),
)


def _my_row(thing: str, slug: str) -> Output:
    """Return the page on which one row of a section is changed."""
    return Output(
        f"my profile: one of {slug}",
        "me/profile/<slug:slug>/<int:pk>/",
        Kind.PAGE,
        lambda world: reverse("me_row", args=[slug, world.things[thing]]),
        technicians_only() | {Viewer.OTHER_TECHNICIAN: 404},
        vocabulary=True,
    )


def _my_registration(name: str, path: str, thing: str, kind: Kind = Kind.PAGE, same_as: str = "") -> Output:
    """Return a page about one of one's own registrations; nobody else's are found."""
    statuses = technicians_only() | {Viewer.OTHER_TECHNICIAN: 404}
    pattern = path if path.startswith("certificate/") else "<slug:step>/"
    return Output(
        f"my profile: registration: {name}",
        f"me/profile/registrations/<int:pk>/{pattern}",
        kind,
        lambda world: f"/me/profile/registrations/{world.things[thing]}/{path}",
        _ACTION if kind is Kind.ACTION else statuses,
        same_as=same_as,
    )


def _for_team(slug: str) -> Address:
    return lambda w: reverse("team_draft_section", args=[w.invited, slug])


def _my_photo_use(name: str, thing: str, same_as: str = "") -> Output:
    """Return the page of one request to use one's photo."""
    return Output(
        f"my profile: a use of the photo: {name}",
        "me/profile/photo/uses/<int:pk>/",
        Kind.PAGE,
        lambda w: reverse("me_photo_use", args=[w.things[thing]]),
        technicians_only() | {Viewer.OTHER_TECHNICIAN: 404},
        same_as=same_as,
    )


# The subject leads the world's actions
_LEADS = frozenset({Viewer.OWNER, *PLAN_KEEPERS})
_TO_LEADS = only(_LEADS, others=403)
_ACTIONS = (
    Output("my actions", "me/actions/", Kind.PAGE, lambda w: reverse("me_actions"), signed_in(), plans=True),
    Output(
        "my actions: one of them",
        "me/actions/<int:pk>/",
        Kind.PAGE,
        lambda w: reverse("me_action", args=[w.things["action"]]),
        _TO_LEADS,
        plans=True,
    ),
    Output(
        "my actions: one of a plan that is not published",
        "me/actions/<int:pk>/",
        Kind.PAGE,
        lambda w: reverse("me_action", args=[w.things["hidden_action"]]),
        only(PLAN_KEEPERS, others=404),
        same_as="my actions: one of them",
        plans=True,
    ),
    *(
        Output(
            f"my actions: {name}",
            f"me/actions/<int:pk>/{name}/",
            Kind.ACTION,
            lambda w, name=name: f"/me/actions/{w.things['action']}/{name}/",  # type: ignore[misc]
            everybody(405),
        )
        for name in ("looked-at", "done")
    ),
)

_REGISTRATIONS = (
    _my_registration("certificate, waiting", "certificate/", "asked_registration"),
    _my_registration("certificate, not seen", "certificate/", "refused_registration"),
    _my_registration("certificate, seen", "certificate/", "registration"),
    _my_registration("certificate, none", "certificate/", "registration_on_the_way"),
    _my_registration("awarded", "award/", "registration_on_the_way"),
    _my_registration("submitted", "submit/", "registration_on_the_way"),
    _my_registration("renewed", "renew/", "registration"),
    _my_registration("lapsed", "lapse/", "registration"),
    _my_registration("certificate, taken back", "certificate/withdraw/", "asked_registration", Kind.ACTION),
)

# Days on which the subject did something
_DAYS = f"?start=2009-09-01&end=2014-08-31&{'&'.join(f'part={key}' for key, _ in parts_on_offer())}"
_YEAR = (
    Output("my year", "me/year/", Kind.PAGE, at(f"/me/year/{_DAYS}"), technicians_only()),
    Output("my year: the last twelve months", "me/year/", Kind.PAGE, at("/me/year/"), technicians_only()),
    Output(
        "my year: days that are no period",
        "me/year/",
        Kind.PAGE,
        at("/me/year/?start=2014-08-31&end=2009-09-01"),
        only(TECHNICIANS, others=302, status=422),
    ),
    Output(
        "my year: as a Word document",
        "me/year/my-year.docx",
        Kind.FILE,
        at(f"/me/year/my-year.docx{_DAYS}"),
        technicians_only(),
    ),
)

OWN: tuple[Output, ...] = (
    *_ACTIONS,
    Output("my page", "me/", Kind.PAGE, lambda w: reverse("me"), signed_in()),
    Output("claim", "claim/", Kind.PAGE, lambda w: reverse("claim"), everybody()),
    Output(
        "claim: by a link",
        "claim/<str:token>/",
        Kind.PAGE,
        lambda w: reverse("claim_link", args=[w.invitation_token]),
        everybody(),
    ),
    Output(
        "claim: by a link that nobody sent",
        "claim/<str:token>/",
        Kind.PAGE,
        lambda w: reverse("claim_link", args=["nobody-sent-this"]),
        everybody(404),
    ),
    Output(
        "still correct: by a link",
        "still-correct/<str:token>/",
        Kind.PAGE,
        lambda w: reverse("still_correct_link", args=[sign(w.technician, w.users[Viewer.OWNER])]),
        everybody(),
    ),
    Output(
        "still correct: by a link that nobody sent",
        "still-correct/<str:token>/",
        Kind.PAGE,
        lambda w: reverse("still_correct_link", args=["nobody-sent-this"]),
        everybody(404),
    ),
    Output(
        "my profile: a draft for me",
        "me/profile/drafts/<int:pk>/",
        Kind.PAGE,
        lambda w: reverse("me_draft", args=[w.things["draft"]]),
        technicians_only() | {Viewer.OTHER_TECHNICIAN: 404},
        vocabulary=True,
    ),
    Output(
        "my profile: refuse a draft",
        "me/profile/drafts/<int:pk>/refuse/",
        Kind.ACTION,
        lambda w: reverse("me_draft_refuse", args=[w.things["draft"]]),
        _ACTION,
    ),
    Output("CPD", "me/cpd/", Kind.PAGE, lambda w: reverse("me_cpd"), technicians_only()),
    Output(
        "CPD: one row",
        "me/cpd/<int:pk>/",
        Kind.PAGE,
        lambda w: reverse("me_cpd_row", args=[w.things["cpd"]]),
        technicians_only() | {Viewer.OTHER_TECHNICIAN: 404},
    ),
    *(
        Output(
            f"CPD: as {kind}",
            "me/cpd/log.<slug:kind>",
            Kind.FILE,
            at(f"/me/cpd/log.{kind}"),
            technicians_only(),
        )
        for kind in ("csv", "xlsx", "docx")
    ),
    *_YEAR,
    Output("drafts of mine", "me/drafts/", Kind.PAGE, lambda w: reverse("my_drafts"), signed_in()),
    Output(
        "drafts of mine: withdraw",
        "me/drafts/<int:pk>/withdraw/",
        Kind.ACTION,
        lambda w: reverse("draft_withdraw", args=[w.things["draft"]]),
        everybody(405),
    ),
    Output(
        "draft for one's team: choose",
        "me/team/<int:pk>/draft/",
        Kind.PAGE,
        lambda w: reverse("team_draft", args=[w.invited]),
        only(frozenset({Viewer.OTHER_TECHNICIAN}), others=404),
        same_as="draft for a colleague: choose",
    ),
    *(
        Output(
            f"draft for one's team: {slug}",
            "me/team/<int:pk>/draft/<slug:section_slug>/",
            Kind.PAGE,
            _for_team(slug),
            only(frozenset({Viewer.OTHER_TECHNICIAN}), others=404),
            same_as=f"draft for a colleague: {slug}",
        )
        for slug in ("introduction", "ask-me-about", "contributions", "committees", "achievements", "offers")
    ),
    Output("claim: another link", "claim/new-link/", Kind.PAGE, lambda w: reverse("claim_new_link"), everybody()),
    _mine("all of it", ""),
    _mine("go live", "go-live/"),
    _mine("as the public sees it", "as/<slug:viewer>/", "as/public/"),
    _mine("as colleagues see it", "as/<slug:viewer>/", "as/colleagues/"),
    Output(
        "my profile: begin",
        "me/profile/start/",
        Kind.REDIRECT,
        lambda w: reverse("me_start"),
        everybody(302),
    ),
    *(_mine(f"step {slug}", "start/<slug:slug>/", f"start/{slug}/") for slug in _STEPS),
    *(_mine(section.label, "<slug:slug>/", f"{section.value.replace('_', '-')}/") for section in Section),
    *(_my_row(*one) for one in MY_ROWS),
    *_REGISTRATIONS,
    Output(
        "my equipment's page",
        "me/equipment/<slug:slug>/",
        Kind.PAGE,
        lambda w: reverse("me_equipment", args=[w.things["equipment_slug"]]),
        only(frozenset({Viewer.OWNER, *EDITORS}), others=403),
        vocabulary=True,
    ),
    Output(
        "my profile: the part of the photo",
        "me/profile/photo/crop/",
        Kind.PAGE,
        lambda w: reverse("me_photo_crop"),
        technicians_only() | {Viewer.OTHER_TECHNICIAN: 302},
    ),
    *(
        Output(
            f"my profile: the photo, {name}",
            f"me/profile/photo/{name}.webp",
            Kind.IMAGE,
            at(f"/me/profile/photo/{name}.webp"),
            technicians_only() | {Viewer.OTHER_TECHNICIAN: 404},
        )
        for name in ("whole", "part")
    ),
    _my_photo_use("waiting", "asked_use"),
    _my_photo_use("agreed", "agreed_use", same_as="my profile: a use of the photo: waiting"),
    _mine("uses of the photo", "photo/uses/"),
    Output(
        "my profile: a use of the photo: taken back",
        "me/profile/photo/uses/<int:pk>/withdraw/",
        Kind.ACTION,
        lambda w: reverse("me_photo_use_withdraw", args=[w.things["agreed_use"]]),
        _ACTION,
    ),
    *(
        Output(f"my profile: {name}", f"me/profile/{name}/", Kind.ACTION, at(f"/me/profile/{name}/"), _ACTION)
        for name in ("audiences", "hide", "show", "still-correct", "put-away", "bring-back")
    ),
)
