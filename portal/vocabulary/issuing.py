"""Certificates in number: cohorts, and pages to print."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class CohortStatus(Word):
    """Certificates that an officer asked for together."""

    PROPOSED = "proposed", _l("Waiting for a second officer")
    RELEASED = "released", _l("Released")
    REFUSED = "refused", _l("Not confirmed")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class CohortProgress(Word):
    """How far one certificate of a cohort is."""

    WAITING = "waiting", _l("In line")
    MAKING = "making", _l("Being made")
    MADE = "made", _l("Issued")
    FAILED = "failed", _l("Not issued")


class PrintSort(Word):
    """In which order the pages of a print run lie."""

    NAME = "name", _l("By the student's name")
    SERIAL = "serial", _l("By serial")
