"""Hooks of the ground into the Wagtail admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .content_checker import look_for_ours_too
from .pages import BasePage
from .publishing import keep_off_the_site, obstacles_now
from .viewsets import PictureConsentViewSet, ThemeViewSet
from .wording import undescribed_picture

register_snippet(ThemeViewSet)
hooks.register("register_admin_viewset", PictureConsentViewSet)


@hooks.register("insert_global_admin_css")
def dress_own_screens() -> str:
    """Give the portal's own screens what Wagtail's stylesheet has not."""
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin.css"))


@hooks.register("before_publish_page")
def say_what_stands_in_the_way(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep the editor's button from publishing what may not be shown; it is saved as a draft, and they read why.

    The button calls Wagtail's action and not `Page.publish`, so `BasePage.publish` does not stand in its way.
    """
    found = obstacles_now(page) if isinstance(page, BasePage) else []
    if not found:
        return None
    keep_off_the_site(page)
    items = format_html_join("", "<li>{}</li>", ((one.text,) for one in found))
    messages.error(request, format_html("Saved as a draft, and not published yet:<ul>{}</ul>", items))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_publish_page")
def warn_of_undescribed_picture(request: HttpRequest, page: Page) -> None:
    """Say once more that a picture has no alternative text, to whoever published without looking at the warning."""
    warning = undescribed_picture(page) if isinstance(page, BasePage) else ""
    if warning:
        address = reverse("wagtailimages:edit", args=[page.picture.pk])
        messages.warning(request, warning, buttons=[messages.button(address, "Describe it")])


@hooks.register("before_bulk_action")
def say_which_cannot_be_published(request: HttpRequest, action_type: str, objects: list[Any], action: object) -> None:
    """Take pages that may not be shown out of what is published together, and say which; the others are published."""
    if action_type != "publish":
        return
    for page in [one for one in objects if isinstance(one, Page)]:
        revision = page.get_latest_revision()
        version = revision.as_object() if revision else page.specific
        found = obstacles_now(version) if isinstance(version, BasePage) else []
        if found:
            objects.remove(page)
            items = format_html_join("", "<li>{}</li>", ((one.text,) for one in found))
            title = page.get_admin_display_title()
            messages.error(request, format_html("‘{}’ is not published:<ul>{}</ul>", title, items))


@hooks.register("construct_wagtail_userbar")
def check_what_editors_write(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Look for what we want looked for, in the editor and in previews."""
    look_for_ours_too(items)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what happens to pages here and nowhere in Wagtail."""

    @actions.register_action("portal.publish.refused")
    class NotPublished(LogFormatter):
        label = "Not published"

        def format_message(self, log_entry: Any) -> str:
            return "Not published: " + " ".join(log_entry.data.get("obstacles", []))

    actions.register_action("portal.unpublish.refused", "Taken down", "Taken down, since it may not be shown")
