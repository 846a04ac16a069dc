"""What of profiles is written to the audit log, in words."""

from typing import Any

ACTIONS = {
    "profiles.invite": ("Invite", "Link to claim the profile sent"),
    "profiles.close_report": ("Close a report", "Report of a problem closed"),
    "profiles.claim": ("Claim", "Profile claimed"),
    "profiles.certificate_seen": ("Certificate", "A certificate was seen"),
    "profiles.certificate_not_seen": ("Certificate", "A certificate could not be seen"),
    "profiles.word.approve": ("Agree to", "Suggestion agreed to"),
    "profiles.word.refuse": ("Refuse", "Suggestion refused"),
    "profiles.word.merge": ("Merge", "Another one was merged into this"),
    "profiles.photo_use.ask": ("Ask for the photo", "An editor asked to use the photo"),
    "profiles.photo_use.agree": ("Agree to a use", "Use of the photo agreed to"),
    "profiles.photo_use.refuse": ("Refuse a use", "Use of the photo refused"),
    "profiles.photo_use.withdraw": ("Withdraw a use", "Agreement to a use of the photo taken back"),
    "profiles.equipment.facts": ("Change facts", "Facts or photo changed by whoever keeps it"),
}


def register_actions(actions: Any) -> None:
    """Tell Wagtail's log of our actions."""
    for key, (label, message) in ACTIONS.items():
        actions.register_action(key, label, message)
