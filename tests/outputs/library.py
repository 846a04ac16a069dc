"""Outputs of the editors' library: the files of its pictures, and the chooser of technicians for blocks."""

from tests.outputs.output import Kind, Output, admin_only, at, every_admin, everybody
from tests.outputs.viewers import Viewer

_CHOOSER = "admin/technician-chooser/"
_NAME = frozenset({"preferred_name", "family_name"})

LIBRARY: tuple[Output, ...] = (
    Output(
        "picture", "pictures/<int:pk>/<slug:version>/<str:name>", Kind.IMAGE,
        lambda w: str(w.things["picture_file"]), everybody(),
    ),
    Output(
        "picture: not made yet", "pictures/<int:pk>/<slug:version>/<str:name>", Kind.IMAGE,
        lambda w: str(w.things["other_picture_file"]), everybody(),
    ),
    Output(
        "picture: with a guessed address", "pictures/<int:pk>/<slug:version>/<str:name>", Kind.PAGE,
        at("/pictures/1/0123456789abcdef/card-400.webp"), everybody(404),
    ),
    *(
        Output(
            f"admin: consent to pictures: {part}", "admin/picture-consent/", Kind.ADMIN_PAGE,
            at(f"/admin/picture-consent/?show={part}"), admin_only(Viewer.EDITOR, Viewer.SITE_MANAGER),
            same_as="" if part == "soon" else "admin: consent to pictures: soon",
        )
        for part in ("soon", "over", "not-said")
    ),
    Output(
        "admin: technicians to choose", _CHOOSER, Kind.DATA, at(f"/{_CHOOSER}"), every_admin(),
        shows=_NAME, for_the_public_alone=True,
    ),
    Output(
        "admin: technicians to choose: results", f"{_CHOOSER}results/", Kind.ADMIN_PART, at(f"/{_CHOOSER}results/"),
        every_admin(), shows=_NAME, for_the_public_alone=True,
    ),
    Output(
        "admin: technicians to choose: chosen", f"{_CHOOSER}chosen/<str:pk>/", Kind.DATA,
        lambda w: f"/{_CHOOSER}chosen/{w.technician}/", every_admin(), shows=_NAME, for_the_public_alone=True,
    ),
    Output(
        "admin: technicians to choose: several chosen", f"{_CHOOSER}chosen-multiple/", Kind.DATA,
        lambda w: f"/{_CHOOSER}chosen-multiple/?id={w.technician}&id={w.other}", every_admin(),
        shows=_NAME, for_the_public_alone=True,
    ),
)  # fmt: skip
