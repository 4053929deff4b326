"""The thread of a placement, once the office was called or had a reason to open it."""

from portal.blueprints import message_pages
from portal.blueprints.staff import bp


@bp.get("/placements/<int:placement_id>/messages")
def messages_show(placement_id: int):
    return message_pages.show("staff", placement_id)


@bp.post("/placements/<int:placement_id>/messages")
def messages_say(placement_id: int):
    return message_pages.say("staff", placement_id)


@bp.post("/placements/<int:placement_id>/messages/office")
def messages_office(placement_id: int):
    return message_pages.look_in(placement_id)
