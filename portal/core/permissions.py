"""What the roles may do with the ground: pictures, documents, name and look, redirects.

`COLLECTION_GRANTS` are given on the root collection, and so hold for every collection of pictures and
documents.
"""

from collections.abc import Mapping

from portal.core.roles import Role

_REDIRECTS = (
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)

GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS_EDITOR: (
        "wagtailcore.add_collection",
        "wagtailcore.change_collection",
        *_REDIRECTS,
    ),
    Role.SITE_MANAGER: (
        "core.change_branding",
        "wagtailcore.add_collection",
        "wagtailcore.change_collection",
        "wagtailcore.delete_collection",
        *_REDIRECTS,
    ),
}

_LIBRARY = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
# Writers bring pictures and files, and change those that they brought
_OWN_IN_LIBRARY = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
# Letters of endorsement and the like, which a plan shows
_DOCUMENTS = ("wagtaildocs.add_document", "wagtaildocs.choose_document")
COLLECTION_GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS_EDITOR: _LIBRARY,
    Role.STORY_WRITER: _OWN_IN_LIBRARY,
    Role.EVENT_ORGANISER: _OWN_IN_LIBRARY,
    Role.PLAN_OWNER: _DOCUMENTS,
    Role.SITE_MANAGER: _LIBRARY,
}
