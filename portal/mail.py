"""Letters: written into the outbox with the change they tell of, delivered by the worker."""

import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app, render_template
from jinja2 import TemplateNotFound

from portal import clock, jobs, wording
from portal.models.jobs import Job

SUBJECT = "Subject: "
TIMEOUT = 30
WORDS = 500
"""How much of what a mail server says is kept."""


def url(endpoint: str, **values) -> str:
    """The absolute address of a page, from PORTAL_URL and never from the request's Host header."""
    base = urlsplit(current_app.config["PORTAL_URL"])
    adapter = current_app.url_map.bind(base.netloc, base.path or "/", url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)


def send(
    template: str,
    to: str,
    *,
    name: str = "",
    campus_id: int | None = None,
    key: str | None = None,
    about: str = "",
    **data,
) -> Job:
    """Write a letter in the campus's own words, or from templates/mail/<template>.txt, into the outbox.

    The template's first line is "Subject: ..."; a letter with a `key` that was used before is not written again.
    `about` names the record that stands or falls with its delivery, as "table:id".
    """
    told = {"name": name, **data}
    written = wording.own(campus_id, template, told) or in_house(template, told)
    return post(template, to, written, name=name, campus_id=campus_id, key=key, about=about)


def in_house(template: str, told: dict) -> wording.Written:
    """The letter in the portal's own words."""
    subject, text = split(render_template(f"mail/{template}.txt", **told))
    return wording.Written(subject, text, html(template, subject=subject, **told))


def post(
    template: str,
    to: str,
    written: wording.Written,
    *,
    name: str = "",
    campus_id: int | None = None,
    key: str | None = None,
    about: str = "",
) -> Job:
    """Put a letter that is already worded into this transaction's outbox."""
    domain = current_app.config["PORTAL_MAIL_FROM"].rpartition("@")[2]
    payload = {
        "template": template,
        "to": to,
        "name": name,
        "about": about,
        **vars(written),
        "message_id": make_msgid(domain=domain),
        "written": format_datetime(clock.now()),
    }
    return jobs.enqueue("mail", payload, key=key, campus_id=campus_id, message_id=payload["message_id"])


def split(letter: str) -> tuple[str, str]:
    """Subject and text of a rendered letter; raises ValueError when it does not begin with its subject."""
    first, _, text = letter.lstrip().partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError("A letter begins with a line 'Subject: ...'.")
    return " ".join(first.removeprefix(SUBJECT).split()), text.strip() + "\n"


def html(template: str, **data) -> str:
    """The letter's HTML version, or nothing where it has none."""
    try:
        return render_template(f"mail/{template}.html", **data)
    except TemplateNotFound:
        return ""


@jobs.handler("mail", slow=True)
def deliver(payload: dict) -> None:
    """Hand a letter over to the transport of this deployment."""
    letter = compose(payload)
    if current_app.config["PORTAL_SMTP_HOST"]:
        by_smtp(letter)
    elif current_app.config["PORTAL_ENV"] == "test":
        outbox().append(letter)
    else:
        to_file(letter)


def compose(payload: dict) -> EmailMessage:
    """The message as it leaves; its Message-ID and date were fixed when it was written."""
    letter = EmailMessage()
    letter["From"] = formataddr(("", current_app.config["PORTAL_MAIL_FROM"]))
    letter["To"] = payload["to"]
    letter["Subject"] = payload["subject"]
    letter["Message-ID"] = payload["message_id"]
    letter["Date"] = payload["written"]
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(payload["text"])
    if payload["html"]:
        letter.add_alternative(payload["html"], subtype="html")
    return letter


def by_smtp(letter: EmailMessage) -> None:
    """Deliver; an address or a letter that the server refuses for good ends the job."""
    config = current_app.config
    tls = config["PORTAL_SMTP_TLS"]
    kind = smtplib.SMTP_SSL if tls == "tls" else smtplib.SMTP
    with kind(config["PORTAL_SMTP_HOST"], config["PORTAL_SMTP_PORT"], timeout=TIMEOUT) as server:
        if tls == "starttls":
            server.starttls()
        if config["PORTAL_SMTP_USER"]:
            server.login(config["PORTAL_SMTP_USER"], config["PORTAL_SMTP_PASSWORD"])
        hand_over(server, letter)


def hand_over(server: smtplib.SMTP, letter: EmailMessage) -> None:
    """Send one letter; raises Refused when its recipient or its text is refused permanently.

    A sender that is refused is for the deployment to mend, and no word about the recipient: it is tried again.
    """
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as refused:
        refuse_for_good(*next(iter(refused.recipients.values())))
        raise
    except smtplib.SMTPDataError as refused:
        refuse_for_good(refused.smtp_code, refused.smtp_error)
        raise


def refuse_for_good(code: int, reason: bytes | str) -> None:
    """Raise Refused with the server's words when its answer is final: 5yz of RFC 5321, section 4.2.1."""
    if code >= 500:
        said = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
        raise jobs.Refused(" ".join(f"{code} {said}".split())[:WORDS])


def outbox() -> list[EmailMessage]:
    """What was delivered in a test."""
    return current_app.extensions.setdefault("outbox", [])


def folder() -> Path:
    """Where letters lie as files when there is no mail server."""
    return Path(current_app.config["PORTAL_STATE"]) / "mail"


def to_file(letter: EmailMessage) -> None:
    """Keep the letter as a file; the same letter sent twice stays one."""
    folder().mkdir(parents=True, exist_ok=True)
    stamp = clock.now().strftime("%Y%m%d-%H%M%S-%f")
    number = letter["Message-ID"].strip("<>").partition("@")[0]
    if not list(folder().glob(f"*-{number}.eml")):
        half = folder() / f"{stamp}-{number}.half"
        half.write_bytes(bytes(letter))
        half.rename(half.with_suffix(".eml"))
