"""A link to a page of the site, or to an address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

_is_address = URLValidator(schemes=["https", "http"])


class LinkValue(StructValue):
    """A link as templates use it."""

    @property
    def url(self) -> str:
        """Return where it leads; nothing where the page is gone or not public."""
        page = self.get("page")
        if page is not None:
            return (page.url or "") if page.live else ""
        return str(self.get("address") or "")


class LinkBlock(StructBlock):
    """Either a page of the site, which is followed when it moves, or an address."""

    label = CharBlock(max_length=80)
    page = PageChooserBlock(required=False)
    address = CharBlock(
        required=False, max_length=300, help_text="Where there is no page: /technicians/ or https://www.example.org/"
    )

    def clean(self, value: Any) -> Any:
        """Refuse a link that leads nowhere, to two places, or to something else than the web."""
        cleaned = super().clean(value)
        page, address = cleaned.get("page"), (cleaned.get("address") or "").strip()
        problem = ""
        if page is None and not address:
            problem = "Choose a page, or type an address."
        elif page is not None and address:
            problem = "Choose a page or type an address, not both."
        elif address and not (address.startswith("/") and not address.startswith("//")):
            try:
                _is_address(address)
            except ValidationError:
                problem = "Begin with / for a page of this site, or with https:// for another."
        if problem:
            raise StructBlockValidationError(block_errors={"address": ValidationError(problem)})
        return cleaned

    class Meta:
        icon = "link"
        value_class = LinkValue
