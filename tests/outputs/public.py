"""Outputs for everybody: pages, data about them, files."""

from django.urls import reverse

from profiles.enums import Section
from tests.outputs.action_pages import ACTION_PAGES
from tests.outputs.canaries import CANARIES
from tests.outputs.output import Address, Kind, Output, at, everybody, signed_in
from tests.outputs.viewers import Viewer

SHOWN_TO_SOMEBODY = frozenset(canary.field for canary in CANARIES if canary.section is not None)
ON_CARD = frozenset({"preferred_name", "family_name", "job_title", "department", "faculty", "email", "phone", "slug"})
ON_HIT = frozenset({"preferred_name", "family_name", "job_title", "slug"})


def _drafting(slug: str) -> Address:
    return lambda w: reverse("draft_section", args=[w.slug, slug])


PUBLIC: tuple[Output, ...] = (
    Output(
        "home",
        "^((?:[\\w\\-]+/)*)$",
        Kind.PAGE,
        at("/"),
        everybody(),
        shows=frozenset({"preferred_name", "family_name", "ask_me_about", "slug"}),
        needs=Section.ASK_ME_ABOUT,
        vocabulary=True,
    ),
    Output("not found", "^((?:[\\w\\-]+/)*)$", Kind.PAGE, at("/no-such-page/"), everybody(404)),
    Output("directory", "technicians/", Kind.PAGE, lambda w: reverse("technicians"), everybody(), shows=ON_HIT),
    Output(
        "directory: nobody found",
        "technicians/",
        Kind.PAGE,
        lambda w: reverse("technicians") + "?q=zzzqqqxxx",
        everybody(),
        vocabulary=True,
    ),
    Output(
        "directory: a search",
        "technicians/",
        Kind.PAGE,
        lambda w: reverse("technicians") + "?q=canalias",
        everybody(),
        vocabulary=True,
    ),
    Output(
        "profile",
        "technicians/<slug:slug>/",
        Kind.PAGE,
        lambda w: reverse("technician", args=[w.slug]),
        everybody(),
        shows=SHOWN_TO_SOMEBODY - {"slug"},
    ),
    Output(
        "profile: another's",
        "technicians/<slug:slug>/",
        Kind.PAGE,
        lambda w: reverse("technician", args=["idris-vale"]),
        everybody(),
    ),
    Output(
        "profile: former address",
        "technicians/<slug:slug>/",
        Kind.REDIRECT,
        lambda w: reverse("technician", args=[w.old_slug]),
        everybody(301),
        shows=frozenset({"slug"}),
    ),
    Output(
        "profile: of somebody who is only invited",
        "technicians/<slug:slug>/",
        Kind.PAGE,
        lambda w: reverse("technician", args=["nell-ferris"]),
        everybody(404),
    ),
    Output(
        "vCard",
        "technicians/<slug:slug>/contact.vcf",
        Kind.FILE,
        lambda w: reverse("technician_vcard", args=[w.slug]),
        everybody(),
        shows=ON_CARD,
        needs=Section.CONTACT,
    ),
    Output(
        "profile: contact",
        "technicians/<slug:slug>/contact/",
        Kind.PAGE,
        lambda w: reverse("technician_contact", args=[w.slug]),
        everybody(),
        shows=frozenset({"preferred_name", "family_name", "ask_me_about", "room", "email", "phone"}),
        needs=Section.CONTACT,
    ),
    Output(
        "profile: contact: at the button",
        "technicians/<slug:slug>/contact/",
        Kind.PAGE,
        lambda w: reverse("technician_contact", args=[w.slug]),
        everybody(),
        shows=frozenset({"preferred_name", "family_name", "ask_me_about", "room", "email", "phone", "working_pattern"}),
        needs=Section.CONTACT,
        sent={},
    ),
    Output(
        "profile: contact: former address",
        "technicians/<slug:slug>/contact/",
        Kind.REDIRECT,
        lambda w: reverse("technician_contact", args=[w.old_slug]),
        everybody(301),
        shows=frozenset({"slug"}),
        needs=Section.CONTACT,
    ),
    Output(
        "vCard: at the button",
        "technicians/<slug:slug>/contact/",
        Kind.FILE,
        lambda w: reverse("technician_contact", args=[w.slug]),
        everybody(),
        shows=ON_CARD,
        needs=Section.CONTACT,
        sent={"what": "card"},
    ),
    Output(
        "profile: report a problem",
        "technicians/<slug:slug>/report/",
        Kind.PAGE,
        lambda w: reverse("report_problem", args=[w.slug]),
        everybody(),
        shows=frozenset({"preferred_name", "family_name"}),
    ),
    Output(
        "profile: report a problem: former address",
        "technicians/<slug:slug>/report/",
        Kind.REDIRECT,
        lambda w: reverse("report_problem", args=[w.old_slug]),
        everybody(301),
        shows=frozenset({"slug"}),
    ),
    Output(
        "draft for a colleague: choose",
        "technicians/<slug:slug>/draft/",
        Kind.PAGE,
        lambda w: reverse("draft", args=[w.slug]),
        signed_in() | {Viewer.OWNER: 302},
        shows=frozenset({"preferred_name", "family_name"}),
    ),
    *(
        Output(
            f"draft for a colleague: {slug}",
            "technicians/<slug:slug>/draft/<slug:section_slug>/",
            Kind.PAGE,
            _drafting(slug),
            signed_in() | {Viewer.OWNER: 302},
            shows=frozenset({"preferred_name", "family_name"}),
        )
        for slug in ("introduction", "ask-me-about", "contributions", "committees", "achievements", "offers")
    ),
    Output(
        "vCard: former address",
        "technicians/<slug:slug>/contact.vcf",
        Kind.REDIRECT,
        lambda w: reverse("technician_vcard", args=[w.old_slug]),
        everybody(301),
        shows=frozenset({"slug"}),
        needs=Section.CONTACT,
    ),
    Output(
        "photo",
        "photos/<str:token>/<int:width>.webp",
        Kind.IMAGE,
        lambda w: reverse("photo", args=[w.photo_token, 800]),
        everybody(),
    ),
    Output(
        "photo in the smaller format",
        "photos/<str:token>/<int:width>.avif",
        Kind.IMAGE,
        lambda w: reverse("photo_avif", args=[w.photo_token, 800]),
        everybody(),
    ),
    *(
        Output(
            f"equipment’s photo, {kind}",
            f"equipment-photos/<str:token>/<int:width>.{kind}",
            Kind.IMAGE,
            lambda w, name=name: reverse(name, args=[w.things["equipment_photo"], 400]),  # type: ignore[misc]
            everybody(),
        )
        for kind, name in (("webp", "equipment_photo"), ("avif", "equipment_photo_avif"))
    ),
    Output(
        "photo, small",
        "photos/<str:token>/<int:width>.webp",
        Kind.IMAGE,
        lambda w: reverse("photo", args=[w.photo_token, 400]),
        everybody(),
    ),
    Output("skills", "skills/", Kind.PAGE, lambda w: reverse("skills"), everybody(), vocabulary=True),
    Output(
        "skill",
        "skills/<slug:slug>/",
        Kind.PAGE,
        lambda w: reverse("skill", args=[w.skill_slug]),
        everybody(),
        shows=ON_HIT,
        needs=Section.SKILLS,
        vocabulary=True,
    ),
    Output(
        "skill: former address",
        "skills/<slug:slug>/",
        Kind.REDIRECT,
        lambda w: reverse("skill", args=["former-skill"]),
        everybody(301),
        vocabulary=True,
    ),
    Output(
        "skill suggestions",
        "skills/suggest/",
        Kind.DATA,
        lambda w: reverse("skill_suggestions") + "?q=canal",
        everybody(),
        vocabulary=True,
    ),
    Output(
        "equipment list", "equipment/", Kind.PAGE, lambda w: reverse("equipment_list"), everybody(), vocabulary=True
    ),
    *(
        Output(
            f"equipment list: {query}",
            "equipment/",
            Kind.PAGE,
            at(f"/equipment/?{query}"),
            everybody(),
            vocabulary=True,
        )
        for query in ("q=zzzqqqxxx", "q=cankit&campus=elsewhere")
    ),
    Output(
        "equipment",
        "equipment/<slug:slug>/",
        Kind.PAGE,
        lambda w: reverse("equipment", args=[w.things["equipment_slug"]]),
        everybody(),
        shows=ON_HIT,
        needs=Section.EQUIPMENT,
        vocabulary=True,
    ),
    Output(
        "equipment: former address",
        "equipment/<slug:slug>/",
        Kind.REDIRECT,
        lambda w: reverse("equipment", args=["former-kit"]),
        everybody(301),
        vocabulary=True,
    ),
    Output(
        "suggestions under a search box",
        "-/suggest/",
        Kind.FRAGMENT,
        lambda w: reverse("suggestions") + "?q=canequipment",
        everybody(),
        vocabulary=True,
    ),
    Output(
        "equipment suggestions",
        "equipment/suggest/",
        Kind.DATA,
        lambda w: reverse("equipment_suggestions") + "?q=cank",
        everybody(),
        vocabulary=True,
    ),
    *ACTION_PAGES,
    Output(
        "sitemap",
        "sitemap.xml",
        Kind.DATA,
        lambda w: reverse("sitemap"),
        everybody(),
        shows=frozenset({"slug"}),
        vocabulary=True,
        for_the_public_alone=True,
    ),
    Output("robots", "robots.txt", Kind.DATA, lambda w: reverse("robots"), everybody()),
    Output("healthz", "healthz", Kind.DATA, lambda w: reverse("healthz"), everybody()),
    Output("readyz", "readyz", Kind.DATA, lambda w: reverse("readyz"), everybody()),
    Output(
        "colours that are not in use",
        "theme-<slug:name>.css",
        Kind.DATA,
        lambda w: reverse("theme_css", args=["0123456789ab"]),
        everybody(404),
    ),
)
