"""The thread of a placement."""

from portal.blueprints import message_pages
from portal.blueprints.employer import bp


@bp.get("/placements/<int:placement_id>/messages")
def messages_show(placement_id: int):
    return message_pages.show("employer", placement_id)


@bp.post("/placements/<int:placement_id>/messages")
def messages_say(placement_id: int):
    return message_pages.say("employer", placement_id)


@bp.post("/placements/<int:placement_id>/messages/office")
def messages_office(placement_id: int):
    return message_pages.call_office("employer", placement_id)
