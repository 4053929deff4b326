"""The audit trail of the whole deployment."""

from portal.blueprints import audit_pages
from portal.blueprints.admin import bp


@bp.get("/audit")
def audit_index():
    return audit_pages.page("admin.audit_index", audit_pages.ADMIN_LINKS)
