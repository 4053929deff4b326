"""How certificates look: the north keeps the woven frame, the south is engraved and speaks Spanish too."""

from dataclasses import replace

from portal.database import db
from portal.demo.world import World
from portal.models.campuses import Campus
from portal.services import design_previews, designs
from portal.vocabulary import SampleKind, Theme

NORTH = {"cosigner": "Professor Ewan Sinclair", "cosigner_title": "Pro-Vice-Chancellor for Education"}
SOUTH = {
    "theme": Theme.ENGRAVED.value,
    "second_language": "es",
    "second_title": "Certificado de experiencia",
    "second_statement": "ha completado unas microprácticas remuneradas y supervisadas",
}


def settle(world: World) -> None:
    """Before anything is issued."""
    for name, told in (("north", NORTH), ("south", SOUTH)):
        place = world.places[name]
        campus = db.session.get_one(Campus, place.campus_id)
        designs.adopt(campus, replace(designs.of(campus), **told), by=place.staff)


def finish(world: World) -> None:
    """Both offices look at another one."""
    for place, theme in ((world.places["north"], Theme.BANNER), (world.places["south"], Theme.QUIET)):
        campus = db.session.get_one(Campus, place.campus_id)
        wanted = replace(designs.of(campus), theme=theme.value)
        design_previews.order(campus, wanted, SampleKind.USUAL, by=place.staff)
