"""A project in short steps. What is missing is said before sending, never on the way."""

from portal.forms.hosting import (
    EligibilityForm,
    LegalForm,
    PeopleForm,
    PlaceForm,
    SelectionForm,
    SkillsForm,
)
from portal.forms.scopes import DeliverablesForm, FeeForm, TimeForm, WhatForm
from portal.forms.steps import StepForm

STEPS: dict[str, type[StepForm]] = {
    "what": WhatForm,
    "deliverables": DeliverablesForm,
    "time": TimeForm,
    "fee": FeeForm,
    "place": PlaceForm,
    "skills": SkillsForm,
    "people": PeopleForm,
    "selection": SelectionForm,
    "eligibility": EligibilityForm,
    "legal": LegalForm,
}
