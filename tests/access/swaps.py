"""Second ids: a record of somebody else in the body of one's own form, or two records that do not belong together."""

from tests.access.cells import NUMBER

BODIES = (
    ("POST /employer/projects", "supervisor", "campus_id", "south"),
    ("POST /employer/projects", "unapproved_employer", "campus_id", "north"),
    ("POST /employer/projects/{draft}/people", "supervisor", "supervisor_id", "other_employer_contact"),
    ("POST /employer/projects/{draft}/people", "supervisor", "alternate_id", "other_employer_contact"),
    (
        "POST /employer/placements/{kickoff}/changes/new",
        "supervisor",
        "supervisor_id",
        "other_employer_contact",
    ),
    ("POST /account/role", "student", "membership", "staff_membership"),
    ("POST /account/role", "staff", "membership", "admin_membership"),
)
"""(line, who, field, somebody else's record): refused, and in the same words as an unknown one."""

IGNORED = (
    ("POST /e/answers/deliverables", "link", "deliverable_{others_deliverable}", "meets"),
    ("POST /student/projects/{choice}/apply", "student", "resume_id", "{other_student_resume}"),
    ("POST /student/projects/{choice}/apply", "student", "project_id", "{crest_open}"),
    ("POST /student/projects/{choice}/apply", "student", "student_id", "{other_student_id}"),
    ("POST /student/placements/{active}/hand-in", "student", "file_id", "{other_student_resume}"),
    ("POST /student/profile", "student", "resume_id", "{other_student_resume}"),
    ("POST /employer/projects/{draft}/what", "supervisor", "employer_id", "{far_open}"),
)
"""(line, who, field, value): no form asks for it, so sending it changes nothing."""

PATHS = (
    ("supervisor", "/employer/projects/{open}/applicants/{asked}/decline"),
    ("other_employer", "/employer/projects/{crest_open}/applicants/{asked}/decline"),
    ("supervisor", "/employer/projects/{crest_open}/applicants/{asked}/offer"),
    ("student", "/student/claims/{others_claim}"),
    ("student", "/files/{other_student_resume}"),
    ("other_student", "/files/{serial_file}"),
    ("student", "/student/placements/{kickoff}/changes/{proposed}"),
    ("staff", "/staff/rosters/{far_roster}"),
    ("staff", "/staff/review/project/{far_open}"),
    ("staff", "/staff/review/partnership/{own_application}"),
    ("staff", "/staff/partnerships/{suspended}/students/{active}"),
    ("staff", "/staff/partnerships/{own_application}/checklist"),
    ("student", "/student/problems/{employer_problem}"),
    ("colleague", "/employer/problems/{employer_problem}"),
)
"""Two records in one address that do not belong together, and neighbours of one's own."""

UNKNOWN = str(NUMBER)
