"""The pictures of the pages hold every page type."""

from docs.screenshots import SHOTS
from tests.outputs.listing import PAGE_TYPES


def test_every_page_type_is_on_the_contact_sheet() -> None:
    assert {shot.page_type for shot in SHOTS if shot.page_type} == set(PAGE_TYPES)


def test_no_two_pictures_have_one_name() -> None:
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
