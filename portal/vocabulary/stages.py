"""Sets of states that more than one room speaks of; a set that one module alone reads stays there."""

from portal.vocabulary.states import (
    ClaimStatus,
    FeeStatus,
    PartnershipStatus,
    PlacementStatus,
    ProjectStatus,
    RequestStatus,
)

# Partnerships
TO_REVIEW = (PartnershipStatus.APPLIED, PartnershipStatus.IN_REVIEW)

# Projects
SHOWN = (ProjectStatus.OPEN, ProjectStatus.FILLED)
"""Students see it: they ask for a seat or wait for one."""

# Claims
ON_OFFER = (ClaimStatus.HELD, ClaimStatus.OFFERED, ClaimStatus.PROPOSED)
"""A seat is taken, and a clock runs for the student."""
ASKED = (ClaimStatus.SUBMITTED, ClaimStatus.SHORTLISTED)
"""A clock runs for the employer."""
SEATED = (*ON_OFFER, ClaimStatus.ACCEPTED)

# Placements
STARTING = (PlacementStatus.KICKOFF, PlacementStatus.ACTIVE)
WORKING = (PlacementStatus.ACTIVE, PlacementStatus.DELIVERED, PlacementStatus.REVISION)
"""There is something to deliver on the way."""
RUNNING = (PlacementStatus.KICKOFF, *WORKING)
"""Somebody still works, or will."""
UNFINISHED = (*RUNNING, PlacementStatus.ACCEPTED)
"""Somebody still has a move; in the order of a board's lanes."""
DONE = (PlacementStatus.ACCEPTED, PlacementStatus.CLOSED)
ATTESTABLE = (*DONE, PlacementStatus.ENDED_EARLY)
"""A certificate may say what was done."""
HANDED_IN = (PlacementStatus.DELIVERED, PlacementStatus.REVISION, *ATTESTABLE)
"""The work was shown once, or is over."""
BROKEN_OFF = (PlacementStatus.ENDED_EARLY, PlacementStatus.NO_SHOW)
OVER = (PlacementStatus.CLOSED, *BROKEN_OFF)

# Fees
PAYABLE = (FeeStatus.DUE, FeeStatus.AMENDED)

# Evaluation requests
MAILED = (RequestStatus.SENT, RequestStatus.OPENED, RequestStatus.DRAFT)
UNANSWERED = (RequestStatus.SCHEDULED, *MAILED)
"""The link is to come or lives."""
SETTLED = (RequestStatus.SUBMITTED, RequestStatus.WAIVED)
