"""The fee of a placement in words: what was agreed, by when, what was reported, and what comes next."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock
from portal.display import day, money
from portal.vocabulary import FeeStatus as S
from portal.vocabulary import stages


def shown(placement: Any, project: Any) -> dict[str, Any]:
    """Rows (label, words), and a sentence on whose turn it is."""
    fee = placement.fee
    within = ngettext("within %(num)s day", "within %(num)s days", project.days_to_pay)
    found = [
        (_("Amount"), money(fee.amount, fee.currency)),
        (_("Paid by"), str(project.payer.label)),
        (_("When"), f"{project.fee_trigger.label}, {within}"),
        (_("To be paid by"), day(fee.due_on) if fee.due_on else ""),
        (_("Reported as paid"), ", ".join(filter(None, (fee.paid_on and day(fee.paid_on), fee.reference)))),
        (_("Where it stands"), where(placement)),
    ]
    return {"rows": [row for row in found if row[1]], "next": NEXT[fee.status](fee)}


def where(placement: Any) -> str:
    """The state in a word or two, and by how many days it is late."""
    fee = placement.fee
    late = (clock.today(placement.zone) - fee.due_on).days if fee.due_on else 0
    if fee.status in stages.PAYABLE and late > 0:
        days = ngettext("%(num)s day late", "%(num)s days late", late)
        return f"{fee.status.label}, {days}"
    return str(fee.status.label)


def _payable(fee: Any) -> str:
    if fee.fund_id:
        return _("The career office has a fund pay it, outside the portal, and reports it here.")
    return _("The employer pays it outside the portal and reports it here.")


NEXT = {
    S.AGREED: lambda fee: _("It falls due once the work is accepted."),
    S.DUE: _payable,
    S.AMENDED: _payable,
    S.REPORTED_PAID: lambda fee: _(
        "The student confirms it once the money has arrived, or says that it has not."
    ),
    S.CONFIRMED: lambda fee: _("The student has confirmed that it arrived."),
    S.DISPUTED: lambda fee: _(
        "The two sides do not agree. Either may say that it is settled; a certificate never waits for it."
    ),
    S.RESOLVED: lambda fee: _("The two sides settled what they did not agree on."),
    S.VOID: lambda fee: _("There is no fee to pay."),
}
