"""What students take along: words for résumés, transcripts, and portfolio pages, some on and some off."""

from itertools import cycle

from sqlalchemy import func, select

from portal import jobs
from portal.actor import Actor
from portal.database import db, take_write_lock
from portal.demo.world import Place, World
from portal.models.placements import Placement
from portal.services import portfolios, records, resumes, transcripts
from portal.services.portfolios import About, Shown
from portal.services.records import Experience
from portal.services.resumes import Own
from portal.vocabulary import stages

ON, OFF, GONE = 3, 2, 2
"""Pages that are on, pages begun and off, and transcripts withdrawn, at each campus."""
WORDS = (
    "The hardest part was to leave things out. What stayed is what they use now.",
    "I asked more questions in the first two days than in a whole term, and it showed in the result.",
    "Half of the time went into checking. Nobody has found a mistake since.",
    "I had to find my own plan for it, and kept to it but for one evening.",
)
ABOUT = (
    ("Likes work that somebody uses the week after", "I look for small projects with a clear end."),
    ("Careful with numbers, quick with words", "Short projects taught me to ask early."),
    ("Makes things easier to find", "I want to see what becomes of what I hand in."),
)
OWN = (
    Own("Prepared and handed over", "used by the whole team since", "which is the kind of work you describe"),
    Own(addition="a week before it was due", action="I agreed on the outline first, then showed each half."),
)


def finish(world: World) -> None:
    """The first students of each campus who completed something; the demo student is one of them."""
    for place in world.places.values():
        found = holders(place, ON + OFF)
        for (student, record), about, own in zip(found, cycle(ABOUT), cycle(OWN), strict=False):
            resumes.save(record[0].placement, own, by=student)
            portfolios.write(About(*about), by=student)
            transcripts.order(student)
        for student, record in found[:ON]:
            show(student, record)
    db.session.commit()
    while jobs.work_once():
        pass
    take_write_lock()
    for place in world.places.values():
        withdraw(place)


def holders(place: Place, most: int) -> list[tuple[Actor, list[Experience]]]:
    """Students with what they may tell, those who completed most first; at most so many."""
    actors = {student.user_id: student for student in place.students}
    done = Placement.status.in_(stages.DONE), Placement.student_id.in_(actors)
    count = func.count(Placement.id).desc()
    found = select(Placement.student_id).where(*done).group_by(Placement.student_id)
    ids = db.session.scalars(found.order_by(count, Placement.student_id).limit(3 * most)).all()
    told = [(actors[one], records.proven(actors[one])) for one in ids]
    return [each for each in told if each[1]][:most]


def show(student: Actor, record: list[Experience]) -> None:
    """Most of it on the page, every other with all that may stand there; then the page is switched on."""
    for number, (experience, words) in enumerate(zip(record[:4], cycle(WORDS), strict=False)):
        more = number % 2 == 0
        portfolios.put(experience, Shown(words, levels=more, quote=more), True, by=student)
    portfolios.switch_on(True, by=student)


def withdraw(place: Place) -> None:
    """Two have second thoughts; the demo student has none."""
    found = holders(place, ON + OFF)
    for student, _record in found[-GONE:]:
        transcripts.withdraw(transcripts.mine(student)[0], by=student)
