"""The demo's students, as the registrar of each campus exports them."""

import csv
import io
from random import Random

FIRST = (
    "Amara Łukasz Nguyễn Zoë Kwame Élodie İrem Sofia Mateo Aisha Wei Yuki Minh Anh Thị Paweł Čeněk Ngozi Omar Layla"
    " Freya Callum Rhys Siân Niamh Tomasz Agnieszka Dmitri Olena Ravi Ananya Hana Joon Mei Tariq Fatima Jonas Ingrid"
    " Lucía Thiago Bruna Pilar Gwen Isla Noah Maya Leo Ruby Felix Edith"
).split()
LAST = (
    "Okafor Wiśniewski Trần Müller Mensah Dubois Doğan Rossi García Khan Zhang Tanaka Phạm Lê Kowalska Novák Eze"
    " Haddad Nasser Lindqvist Reid Evans Davies Byrne Zieliński Petrov Shevchenko Patel Iyer Sato Kim Chen Aziz"
    " Rahman Berg Holm Fernández Silva Costa Morales Price Campbell Walker Singh Brown Hughes Foster Adler Grant Shaw"
).split()
OTHER_SCRIPTS = ("محمد العربي", "李小龙", "Παναγιώτης Δήμου", "Иван Петров", "김민준", "अनन्या शर्मा")
PROGRAMMES = {
    "Arts": ("English", "History", "Modern Languages"),
    "Science": ("Data Science", "Biology", "Environmental Science"),
    "Business": ("Marketing", "Accounting", "Economics"),
    "Engineering": ("Computer Science", "Civil Engineering"),
}
YEARS = ("First year", "Second year", "Third year", "Final year")
SKILLS = (
    "Writing Excel Python Interviewing Statistics Design Photography Research Editing Teaching HTML Translation"
    " Organising Testing Accessibility"
).split()
HEADERS = ["Student ID", "Name", "E-mail Address", "College", "Major 1", "Class Standing", "Exp. Grad Term"]


def export(domain: str, prefix: str, count: int, chance: Random, this_year: int, extra: tuple = ()) -> bytes:
    """A registrar's CSV of `count` students of a campus; `extra` are (name, e-mail) put first."""
    lines = [
        line(prefix, number, *who, chance, this_year)
        for number, who in enumerate(people(domain, count, chance, extra))
    ]
    out = io.StringIO()
    csv.writer(out).writerows([HEADERS, *lines])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def people(domain: str, count: int, chance: Random, extra: tuple) -> list[tuple[str, str]]:
    """Names and addresses, some in other scripts than the Latin one."""
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    names = [*OTHER_SCRIPTS, *chance.sample(pairs, count - len(extra) - len(OTHER_SCRIPTS))]
    return [*extra, *((name, f"s{number:04d}@{domain}") for number, name in enumerate(names, start=1))]


def line(prefix: str, number: int, name: str, email: str, chance: Random, this_year: int) -> list[str]:
    college = chance.choice(list(PROGRAMMES))
    year = chance.randrange(4)
    term = f"Spring {this_year + 4 - year}"
    programme = chance.choice(PROGRAMMES[college])
    return [f"{prefix}{10000 + number}", name, email, college, programme, YEARS[year], term]
