"""Whose words somebody may come upon: `owner:table.column` as a pattern, reviewed by people like the table."""

CAMPUSES = ("north:campus.*", "south:campus.*")
PROGRAMMES = "*:enrollment.programme"
"""What is taught at a campus, as choices of the step that says for whom a project is."""


def board(employer: str) -> tuple[str, ...]:
    """What students read of a project that is open to them, and of who offers it."""
    shown = (
        "project.*",
        "deliverable.*",
        "employer.name",
        "employer.about",
        "employer.website",
        "contact.name",
        "contact.title",
    )
    return tuple(f"{employer}:{place}" for place in shown)


def applicant(student: str) -> tuple[str, ...]:
    """What an employer reads of who applied: the application, the name, and the one field that was shared."""
    shown = ("claim.statement", "claim.answers", "stored_file.name", "user_account.name", "student.skills")
    return tuple(f"{student}:{place}" for place in shown)


TALK = ("private:message.*", "called:message.*", "supervisor:stored_file.name")
"""Both threads of the student and the supervisor, for their two sides; the office reads the one it was called to."""

BROOK = (
    *CAMPUSES,
    *TALK,
    *("brook:*", "brook_draft:*", "brook_sent:*", "brook_north:*", "brook_south:*", "office:comment.*"),
    *(
        "supervisor:user_account.email",
        "colleague:user_account.email",
        "north:history_detail.actor_label",
        PROGRAMMES,
    ),
    *(*applicant("student"), *applicant("other_student"), "student:hand_in.note"),
    *("student:placement_milestone.*", "student:check_in.*", "student:hour_entry.*", "student:amendment.*"),
)
"""The supervisor's employer: all its own, its applicants, and the work of its student."""

SIGHTS: dict[str, tuple[str, ...]] = {
    "nobody": CAMPUSES,
    "student": (
        *(*CAMPUSES, *TALK, *board("brook"), *board("crest")),
        *("student:*", "supervisor:user_account.email"),
        *("staff:problem_answer.*", "north:history_detail.actor_label"),
    ),
    "other_student": (
        *CAMPUSES,
        *board("brook"),
        *board("crest"),
        *board("suspended"),
        "somebody:user_account.email",
        "other_student:*",
    ),
    "far_student": (*CAMPUSES, *board("dale"), "far_student:*"),
    "ineligible_student": (*CAMPUSES, *board("brook"), "ineligible_student:*"),
    "supervisor": (*BROOK, "supervisor:*"),
    "colleague": (*BROOK, "colleague:*"),
    "other_employer": (
        *CAMPUSES,
        "crest:*",
        "crest_draft:*",
        "crest_north:*",
        "crest_south:*",
        "newcomer:user_account.email",
        "other_employer:*",
        PROGRAMMES,
    ),
    "unapproved_employer": (*CAMPUSES, "dusk:*", "dusk_north:*", "unapproved_employer:*"),
    "link": (
        *CAMPUSES,
        *board("brook"),
        *("brook:evaluation.*", "brook:evaluation_answer.*"),
        *("student:user_account.name", "supervisor:user_account.email"),
    ),
    "dead_link": (*CAMPUSES, "brook:project.title"),
    "staff": (
        *(*CAMPUSES, "north:*", "staff:*", "office:comment.*", "desk:vetting_mark.*"),
        *("called:message.*", "supervisor:stored_file.name"),
        *("brook:*", "brook_sent:*", "brook_north:*", "crest:*", "crest_north:*"),
        *("dusk:*", "dusk_north:*", "reviewed:*", "reviewed_north:*", "suspended:*", "suspended_north:*"),
        *("supervisor:user_account.*", "unapproved_employer:user_account.*", "somebody:user_account.*"),
        *("other_employer:user_account.email", *board("dale")),
        *(f"{who}:enrollment.programme" for who in ("student", "other_student", "ineligible_student")),
        *(
            "student:placement_milestone.*",
            "student:check_in.*",
            "student:hour_entry.*",
            "student:amendment.*",
        ),
        *("student:user_account.*", "student:hand_in.*", "student:reflection.*", "student:stored_file.*"),
        *("student:problem.*", "student:problem_answer.*", "supervisor:problem.*"),
        "student:host_review.*",
        *("other_student:user_account.*", "ineligible_student:user_account.*", "disabled:user_account.*"),
        "temporary:user_account.name",
    ),
    "far_staff": (
        *(*CAMPUSES, "far_desk:vetting_mark.*", "south:*", "far_staff:*", "dale:*", "dale_south:*"),
        *("far_student:user_account.*", "far_student:enrollment.programme"),
        *("brook:contact.*", "brook:employer.*", "brook_south:*", "supervisor:user_account.*"),
        *("far_employer:user_account.email",),
        *("crest:contact.*", "crest:employer.*", "crest_south:*", "newcomer:user_account.*"),
    ),
    "admin": (
        *CAMPUSES,
        "*:user_account.*",
        "*:employer.name",
        "*:contact.name",
        "*:history_detail.actor_label",
    ),
    "disabled": CAMPUSES,
}
"""The supervisor's employer has applied at the south too, so that office reads who applied."""

OWN = {
    "student": "student:reflection.did",
    "other_student": "other_student:student.about",
    "far_student": "dale:project.title",
    "ineligible_student": "ineligible_student:student.about",
    "supervisor": "brook_draft:project.title",
    "colleague": "student:claim.statement",
    "other_employer": "crest_draft:project.title",
    "unapproved_employer": "dusk_north:partnership.reason",
    "link": "student:user_account.name",
    "staff": "north:roster.file_name",
    "far_staff": "south:roster.file_name",
    "admin": "other_student:user_account.email",
}
"""What each of them certainly comes upon: a crawl that misses it is blind."""

NEWCOMER = (*CAMPUSES, "crest:employer.*", "crest:contact.*", "crest_south:*", "newcomer:*")
"""Somebody with a mailbox at an employer's domain reads what they sent, until they are confirmed."""
