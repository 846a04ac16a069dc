"""States and kinds of schemes, rounds, nominations, reviews, honours and thanks."""

from django.db.models import TextChoices


class SchemeKind(TextChoices):
    """Whose award it is."""

    INTERNAL = "internal", "Our own"
    EXTERNAL = "external", "Given by another body"


class RoundState(TextChoices):
    """Where a round stands; told from its times, never stored (`rounds.state_of`)."""

    COMING = "coming", "Not open yet"
    OPEN = "open", "Open for nominations"
    CLOSED = "closed", "Closed, being checked"
    JUDGING = "judging", "Being judged"
    DECIDED = "decided", "Decided, not announced yet"
    ANNOUNCED = "announced", "Announced"
    CANCELLED = "cancelled", "Cancelled"


# States in which criteria, questions and categories can still be changed
BEFORE_JUDGING = (RoundState.COMING, RoundState.OPEN, RoundState.CLOSED)


class CategoryKind(TextChoices):
    """Who is nominated in a category."""

    INDIVIDUAL = "individual", "One person"
    TEAM = "team", "A team"
    APPRENTICE = "apprentice", "An apprentice or trainee"
    LIFETIME = "lifetime", "A whole career"


class Blind(TextChoices):
    """Whose names judges do not see."""

    NOBODY = "", "Judges see all names"
    NOMINATOR = "nominator", "Judges do not see who nominates"
    BOTH = "both", "Judges see neither who nominates nor who is nominated"


class AskNominee(TextChoices):
    """When a nominee is asked. Before anything is published they are asked always."""

    FIRST = "first", "Before the nomination is judged"
    LATER = "later", "Only if something is to be published"


class NominationState(TextChoices):
    """Where a nomination stands."""

    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    SET_ASIDE = "set_aside", "Set aside"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Of these there is one for a nominator, a nominee, a category and a round
LIVE_NOMINATIONS = (NominationState.DRAFT, NominationState.SENT)
# What a measure counts as received
RECEIVED = (NominationState.SENT, NominationState.SET_ASIDE)


class Rule(TextChoices):
    """What a round asks of those who are nominated."""

    EMPLOYMENT = "employment", "Employed here"
    DEPARTMENT = "department", "Department"
    WON = "won", "Won not long ago"
    SELF = "self", "Not oneself"


class Step(TextChoices):
    """The steps of a nomination, in their order."""

    WHO = "who", "Who"
    STORY = "story", "What they did"
    SUPPORTERS = "supporters", "Supporters"
    CHECK = "check", "Check and send"


class SeconderState(TextChoices):
    """What a seconder did with an invitation."""

    INVITED = "invited", "Invited, no answer yet"
    GIVEN = "given", "Added their words"
    DECLINED = "declined", "Would rather not"
    WITHDRAWN = "withdrawn", "Took their words back"


class FileKind(TextChoices):
    """What may be attached."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "Picture"


class Seat(TextChoices):
    """What somebody does on a panel."""

    JUDGE = "judge", "Judge"
    CHAIR = "chair", "Chair"


class Conflict(TextChoices):
    """Why somebody does not judge a candidate. The first ones the portal finds by itself."""

    NOMINATOR = "nominator", "Nominated them"
    NOMINEE = "nominee", "Is nominated"
    SECONDER = "seconder", "Seconded them"
    MANAGER = "manager", "Is their line manager, or the other way round"
    SAME_TEAM = "same_team", "Works in the same team"
    DECLARED = "declared", "Said so"


class ReviewState(TextChoices):
    """Where a judge stands with a candidate. Nothing is read before the declaration."""

    ASSIGNED = "assigned", "To declare on conflicts"
    READING = "reading", "Can be read and scored"
    CONFLICT = "conflict", "Conflict of interest"
    DECLINED = "declined", "Declined"
    ABSTAINED = "abstained", "Abstained"
    SCORED = "scored", "Scored"


# The judge may read the candidate
MAY_READ = (ReviewState.READING, ReviewState.SCORED, ReviewState.ABSTAINED)
# The judge still has something to do
UNDONE = (ReviewState.ASSIGNED, ReviewState.READING)
# The judge has nothing left to do
REVIEW_ENDED = (ReviewState.CONFLICT, ReviewState.DECLINED, ReviewState.ABSTAINED, ReviewState.SCORED)


class Outcome(TextChoices):
    """What the chair decided on a candidate."""

    UNDECIDED = "", "Not decided yet"
    SHORTLISTED = "shortlisted", "Shortlisted"
    WINNER = "winner", "Winner"
    COMMENDED = "commended", "Highly commended"
    NOT_CHOSEN = "not_chosen", "Not chosen this time"


# What ends in an honour
HONOURED = (Outcome.WINNER, Outcome.COMMENDED)
FINAL_OUTCOMES = (*HONOURED, Outcome.NOT_CHOSEN)


class EntryResult(TextChoices):
    """What became of an entry for another body's award."""

    ENTERED = "entered", "Entered"
    SHORTLISTED = "shortlisted", "Shortlisted"
    WON = "won", "Won"
    NOT_CHOSEN = "not_chosen", "Not chosen"
