"""What the office remembers of a student: how their placements went and ended."""

from flask import render_template

from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.services import student_memory, tallies


@bp.get("/students/<int:user_id>/memory")
def student_memory_show(user_id: int):
    student = student_memory.get(actor(), user_id)
    campus_id = actor().campus_id
    return render_template(
        "staff/student_memory/show.html",
        student=student,
        tally=tallies.of_student(campus_id, user_id),
        placements=student_memory.placements(campus_id, user_id),
    )
