"""What a transcript will say, gathered once from what is proved and then frozen."""

from portal import certificates as document
from portal import mail
from portal.certificates.transcript import MOST, printable
from portal.errors import RuleBroken
from portal.models.campuses import Campus
from portal.models.students import Student
from portal.services import certificate_facts, students
from portal.services.records import Experience
from portal.vocabulary import MayShow

ISSUER = "university office signatory signatory_title issued_on brand monogram language".split()


def gather(student: Student, campus: Campus, told: list[Experience], serial: str) -> document.Transcript:
    """The newest experiences first. RuleBroken in words when a name cannot be printed."""
    enrolled, issuer = students.enrollment(student.user_id, campus.id), certificate_facts.issuer(campus)
    try:
        return printable(
            document.Transcript(
                serial=serial,
                holder=student.user.name,
                programme=enrolled.programme if enrolled else "",
                verify_url=mail.url("verifying.show", serial=serial),
                entries=tuple(entry(each) for each in told[:MOST]),
                **{name: issuer[name] for name in ISSUER},
            )
        )
    except document.Unfit as problem:
        raise RuleBroken(str(problem)) from None


def entry(experience: Experience) -> document.Entry:
    """What a certificate would say, less what the employer keeps confidential."""
    whole = experience.showing is MayShow.YES
    hidden = experience.showing is MayShow.NO
    seal = experience.certificate
    return document.Entry(
        title=str(experience.project.field.label) if hidden else experience.title,
        employer=experience.employer,
        starts=experience.starts,
        ends=experience.ends,
        minutes=experience.minutes,
        basis=experience.basis,
        attestation=experience.attestation,
        place=str(experience.project.place.label),
        deliverables=experience.deliverables if whole else (),
        competencies=experience.competencies,
        supervisor=experience.supervisor,
        supervisor_title=experience.supervisor_title,
        sentence=experience.sentence,
        certificate=seal.serial if seal is not None and experience.certified else "",
        ended_early=not experience.deliverables and experience.attestation == "C",
    )
