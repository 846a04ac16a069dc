"""Where awards stand on the site."""

from portal.core.addresses import page_url

from .models import AwardIndexPage


def awards_url() -> str:
    """Return the address of the list of awards, whatever its editors called it; of the first page without one."""
    slug = AwardIndexPage.objects.live().values_list("slug", flat=True).first()
    return page_url(slug) if slug else page_url()
