"""What can be chosen of the site's own pages."""

from django.db.models import TextChoices


class SideList(TextChoices):
    """Which pages a standard page lists at its side."""

    NOTHING = "nothing", "Nothing"
    CHILDREN = "children", "The pages below it"
    SIBLINGS = "siblings", "The pages beside it"


class ForWhom(TextChoices):
    """For whom a resource is meant."""

    EVERYBODY = "everybody", "For everybody"
    TECHNICIANS = "technicians", "For technicians"
    MANAGERS = "managers", "For managers"


class ResourceKind(TextChoices):
    """What a resource is."""

    GUIDE = "guide", "Guide"
    VIDEO = "video", "Demonstration video"
    TEMPLATE = "template", "Template"
    POLICY = "policy", "Policy"
    SLIDES = "slides", "Slide set"


class Compliance(TextChoices):
    """How far a website meets WCAG 2.2 AA, in the three degrees of the model statement (decision (EU) 2018/1523)."""

    FULL = "full", "Fully compliant"
    PARTIAL = "partial", "Partially compliant"
    NOT = "not", "Not compliant"


class Nation(TextChoices):
    """Where the university is, which decides who enforces the accessibility regulations."""

    GREAT_BRITAIN = "gb", "England, Scotland or Wales"
    NORTHERN_IRELAND = "ni", "Northern Ireland"


class PageKind(TextChoices):
    """What kind of page was read."""

    HOME = "home", "First page"
    FINDING = "finding", "Directory, lists and search"
    PROFILE = "profile", "Technicians’ profiles, in total"
    SKILL = "skill", "Skills"
    EQUIPMENT = "equipment", "Equipment"
    STORY = "story", "Stories"
    EVENT = "event", "Events and training"
    PLAN = "plan", "Action plan"
    PAGE = "page", "Other pages"


class AnnouncementKind(TextChoices):
    """What an announcement is, which shape and colour say too."""

    NEWS = "news", "News"
    GOOD = "good", "Good news"
    WARNING = "warn", "Something does not work"
