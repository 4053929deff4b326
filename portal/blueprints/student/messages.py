"""The thread of a placement."""

from portal.blueprints import message_pages
from portal.blueprints.student import bp


@bp.get("/placements/<int:placement_id>/messages")
def messages_show(placement_id: int):
    return message_pages.show("student", placement_id)


@bp.post("/placements/<int:placement_id>/messages")
def messages_say(placement_id: int):
    return message_pages.say("student", placement_id)


@bp.post("/placements/<int:placement_id>/messages/office")
def messages_office(placement_id: int):
    return message_pages.call_office("student", placement_id)
