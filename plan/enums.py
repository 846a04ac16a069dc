"""Kinds and states of what a plan holds."""

from django.db.models import TextChoices

LONGEST_CODE = 80  # characters: what is longer is no code
REPORTED = "reported."  # how the keys of measures begin that are kept by hand


class TimescaleKind(TextChoices):
    """What an author's wording of a date comes down to."""

    BY = "by", "By a date"
    RANGE = "range", "From one date to another"
    RECURRING = "recurring", "Several times"
    PLAN_YEAR = "plan_year", "Within years of the plan"
    ONGOING = "ongoing", "Ongoing"
    UNKNOWN = "unknown", "Not understood"


class ActionStatus(TextChoices):
    """How an action is going."""

    NOT_STARTED = "not-started", "Not started"
    ON_TRACK = "on-track", "On track"
    AT_RISK = "at-risk", "At risk"
    DELAYED = "delayed", "Delayed"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


class ThemeSlug(TextChoices):
    """The five themes of the Technician Commitment, by the slugs of core's `Theme` rows."""

    VISIBILITY = "visibility", "Visibility"
    RECOGNITION = "recognition", "Recognition"
    CAREER_DEVELOPMENT = "career-development", "Career development"
    SUSTAINABILITY = "sustainability", "Sustainability"
    EVALUATING_IMPACT = "evaluating-impact", "Evaluating impact"


class PlanField(TextChoices):
    """What a column of a plan can hold."""

    CODE = "code", "Number or code"
    TITLE = "title", "Action"
    DETAIL = "detail", "Detail"
    GROUP = "group", "Group of actions"
    STEPS = "steps", "Steps"
    THEME = "theme", "Themes"
    VISIBILITY = "mark-visibility", "Mark for Visibility"
    RECOGNITION = "mark-recognition", "Mark for Recognition"
    CAREER_DEVELOPMENT = "mark-career-development", "Mark for Career development"
    SUSTAINABILITY = "mark-sustainability", "Mark for Sustainability"
    EVALUATING_IMPACT = "mark-evaluating-impact", "Mark for Evaluating impact"
    LEADS = "leads", "Leads"
    STAKEHOLDERS = "stakeholders", "Stakeholders"
    SUCCESS = "success", "Success measure"
    TIMESCALE = "timescale", "Date"
    START = "start", "Start date"
    END = "end", "End date"
    PERIOD = "period", "What is done in the time that heads the column"
    STATUS = "status", "Status"
    CONTINUES = "continues", "Action of an older plan"
    NOTES = "notes", "Notes"
    LEFT_OUT = "left-out", "Leave out"

    @property
    def theme(self) -> "ThemeSlug | None":
        """Return the theme of a column of marks; None for other columns."""
        return ThemeSlug(self.value.removeprefix("mark-")) if self.value.startswith("mark-") else None


class RowBecame(TextChoices):
    """What a row of the original was taken for."""

    ACTION = "action", "Action"
    PART = "part of an action", "Part of the action above"
    THEME = "theme heading", "Heading of a theme"
    GROUP = "group heading", "Heading of a group"
    HEADER = "header", "Names of the columns"
    LEGEND = "legend", "Legend"
    TEXT = "text", "Text outside the actions"


class ContinuationKind(TextChoices):
    """How an action goes on with one of an older plan."""

    IDENTICAL = "identical", "The same"
    EXTENDED = "extended", "Extended"
    NARROWED = "narrowed", "Narrowed"
    RELATED = "related", "Related"


class UpdateSource(TextChoices):
    """Who wrote an update."""

    PERSON = "person", "A person"
    IMPORT = "import", "An import"
    PORTAL = "portal", "The portal"


class Better(TextChoices):
    """In which direction a measure is to go; the values are those of core's `Measure.better`."""

    MORE = "more", "More is better"
    FEWER = "fewer", "Fewer is better"


class ImportState(TextChoices):
    """Where an import of a plan stands."""

    READING = "reading", "Being read"
    UPLOADED = "uploaded", "Waits for an answer"
    PREVIEW = "preview", "To be looked through"
    APPLIED = "applied", "Applied"
    UNDONE = "undone", "Undone"
    REFUSED = "refused", "Could not be read"
    CANCELLED = "cancelled", "Given up"


class Proposed(TextChoices):
    """What an import does to an action."""

    NEW = "new", "Added"
    CHANGED = "changed", "Changed"
    SAME = "same", "Stays as it is"
    MISSING = "missing", "Not in the file"


class Attention(TextChoices):
    """Why somebody who keeps the plan should look at an action."""

    OVERDUE = "overdue", "Overdue"
    UNMEASURED = "unmeasured", "Nothing measured"
    REVIEW = "review", "Yearly review due"
    DIFFERS = "differs", "Status and numbers disagree"


class BulkWay(TextChoices):
    """How what is chosen for many actions stands to what they have."""

    ADD = "add", "Beside what is there"
    SET = "set", "In the place of all that is there"
    REPLACE = "replace", "In the place of one"


class DateBy(TextChoices):
    """Who says what the wording of a date means."""

    WORDS = "words", "By its words, read again when they change"
    HAND = "hand", "As it is set here by hand"


# Of actions that nothing is awaited from any more
ENDED = frozenset({ActionStatus.DONE, ActionStatus.STOPPED})
BEHIND = frozenset({ActionStatus.AT_RISK, ActionStatus.DELAYED})
# Of imports that nothing has been written of yet, and that can be changed
OPEN = frozenset({ImportState.UPLOADED, ImportState.PREVIEW})
# Of imports that can be given up
UNWRITTEN = OPEN | {ImportState.READING, ImportState.REFUSED}
