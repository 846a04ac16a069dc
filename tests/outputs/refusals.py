"""Posts that are not done: what is sent, and what each is told. The pages after them are outputs like any other.

Every form of ours has at least one here (`test_refusals.py` finds a form that has none), and from this list come its
HTML, canary and axe tests. A refusal changes nothing, so that any test may send it.
"""

from collections.abc import Mapping

from tests.outputs.action_pages import QUESTION_REFUSALS
from tests.outputs.awards import AWARD_REFUSALS, NONE_NEEDED_OF_AWARDS
from tests.outputs.bookings import BOOKING_REFUSALS
from tests.outputs.event_admin import EVENT_SCREEN_REFUSALS, NONE_NEEDED_OF_EVENT_SCREENS
from tests.outputs.output import Address, Kind, at
from tests.outputs.own import MY_ROWS
from tests.outputs.plan_admin import NONE_NEEDED_OF_PLANS, PLAN_SCREEN_REFUSALS
from tests.outputs.plan_refusals import PLAN_REFUSALS
from tests.outputs.refusal import Refusal
from tests.outputs.site_frame import SITE_FRAME_REFUSALS
from tests.outputs.speaking import SPEAKING_REFUSALS
from tests.outputs.standard_pages import MESSAGE_REFUSALS
from tests.outputs.stories import STORY_REFUSALS
from tests.outputs.story_subjects import NONE_NEEDED_OF_STORY_PEOPLE, STORY_SUBJECT_REFUSALS
from tests.outputs.viewers import Viewer

_LONG = {"headline": "x" * 141, "about": "Words of mine", "audience": "public"}
# What each form of one's own profile refuses, by its part of the address
_SECTIONS: dict[str, dict[str, str]] = {
    "basics": {"preferred_name": "???", "audience": "public"},
    "photo": {"alt_text": "At the bench", "audience": "martians"},
    "introduction": _LONG,
    "ask-me-about": {"topics": "\n".join(f"Topic {n}" for n in range(9)), "audience": "public"},
    "skills": {"add": "Keeping of bees", "audience": ""},
    "equipment": {"add": "A thing that nobody has", "audience": "public"},
    "offers": {"kind": "", "words": "An hour a month", "audience": "public"},
    "registrations": {"type": "", "body": "The Institute", "audience": "public"},
    "contributions": {"title": "On glue", "year": "0", "doi": "glue", "orcid": "1234", "audience": "public"},
    "committees": {"committee": "", "started_on": "2020-01-01", "audience": "public"},
    "achievements": {"title": "", "year": "2999", "audience": "public"},
    "place": {"campus": "9999", "audience": "public"},
    "contact": {"phone": "call me", "audience": "public"},
}
_NEW = {"add": "Keeping of bees", "suggest": "1", "audience": "public"}
_NO_PHOTO = {"size": "50", "across": "0", "down": "0", "token": "another"}
_STEPS = ("basics", "introduction", "ask-me-about", "skills")
_CLASH = {"headline": "From the second window", "about": "", "audience": "public", "seen": "long ago"}
# Whoever has no profile gets the typed words back, and so does whoever was signed out meanwhile
_OTHERS = {Viewer.COLLEAGUE: 410, Viewer.VISITOR: 403}


def _drafting(slug: str) -> Address:
    return lambda w: f"/technicians/{w.slug}/draft/{slug}/"


def _for_team(slug: str) -> Address:
    return lambda w: f"/me/team/{w.invited}/draft/{slug}/"


def _mine(name: str, pattern: str, path: str, sent: Mapping[str, str], status: int | None = None) -> Refusal:
    statuses = {**({Viewer.OWNER: status} if status else {}), **_OTHERS}
    return Refusal(f"my profile: {name}", f"me/profile/{pattern}", at(f"/me/profile/{path}"), sent, statuses)


def _in_place(slug: str, sent: Mapping[str, str], status: int = 422, name: str = "") -> Refusal:
    return Refusal(
        f"my profile, in its place: {name or slug}",
        "me/profile/<slug:slug>/",
        at(f"/me/profile/{slug}/"),
        sent,
        {Viewer.OWNER: status, Viewer.COLLEAGUE: 409, Viewer.VISITOR: 409},
        Kind.FRAGMENT,
        slug,
    )


def _my_row(thing: str, slug: str) -> Refusal:
    """Return what the form of one row of a section refuses."""
    return Refusal(
        f"my profile: one of {slug}",
        "me/profile/<slug:slug>/<int:pk>/",
        lambda w: f"/me/profile/{slug}/{w.things[thing]}/",
        _SECTIONS[slug],
        {Viewer.OWNER: 422, Viewer.OTHER_TECHNICIAN: 404, **_OTHERS},
    )


def _my_registration(name: str, path: str, thing: str, sent: Mapping[str, str], status: int) -> Refusal:
    """Return what is refused about one of one's own registrations."""
    pattern = path if path == "certificate/" else "<slug:step>/"
    return Refusal(
        f"my profile: registration: {name}",
        f"me/profile/registrations/<int:pk>/{pattern}",
        lambda w: f"/me/profile/registrations/{w.things[thing]}/{path}",
        sent,
        {Viewer.OWNER: status, Viewer.OTHER_TECHNICIAN: 404, **_OTHERS},
    )


def _my_photo_use(name: str, thing: str, sent: Mapping[str, str], status: int) -> Refusal:
    """Return what is refused about a request to use one's photo."""
    return Refusal(
        f"my profile: a use of the photo: {name}",
        "me/profile/photo/uses/<int:pk>/",
        lambda w: f"/me/profile/photo/uses/{w.things[thing]}/",
        sent,
        {Viewer.OWNER: status, Viewer.OTHER_TECHNICIAN: 404, **_OTHERS},
    )


_PROFILE = (
    *(_mine(slug, "<slug:slug>/", f"{slug}/", sent, 422) for slug, sent in _SECTIONS.items()),
    *(_in_place(slug, sent) for slug, sent in _SECTIONS.items()),
    *(_mine(f"step {slug}", "start/<slug:slug>/", f"start/{slug}/", _SECTIONS[slug], 422) for slug in _STEPS),
    _mine("skills: suggest", "<slug:slug>/", "skills/", {**_NEW, "group": ""}, 422),
    _in_place("skills", {**_NEW, "group": ""}, name="suggest"),
    _mine("equipment: suggest", "<slug:slug>/", "equipment/", {**_NEW, "building": "9999"}, 422),
    _mine("two windows", "<slug:slug>/", "introduction/", _CLASH, 409),
    _in_place("introduction", _CLASH, 409, "two windows"),
    *(_my_row(*row) for row in MY_ROWS),
    _my_registration("asked without words", "certificate/", "refused_registration", {"how": ""}, 422),
    _my_registration("of what is not held", "certificate/", "registration_on_the_way", {"how": "By post"}, 422),
    _my_registration("awarded without a date", "award/", "registration_on_the_way", {"body": "IST"}, 422),
    _my_registration("renewed before it is held", "renew/", "registration_on_the_way", {}, 409),
    _my_registration("renewed to a day that is past", "renew/", "registration", {"renewal_due_on": "2015-01-01"}, 422),
    _mine("the part of the photo", "photo/crop/", "photo/crop/", {"size": "1", "across": "200", "down": "x"}, 422),
    _mine("the part of another photo", "photo/crop/", "photo/crop/", _NO_PHOTO, 409),
    _mine("go live without agreeing", "go-live/", "go-live/", {}, 422),
    _mine("audiences: two windows", "audiences/", "audiences/", {"contact": "public", "seen": "long ago"}, 409),
    _mine("audiences: none of the three", "audiences/", "audiences/", {"contact": "martians"}, 422),
    _mine("hide", "hide/", "hide/", {}),
    _mine("show", "show/", "show/", {}),
    _mine("still correct", "still-correct/", "still-correct/", {}),
    _mine("put away what nobody asks for", "put-away/", "put-away/", {"prompt": "photo"}, 404),
    _mine("bring back", "bring-back/", "bring-back/", {}),
    Refusal(
        "my profile: a draft for me",
        "me/profile/drafts/<int:pk>/",
        lambda w: f"/me/profile/drafts/{w.things['draft']}/",
        _LONG,
        {Viewer.OWNER: 422, Viewer.OTHER_TECHNICIAN: 404, **_OTHERS},
    ),
    Refusal(
        "my profile: refuse a draft",
        "me/profile/drafts/<int:pk>/refuse/",
        lambda w: f"/me/profile/drafts/{w.things['draft']}/refuse/",
        {"answer": "No, thank you"},
        {Viewer.OTHER_TECHNICIAN: 404, **_OTHERS},
    ),
    Refusal(
        "drafts of mine: withdraw",
        "me/drafts/<int:pk>/withdraw/",
        lambda w: f"/me/drafts/{w.things['draft']}/withdraw/",
        {},
        {Viewer.OWNER: 404, Viewer.OTHER_TECHNICIAN: 404, Viewer.COLLEAGUE: 404, Viewer.STEWARD: 404},
    ),
    Refusal(
        "CPD",
        "me/cpd/",
        at("/me/cpd/"),
        {"date": "2999-01-01", "hours": "many", "kind": "martians"},
        {Viewer.OWNER: 422, **_OTHERS},
    ),
    Refusal(
        "CPD: one row",
        "me/cpd/<int:pk>/",
        lambda w: f"/me/cpd/{w.things['cpd']}/",
        {"date": "", "title": "", "hours": "0", "kind": "other"},
        {Viewer.OWNER: 422, Viewer.OTHER_TECHNICIAN: 404, **_OTHERS},
    ),
    _my_photo_use("agreed without words", "asked_use", {"do": "agree", "credit": "", "alt_text": ""}, 422),
    _my_photo_use("refused at length", "asked_use", {"do": "refuse", "answer": "no " * 150}, 422),
    _my_photo_use("answered already", "agreed_use", {"do": "refuse"}, 409),
    Refusal(
        "my profile: a use of the photo: taken back",
        "me/profile/photo/uses/<int:pk>/withdraw/",
        lambda w: f"/me/profile/photo/uses/{w.things['agreed_use']}/withdraw/",
        {},
        {Viewer.OTHER_TECHNICIAN: 404, **_OTHERS},
    ),
    *(
        Refusal(
            f"draft for one's team: {slug}",
            "me/team/<int:pk>/draft/<slug:section_slug>/",
            _for_team(slug),
            _SECTIONS[slug],
            {Viewer.OTHER_TECHNICIAN: 422, Viewer.OWNER: 404, Viewer.COLLEAGUE: 404, Viewer.STEWARD: 404},
        )
        for slug in ("introduction", "ask-me-about", "contributions", "committees", "achievements", "offers")
    ),
    *(
        Refusal(
            f"draft for a colleague: {slug}",
            "technicians/<slug:slug>/draft/<slug:section_slug>/",
            _drafting(slug),
            _SECTIONS[slug],
            {Viewer.COLLEAGUE: 422},
        )
        for slug in ("introduction", "ask-me-about", "contributions", "committees", "achievements", "offers")
    ),
)

_EQUIPMENT = (
    Refusal(
        "my equipment's page: no address",
        "me/equipment/<slug:slug>/",
        lambda w: f"/me/equipment/{w.things['equipment_slug']}/",
        {"booking_url": "the porter"},
        {Viewer.OWNER: 422, Viewer.EDITOR: 422, Viewer.OTHER_TECHNICIAN: 403},
    ),
    Refusal(
        "my equipment's page: long words about the photo",
        "me/equipment/<slug:slug>/",
        lambda w: f"/me/equipment/{w.things['equipment_slug']}/",
        {"alt_text": "x" * 201},
        {Viewer.OWNER: 422},
    ),
    Refusal(
        "my equipment's page: two windows",
        "me/equipment/<slug:slug>/",
        lambda w: f"/me/equipment/{w.things['equipment_slug']}/",
        {"purpose": "From the second window", "seen": "long ago"},
        {Viewer.OWNER: 409},
    ),
)

_CLAIM = (
    Refusal(
        "profile: report a problem",
        "technicians/<slug:slug>/report/",
        lambda w: f"/technicians/{w.slug}/report/",
        {"kind": "martians", "words": "", "reply_to": "nobody"},
        {Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422},
    ),
    Refusal("claim: no number", "claim/", at("/claim/"), {"staff_number": ""}, {Viewer.COLLEAGUE: 400}),
    Refusal("claim: not that number", "claim/", at("/claim/"), {"staff_number": "Z-0"}, {Viewer.COLLEAGUE: 400}),
    Refusal(
        "claim: by a link",
        "claim/<str:token>/",
        lambda w: f"/claim/{w.invitation_token}/",
        {"password": "short"},
        {Viewer.VISITOR: 400, Viewer.COLLEAGUE: 409},
    ),
    Refusal(
        "claim: another link",
        "claim/new-link/",
        at("/claim/new-link/"),
        {"email": "nell"},
        {Viewer.VISITOR: 400, Viewer.COLLEAGUE: 400},
    ),
)


def _account(name: str, path: str, sent: Mapping[str, str], viewer: Viewer = Viewer.COLLEAGUE) -> Refusal:
    """Return what a form of allauth's refuses: it answers with 200."""
    return Refusal(f"account: {name}", f"account/{path}", at(f"/account/{path}"), sent, {viewer: 200})


_ACCOUNTS = (
    _account("sign in", "login/", {"login": "nobody@wexcombe.example", "password": "wrong"}, Viewer.VISITOR),
    _account("sign up", "signup/", {"email": "me@elsewhere.example", "password1": "short"}, Viewer.VISITOR),
    _account("sign in by code", "login/code/", {"email": "nobody"}, Viewer.VISITOR),
    _account("confirm it is you", "reauthenticate/", {"password": "wrong"}),
    _account("addresses", "email/", {"action_add": "", "email": "nobody"}),
    _account("change the password", "password/change/", {"oldpassword": "wrong", "password1": "a"}),
    _account("forgotten password", "password/reset/", {"email": "nobody"}),
    _account("second factor: add", "2fa/totp/activate/", {"code": "1"}),
)


def _decision(kind: str, do: str, sent: Mapping[str, str]) -> Refusal:
    """Return what the screen of a suggested word refuses."""
    return Refusal(
        f"admin: suggestions: {kind}: {do}",
        "admin/suggestions/<slug:kind>/<int:pk>/",
        lambda w: f"/admin/suggestions/{kind}/{w.things[f'suggested_{kind}']}/",
        {"do": do, "seen": "suggested", **sent},
        {Viewer.STEWARD: 200, Viewer.EDITOR: 200},
        Kind.ADMIN_PAGE,
    )


_ADMIN = (
    _decision("skill", "refuse", {"reason": ""}),
    _decision("skill", "merge", {"into": "0"}),
    _decision("equipment", "approve", {"name": ""}),
    Refusal(
        "admin: certificates: not seen, without words",
        "admin/certificates/<int:pk>/",
        lambda w: f"/admin/certificates/{w.things['check']}/",
        {"answer": "not_seen", "words": ""},
        {Viewer.STEWARD: 422, Viewer.SITE_MANAGER: 422},
        Kind.ADMIN_PAGE,
    ),
    Refusal(
        "admin: photos of technicians: ask",
        "admin/photo-uses/ask/<int:pk>/",
        lambda w: f"/admin/photo-uses/ask/{w.technician}/",
        {"purpose": "", "until": "always"},
        {Viewer.EDITOR: 422, Viewer.SITE_MANAGER: 422},
        Kind.ADMIN_PAGE,
    ),
    Refusal(
        "admin: staff list: new",
        "admin/staff-list/new/",
        at("/admin/staff-list/new/"),
        {"scope": "departments"},
        {Viewer.STEWARD: 200, Viewer.SITE_MANAGER: 200},
        Kind.ADMIN_PAGE,
    ),
    Refusal(
        "admin: staff list: columns",
        "admin/staff-list/<int:pk>/columns/",
        lambda w: f"/admin/staff-list/{w.things['roster_uploaded']}/columns/",
        {},
        {Viewer.STEWARD: 200},
        Kind.ADMIN_PAGE,
    ),
    Refusal(
        "admin: problems: one",
        "admin/problems/<int:pk>/",
        lambda w: f"/admin/problems/{w.things['report']}/",
        {"outcome": ""},
        {Viewer.STEWARD: 200},
        Kind.ADMIN_PAGE,
    ),
    Refusal(
        "admin: users: new",
        "admin/users/new/",
        at("/admin/users/new/"),
        {"email": "nobody"},
        {Viewer.SITE_MANAGER: 200},
        Kind.ADMIN_PAGE,
    ),
    Refusal(
        "admin: settings: the look",
        "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/",
        lambda w: f"/admin/settings/core/branding/{w.things['site']}/",
        {"accent": "#ffff00"},
        {Viewer.SITE_MANAGER: 200},
        Kind.ADMIN_PAGE,
    ),
)

REFUSALS: tuple[Refusal, ...] = (
    *_PROFILE, *_EQUIPMENT, *PLAN_REFUSALS, *QUESTION_REFUSALS, *_CLAIM, *_ACCOUNTS, *_ADMIN,
    *PLAN_SCREEN_REFUSALS, *EVENT_SCREEN_REFUSALS, *SPEAKING_REFUSALS,
    *STORY_REFUSALS, *STORY_SUBJECT_REFUSALS, *MESSAGE_REFUSALS, *SITE_FRAME_REFUSALS,
    *BOOKING_REFUSALS, *AWARD_REFUSALS,
)  # fmt: skip

_ONE_BUTTON = "One button and nothing to type; what it refuses is said on the page to which it leads back."
_UNDER_WAY = "Open only while a code is on its way; tests/accounts goes through it, wrong codes and all."
# Routes that take a POST and need no refusal here, with the reason
NONE_NEEDED: dict[str, str] = {
    **NONE_NEEDED_OF_PLANS,
    **NONE_NEEDED_OF_EVENT_SCREENS,
    **NONE_NEEDED_OF_AWARDS,
    **NONE_NEEDED_OF_STORY_PEOPLE,
    "^((?:[\\w\\-]+/)*)$": "Wagtail's pages answer a POST as a GET; none of ours has a form.",
    "sitemap.xml": "It answers a POST as a GET.",
    "account/logout/": _ONE_BUTTON,
    "account/2fa/recovery-codes/generate/": _ONE_BUTTON,
    "account/2fa/totp/deactivate/": _ONE_BUTTON,
    "account/2fa/recovery-codes/download/": "It answers a POST as a GET.",
    **dict.fromkeys(
        (
            "account/login/code/confirm/", "account/confirm-email/", "account/password/set/",
            "account/password/reset/confirm/", "account/password/reset/complete/", "account/2fa/authenticate/",
            "account/2fa/reauthenticate/",
        ),
        _UNDER_WAY,
    ),
    **dict.fromkeys(
        (f"admin/staff-list/<int:pk>/{button}/" for button in ("undo", "check", "apply", "stop", "cancel")),
        _ONE_BUTTON,
    ),
    "me/actions/<int:pk>/looked-at/": _ONE_BUTTON,
    **dict.fromkeys((f"admin/plan-imports/<int:pk>/{button}/" for button in ("undo", "apply", "cancel")), _ONE_BUTTON),
    "-/seen": "A script’s word for one read, which gets no page for an answer; tests/front/test_seen.py refuses it.",
    "technicians/<slug:slug>/contact/": _ONE_BUTTON,
    "still-correct/<str:token>/": _ONE_BUTTON,
    "me/profile/registrations/<int:pk>/certificate/withdraw/": _ONE_BUTTON,
    "admin/unclaimed/invite/": _ONE_BUTTON,
    "admin/photo-uses/<int:pk>/take-back/": _ONE_BUTTON,
    "admin/users/edit/<int:pk>/": "The form of a new user, which is listed.",
    **dict.fromkeys(
        (f"{door}/login{end}" for door in ("admin", "django-admin", "_util") for end in ("", "/")),
        "A door that leads to the one log-in; it reads nothing that is sent.",
    ),
}  # fmt: skip
