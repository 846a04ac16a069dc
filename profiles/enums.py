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
    EQUIPMENT = "equipment", "Equipment"
    OFFERS = "offers", "What I offer"
    REGISTRATIONS = "registrations", "Professional registration"
    CONTRIBUTIONS = "contributions", "Contributions"
    COMMITTEES = "committees", "Committees"
    ACHIEVEMENTS = "achievements", "Achievements"
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


class WordState(TextChoices):
    """Whether editors have agreed to a shared word: the name of a skill or of a piece of equipment."""

    SUGGESTED = "suggested", "Suggested"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class EquipmentRoleKind(TextChoices):
    """What somebody does with a piece of equipment; in the order in which they are asked."""

    RUNS = "runs", "Runs it"
    TRAINS = "trains", "Trains people on it"
    LOOKS_AFTER = "looks_after", "Looks after it"
    DEPUTY = "deputy", "Deputy"


# Those who keep the facts on its page
KEEPER_ROLES = (EquipmentRoleKind.RUNS, EquipmentRoleKind.LOOKS_AFTER)


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


class RegistrationStep(TextChoices):
    """What its owner says has become of a registration; which may follow which stands in `registration_stages`."""

    PREPARE = "prepare", "I am preparing it"
    SUBMIT = "submit", "I have submitted it"
    AWARD = "award", "It was awarded"
    RENEW = "renew", "It is renewed"
    LAPSE = "lapse", "It has lapsed"


# Nothing more need be known: a press of the button is all
ONE_CLICK_STEPS = (RegistrationStep.PREPARE, RegistrationStep.SUBMIT)
# The letters may stand after the name
HELD_STAGES = (RegistrationStage.HELD, RegistrationStage.RENEWAL_DUE)
# It was awarded once, and may have a day on which it was
GAINED_STAGES = (*HELD_STAGES, RegistrationStage.LAPSED)
WORKING_TOWARDS_STAGES = (
    RegistrationStage.INTERESTED,
    RegistrationStage.PREPARING,
    RegistrationStage.SUBMITTED,
)
# What others are shown of the way there
OUTWARD_STAGES = (*HELD_STAGES, RegistrationStage.PREPARING, RegistrationStage.SUBMITTED)


class CheckState(TextChoices):
    """Where a request that a steward look at a certificate stands."""

    ASKED = "asked", "Asked for"
    SEEN = "seen", "Seen"
    NOT_SEEN = "not_seen", "Could not be seen"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ContributionKind(TextChoices):
    """What a contribution was made to."""

    PAPER = "paper", "Paper"
    GRANT = "grant", "Grant"
    EXHIBITION = "exhibition", "Exhibition"
    SOFTWARE = "software", "Software"
    TALK = "talk", "Talk"
    TEACHING = "teaching", "Teaching"
    OUTREACH = "outreach", "Outreach"
    FIELDWORK = "fieldwork", "Fieldwork"


class Credit(TextChoices):
    """In which place somebody was credited.

    Others see nothing where no credit was given. 'Not said' is there so that this nothing does not give it away.
    """

    AUTHOR = "author", "Author"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    NAMED_ON_GRANT = "named_on_grant", "Named on the grant"
    NOT_CREDITED = "not_credited", "Not credited"
    NOT_SAID = "not_said", "I would rather not say"


# Told to nobody but the owner
UNTOLD_CREDITS = (Credit.NOT_CREDITED, Credit.NOT_SAID)


class CreditRole(TextChoices):
    """The fourteen contributor roles of CRediT (ANSI/NISO Z39.104-2022)."""

    CONCEPTUALIZATION = "conceptualization", "Conceptualisation"
    DATA_CURATION = "data-curation", "Data curation"
    FORMAL_ANALYSIS = "formal-analysis", "Formal analysis"
    FUNDING_ACQUISITION = "funding-acquisition", "Funding acquisition"
    INVESTIGATION = "investigation", "Investigation"
    METHODOLOGY = "methodology", "Methodology"
    PROJECT_ADMINISTRATION = "project-administration", "Project administration"
    RESOURCES = "resources", "Resources"
    SOFTWARE = "software", "Software"
    SUPERVISION = "supervision", "Supervision"
    VALIDATION = "validation", "Validation"
    VISUALIZATION = "visualization", "Visualisation"
    WRITING_DRAFT = "writing-original-draft", "Writing: original draft"
    WRITING_REVIEW = "writing-review-editing", "Writing: review and editing"


class OfferKind(TextChoices):
    """What somebody offers to other people."""

    MENTORING = "mentoring", "Mentoring"
    SHADOWING = "shadowing", "Shadowing"
    QUESTIONS = "questions", "Questions are welcome"


class CpdKind(TextChoices):
    """How something was learned, in the kinds that registration bodies ask for."""

    WORK_BASED = "work_based", "Learning at work"
    PROFESSIONAL = "professional", "Professional activity"
    FORMAL = "formal", "Course or qualification"
    SELF_DIRECTED = "self_directed", "Self-directed learning"
    OTHER = "other", "Other"


class DraftState(TextChoices):
    """Where a section that somebody drafted for another person stands."""

    OFFERED = "offered", "Waiting for its owner"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Not taken"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ProblemKind(TextChoices):
    """What is wrong with a profile, as its reader sees it."""

    OUT_OF_DATE = "out_of_date", "Something is out of date"
    WRONG = "wrong", "Something is wrong"
    UPSETTING = "upsetting", "Something should not be there"
    OTHER = "other", "Something else"


class ProblemState(TextChoices):
    """Where a reported problem stands."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class ReuseState(TextChoices):
    """Where an editor's request to use a photo elsewhere stands."""

    ASKED = "asked", "Asked for"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CANCELLED = "cancelled", "Taken back by the editor"
    EXPIRED = "expired", "Ran out"
    LEFT = "left", "Its owner has left"


# Nobody may use the photo any more, though somebody once might
ENDED_REUSES = (ReuseState.WITHDRAWN, ReuseState.CANCELLED, ReuseState.EXPIRED, ReuseState.LEFT)


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
