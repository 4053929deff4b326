"""What a project is: how it fills, where it happens, who pays."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class Selection(Word):
    CLAIM = "claim", _l("First come, first served")
    APPLY = "apply", _l("The supervisor chooses")
    MATCH = "match", _l("The career office proposes")


class Place(Word):
    REMOTE = "remote", _l("Remote")
    HYBRID = "hybrid", _l("Hybrid")
    ONSITE = "onsite", _l("On site")


class Format(Word):
    MICRO_INTERNSHIP = "micro_internship", _l("Micro-internship")
    NANO = "nano", _l("Nano")
    FLASH = "flash", _l("Flash")
    SPRINT = "sprint", _l("Sprint")
    POP_UP = "pop_up", _l("Pop-up")
    VIRTUAL = "virtual", _l("Virtual placement")
    ON_DEMAND = "on_demand", _l("On demand")
    GIG = "gig", _l("Gig")


class Field(Word):
    RESEARCH = "research", _l("Research")
    WRITING = "writing", _l("Writing and editing")
    DATA = "data", _l("Data")
    MARKETING = "marketing", _l("Marketing")
    DESIGN = "design", _l("Design")
    TECHNOLOGY = "technology", _l("Technology")
    EVENTS = "events", _l("Events")
    FINANCE = "finance", _l("Finance")
    EDUCATION = "education", _l("Education")
    OTHER = "other", _l("Other")


class Payer(Word):
    EMPLOYER = "employer", _l("The employer")
    UNIVERSITY = "university", _l("A university fund")
    DONOR = "donor", _l("A donor fund")


class FeeTrigger(Word):
    ON_ACCEPTANCE = "on_acceptance", _l("When the work is accepted")
    ON_MILESTONES = "on_milestones", _l("By milestone")


class MayShow(Word):
    YES = "yes", _l("Yes")
    REDACTED = "redacted", _l("With confidential parts removed")
    NO = "no", _l("No")


class EligibilityKind(Word):
    COLLEGE = "college", _l("College")
    PROGRAMME = "programme", _l("Programme")
    YEAR = "year", _l("Year")


class AfterExclusive(Word):
    """What becomes of a project once the time of one university alone is over."""

    CLOSE = "close", _l("It takes no more students")
    OPEN = "open", _l("It opens to other campuses that work with the employer")
