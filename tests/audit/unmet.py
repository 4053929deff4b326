"""Addresses that the audit's readers do not meet as pages, each with its reason."""

FILE = "a file, a calendar or a style, no page"
PIECE = "a piece of a page, asked for by the page around it"
MACHINE = "an answer to a program"
LINK = "a letter's link leads there once, with a secret in it"
STEP = "the next step after something was sent or typed"
DEMO = "only there while somebody develops or tries the portal"
RARE = "there only while something is asked for or has just happened, which none of these readers has before them"

UNMET = {
    **dict.fromkeys(
        (
            "calendars.feed",
            "credentials.show",
            "downloads.file",
            "student.records_resume",
            "student.transcripts_pdf",
            "employer.calendars_placement",
            "employer.kick_offs_pdf",
            "look.theme_css",
            "public.certificate_file",
            "public.picture",
            "staff.audiences_export",
            "staff.calendars_placement",
            "staff.kick_offs_pdf",
            "staff.policy_specimen",
            "staff.prints_pdf",
            "staff.rosters_refused",
            "student.calendars_placement",
            "student.kick_offs_pdf",
        ),
        FILE,
    ),
    **dict.fromkeys(("employer.postings_findings", "employer.postings_rate", "look.swatches"), PIECE),
    **dict.fromkeys(
        (
            "credentials.did",
            "credentials.status_list",
            "health.alive",
            "health.ready",
            "verify_answers.description",
            "verify_answers.show",
            "verifying.roots",
        ),
        MACHINE,
    ),
    **dict.fromkeys(
        (
            "auth.invitation",
            "auth.new_password",
            "evaluate.code",
            "evaluate.link",
            "evaluate.pass_on",
            "follow_ups.show",
        ),
        LINK,
    ),
    **dict.fromkeys(
        (
            "auth.arrived",
            "auth.confirm",
            "auth.reset_sent",
            "evaluate.receipt",
            "evaluate.resume",
            "partner.ask",
            "partner.check",
            "partner.sent",
            "staff.certificates_progress",
            "staff.rosters_columns",
            "verifying.inspection",
        ),
        STEP,
    ),
    **dict.fromkeys(
        (
            "employer.partnerships_withdrawal",
            "employer.placements_kick_off",
            "staff.nudges_show",
            "student.placements_kick_off",
        ),
        RARE,
    ),
    **dict.fromkeys(("devmail.index", "devmail.show", "kit.show"), DEMO),
}
