"""States and kinds of what profiles hold."""

from django.db.models import IntegerChoices, TextChoices


class ProfileState(TextChoices):
    """Where a technician's profile stands."""

    INVITED = "invited", "Invited"
    DRAFT = "draft", "Draft"
    LIVE = "live", "Live"
    HIDDEN = "hidden", "Hidden"
    LEFT = "left", "Left"


# Claimed by their owner and still at the university
CLAIMED_STATES = (ProfileState.DRAFT, ProfileState.LIVE, ProfileState.HIDDEN)


class Audience(TextChoices):
    """Who may see a section, from the fewest to the most."""

    ONLY_ME = "only_me", "Only me"
    COLLEAGUES = "colleagues", "Colleagues"
    PUBLIC = "public", "Public"


class Section(TextChoices):
    """The parts of a profile, each with an audience of its own."""

    BASICS = "basics", "Name and job"
    PHOTO = "photo", "Photo"
    INTRODUCTION = "introduction", "What I do"
    ASK_ME_ABOUT = "ask_me_about", "Ask me about"
    SKILLS = "skills", "Skills"
    REGISTRATIONS = "registrations", "Professional registration"
    PLACE = "place", "Where I work"
    CONTACT = "contact", "How to reach me"


class DepartmentKind(TextChoices):
    """The three levels of the department tree."""

    FACULTY = "faculty", "Faculty"
    DEPARTMENT = "department", "Department"
    TEAM = "team", "Team"


class SkillLevel(IntegerChoices):
    """How well somebody has a skill; the numbers are the marks on the drawn scale."""

    LEARNING = 1, "Learning"
    CAN_DO = 2, "Can do"
    EXPERT = 3, "Expert"
    TEACHES_OTHERS = 4, "Teaches others"


class SkillState(TextChoices):
    """Whether editors have agreed to a skill's name."""

    SUGGESTED = "suggested", "Suggested"
    APPROVED = "approved", "Approved"


class RegistrationKind(TextChoices):
    """What kind of thing a registration type is; kept apart because the public reads them differently."""

    REGISTRATION = "registration", "Registration"
    MEMBERSHIP = "membership", "Membership"
    FELLOWSHIP = "fellowship", "Fellowship"
    STATUTORY_ROLE = "statutory_role", "Statutory role"


class RegistrationStage(TextChoices):
    """The way from interested to held, and on."""

    INTERESTED = "interested", "Interested"
    PREPARING = "preparing", "Preparing"
    SUBMITTED = "submitted", "Submitted"
    HELD = "held", "Held"
    RENEWAL_DUE = "renewal_due", "Renewal due"
    LAPSED = "lapsed", "Lapsed"


# The letters may stand after the name
HELD_STAGES = (RegistrationStage.HELD, RegistrationStage.RENEWAL_DUE)
WORKING_TOWARDS_STAGES = (
    RegistrationStage.INTERESTED,
    RegistrationStage.PREPARING,
    RegistrationStage.SUBMITTED,
)
# What others are shown of the way there
OUTWARD_STAGES = (*HELD_STAGES, RegistrationStage.PREPARING, RegistrationStage.SUBMITTED)


class RosterScope(TextChoices):
    """What a file claims to be."""

    WHOLE = "whole", "The whole staff list of technicians"
    DEPARTMENTS = "departments", "These departments only"


class RosterState(TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", "Columns to be matched"
    CHECKING = "checking", "Being checked"
    PREVIEW = "preview", "Ready to apply"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    UNDONE = "undone", "Undone"
    REFUSED = "refused", "Could not be read"
    CANCELLED = "cancelled", "Cancelled"


class RowOutcome(TextChoices):
    """What an import does with one person."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    GONE = "gone", "Gone"
    RETURNED = "returned", "Back again"
    SKIPPED = "skipped", "Not a technician"
    REFUSED = "refused", "Refused"
