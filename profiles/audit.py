"""What of profiles is written to the audit log, in words."""

from typing import Any

ACTIONS = {
    "profiles.invite": ("Invite", "Link to claim the profile sent"),
    "profiles.claim": ("Claim", "Profile claimed"),
    "profiles.certificate_seen": ("Certificate", "A certificate was seen"),
    "profiles.certificate_not_seen": ("Certificate", "A certificate could not be seen"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
