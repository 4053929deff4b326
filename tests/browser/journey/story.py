"""One micro-internship's facts: who, where, what and when; each view has a story of its own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tests.browser.people import VIEWS, View

CAMPUS = "Northmoor University"
PASSWORD = "amber kettle northbound"
ORGANISATIONS = ("Lantern Press", "Kestrel Maps", "Saltmarsh Trust", "Copperfield Archive")
STUDENTS = (
    ("Nguyễn", "Minh Anh"),
    ("Żółkiewska", "Łucja"),
    ("O'Connor", "Niamh"),
    ("García Núñez", "Inés"),
)


@dataclass(frozen=True)
class Story:
    """What the people of one journey know of each other."""

    number: int

    @classmethod
    def of(cls, view: View) -> "Story":
        """Return the story that is told in this view."""
        return cls(VIEWS.index(view))

    @property
    def organisation(self) -> str:
        """Return the employer's name."""
        return ORGANISATIONS[self.number % len(ORGANISATIONS)]

    @property
    def domain(self) -> str:
        """Return the employer's own domain."""
        return f"{self.organisation.split()[0].lower()}.example"

    @property
    def title(self) -> str:
        """Return the title of the project with seats to claim."""
        return f"Index the {self.organisation} letters"

    @property
    def second(self) -> str:
        """Return the title of the project that students apply for."""
        return f"Draw a reading room for {self.organisation}"

    @property
    def student(self) -> str:
        """Return the student's name, first name first."""
        last, first = STUDENTS[self.number % len(STUDENTS)]
        return f"{first} {last}"

    @property
    def registered(self) -> str:
        """Return the student's name as the registrar writes it."""
        return ", ".join(STUDENTS[self.number % len(STUDENTS)])

    @property
    def email(self) -> str:
        """Return the student's address."""
        return f"reader{self.number}@northmoor.example"

    def of_employer(self, who: str) -> str:
        """Return somebody's work address."""
        return f"{who}@{self.domain}"


def day(after: int) -> date:
    """Return the day that is so many days from today."""
    return (datetime.now(UTC) + timedelta(days=after)).date()
