"""The table of a campus's numbers: what each is called, what it does, its unit and its bounds."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.vocabulary import Assurance, Word

HOURS, MONEY, YES, WORD = "hours", "money", "yes", "word"
DAYS, WEEKS, MONTHS, MINUTES, PLAIN = "days", "weeks", "months", "minutes", ""


@dataclass(frozen=True)
class Number:
    """One number: its name in the policy, what it is called, what it does, its unit and its bounds."""

    name: str
    label: Any
    what: Any
    unit: str
    low: int = 0
    high: int = 1
    words: type[Word] | None = None
    """What may be chosen, where it is no number."""


GROUPS: tuple[tuple[str, Any, tuple[Number, ...]], ...] = (
    (
        "projects",
        _l("What a project may be"),
        (
            Number(
                "minutes_min", _l("Fewest hours"), _l("A project below this is refused."), HOURS, 60, 24_000
            ),
            Number(
                "minutes_max", _l("Most hours"), _l("A project above this is refused."), HOURS, 60, 24_000
            ),
            Number("weeks_min", _l("Fewest weeks"), _l("From start to due date."), WEEKS, 1, 52),
            Number("weeks_max", _l("Most weeks"), _l("From start to due date."), WEEKS, 1, 52),
            Number(
                "fee_floor",
                _l("Lowest fee for an hour"),
                _l("The fee divided by the hours must reach this."),
                MONEY,
                0,
                1_000_000,
            ),
            Number("revisions", _l("Revisions"), _l("How often a supervisor may ask for one."), PLAIN, 0, 10),
        ),
    ),
    (
        "clocks",
        _l("How long people have"),
        (
            Number("hold_minutes", _l("Hold"), _l("A seat is held while terms are read."), MINUTES, 5, 1440),
            Number("offer_days", _l("Offer"), _l("A student has this long to accept one."), DAYS, 1, 30),
            Number("proposal_days", _l("Proposal"), _l("Likewise for one from the office."), DAYS, 1, 30),
            Number(
                "answer_days",
                _l("Employer's answer"),
                _l("An application nobody answers closes by itself after this."),
                DAYS,
                1,
                60,
            ),
            Number(
                "remind_days",
                _l("Reminder"),
                _l("So long before that day the employer is reminded."),
                DAYS,
                0,
                60,
            ),
            Number(
                "draw_hours",
                _l("Draw"),
                _l("Where a tie is settled by lot, requests are gathered this long."),
                HOURS + "_plain",
                1,
                720,
            ),
            Number(
                "silent_days",
                _l("Silence"),
                _l("After this a hand-in counts as left alone, and work on which nobody acts as at risk."),
                DAYS,
                1,
                60,
            ),
            Number(
                "nudge_days",
                _l("Between reminders"),
                _l("Nobody gets another reminder from the office sooner than this."),
                DAYS,
                1,
                30,
            ),
            Number(
                "review_days",
                _l("Review target"),
                _l("What waits longer is marked in the review queue."),
                DAYS,
                1,
                60,
            ),
        ),
    ),
    (
        "evaluations",
        _l("Evaluations by mail"),
        (
            Number("link_days", _l("Evaluation link"), _l("How long a mailed link works."), DAYS, 1, 365),
            Number(
                "link_assurance",
                _l("Who may answer"),
                _l("What a supervisor needs besides the letter."),
                WORD,
                words=Assurance,
            ),
            Number(
                "evaluation_first_days",
                _l("First reminder"),
                _l("So long after the link was mailed; 0 for none."),
                DAYS,
                0,
                365,
            ),
            Number(
                "evaluation_second_days", _l("Second reminder"), _l("Likewise; 0 for none."), DAYS, 0, 365
            ),
            Number("evaluation_last_days", _l("Last reminder"), _l("Likewise; 0 for none."), DAYS, 0, 365),
        ),
    ),
    (
        "students",
        _l("Fair access"),
        (
            Number(
                "weekly_ceiling",
                _l("Hours a week"),
                _l("Over a student's placements, seats and other commitments."),
                HOURS,
                60,
                10_080,
            ),
            Number(
                "ceiling_refuses",
                _l("Refuse what goes above these hours"),
                _l("Without this, students are warned and decide for themselves."),
                YES,
            ),
            Number(
                "live_claims", _l("Live claims"), _l("How many a student may have at once."), PLAIN, 1, 50
            ),
            Number("placements_at_once", _l("Placements at once"), _l("How many may run."), PLAIN, 1, 50),
            Number(
                "first_window_hours",
                _l("First-experience window"),
                _l("How long a new project is kept for students who had none yet."),
                HOURS + "_plain",
                0,
                720,
            ),
            Number(
                "graduate_months",
                _l("Graduates"),
                _l("How long after graduation a project may still be claimed."),
                MONTHS,
                0,
                60,
            ),
        ),
    ),
    (
        "writing",
        _l("What a student must send"),
        (
            Number(
                "before_required",
                _l("The reflection before the work"),
                _l("A placement does not close without it."),
                YES,
            ),
            Number("halfway_required", _l("The reflection half way"), _l("Likewise."), YES),
            Number(
                "reflection_required",
                _l("The reflection after the work"),
                _l("Likewise; and no certificate is issued without it."),
                YES,
            ),
            Number(
                "rating_start_required",
                _l("The self-rating at the start"),
                _l("A placement does not close without it."),
                YES,
            ),
            Number("rating_close_required", _l("The self-rating at the end"), _l("Likewise."), YES),
        ),
    ),
    (
        "certificates",
        _l("Certificates"),
        (
            Number(
                "single_officer",
                _l("One officer is enough"),
                _l(
                    "Who typed an evaluation for a supervisor may issue its certificate, too. It is recorded."
                ),
                YES,
            ),
            Number(
                "second_officer",
                _l("Certificates need a second officer"),
                _l("What one officer asks for, a colleague confirms. Revoking stays immediate."),
                YES,
            ),
        ),
    ),
)

NUMBERS = {number.name: number for _key, _title, numbers in GROUPS for number in numbers}
