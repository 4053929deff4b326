"""The audit trail of the office's own campus."""

from portal.blueprints import audit_pages
from portal.blueprints.staff import bp


@bp.get("/audit")
def audit_index():
    return audit_pages.page("staff.audit_index", audit_pages.STAFF_LINKS)
