"""Who may do what with profiles and the staff list."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from portal.core.roles import Role
from profiles.enums import CLAIMED_STATES, KEEPER_ROLES, WordState

if TYPE_CHECKING:
    from profiles.models import Equipment, Technician

INVITE = "profiles.add_invitation"
IMPORT_ROSTER = "profiles.import_roster"
CLOSE_REPORT = "profiles.change_problemreport"
VIEW_STAFF_LIST = "profiles.view_technician"
CHECK_CERTIFICATES = "profiles.check_certificate"
ASK_FOR_PHOTOS = "profiles.add_photoreuse"
SEE_SEARCH_SERVER = "profiles.view_searchserver"

_STAFF_LIST = (
    VIEW_STAFF_LIST,
    INVITE,
    "profiles.view_invitation",
    IMPORT_ROSTER,
    CHECK_CERTIFICATES,
)
_SKILLS = (
    "profiles.add_skill",
    "profiles.change_skill",
    "profiles.delete_skill",
    "profiles.view_skill",
)
_EQUIPMENT = (
    "profiles.add_equipment",
    "profiles.change_equipment",
    "profiles.delete_equipment",
    "profiles.view_equipment",
)

_REPORTS = (CLOSE_REPORT,)
_PHOTOS = (ASK_FOR_PHOTOS,)

GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.PROFILE_STEWARD: (*_STAFF_LIST, *_REPORTS, *_SKILLS, *_EQUIPMENT),
    Role.COMMUNICATIONS_EDITOR: (*_SKILLS, *_EQUIPMENT, *_PHOTOS),
    Role.SITE_MANAGER: (*_STAFF_LIST, *_REPORTS, *_SKILLS, *_EQUIPMENT, *_PHOTOS, SEE_SEARCH_SERVER),
}


def has_profile(user: Any) -> bool:
    """Say whether somebody is on the staff list as a technician; kept on the user once it was asked."""
    return getattr(user, "technician", None) is not None


def owns_profile(user: Any, technician: "Technician") -> bool:
    """Say whether somebody is this technician: known by the account alone, never by name or address."""
    return bool(user.is_authenticated and user.is_active and technician.user_id == user.pk)


def may_edit_profile(user: Any, technician: "Technician") -> bool:
    """Say whether somebody may keep this profile: its owner, while they are at the university."""
    return owns_profile(user, technician) and technician.state in CLAIMED_STATES


def may_see_search_server(user: Any) -> bool:
    """Say whether somebody is told how the search server stands: those who answer for the whole portal."""
    return bool(user.is_active and user.has_perm(SEE_SEARCH_SERVER))


def may_invite(user: Any) -> bool:
    """Say whether somebody may see who has not claimed a profile, and write to them."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(INVITE))


def may_close_reports(user: Any) -> bool:
    """Say whether somebody may read what readers reported about profiles, and close it."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(CLOSE_REPORT))


def may_import(user: Any) -> bool:
    """Say whether somebody may import the staff list and undo imports."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(IMPORT_ROSTER))


def may_view_staff_list(user: Any) -> bool:
    """Say whether somebody may look at the staff list: its fields and the state of profiles, never what they hold."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(VIEW_STAFF_LIST))


def may_check_certificates(user: Any) -> bool:
    """Say whether somebody may see which certificates wait to be looked at, and say that they saw them."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(CHECK_CERTIFICATES))


def may_decide_check(user: Any, technician: "Technician") -> bool:
    """Say whether somebody may decide on a certificate of this technician: nobody on their own."""
    return may_check_certificates(user) and technician.user_id != user.pk


def may_ask_for_photos(user: Any) -> bool:
    """Say whether somebody may ask technicians for copies of their photos, and see what was asked and agreed."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(ASK_FOR_PHOTOS))


def may_decide_words(user: Any, kind: str) -> bool:
    """Say whether somebody agrees to, refuses and merges words of this kind: 'skill' or 'equipment'."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(f"profiles.change_{kind}"))


def may_decide_all_words(user: Any) -> bool:
    """Say whether somebody decides on words of every kind."""
    return all(may_decide_words(user, kind) for kind in ("skill", "equipment"))


def may_edit_equipment(user: Any, equipment: "Equipment") -> bool:
    """Say whether somebody may keep the facts on its page: whoever runs or looks after it, and editors."""
    if may_decide_words(user, "equipment"):
        return True
    if not (user.is_authenticated and user.is_active and equipment.state == WordState.APPROVED):
        return False
    rows = equipment.role_rows.filter(kind__in=KEEPER_ROLES, technician__state__in=CLAIMED_STATES)
    return bool(rows.filter(technician__user=user).exists())
