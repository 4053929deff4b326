"""The demo's employers: name, what they do, and the person who speaks for them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Organisation:
    """An invented employer under the reserved `.example` domain."""

    name: str
    about: str
    contact: str
    title: str

    @property
    def domain(self) -> str:
        plain = "".join(letter for letter in self.name.lower() if letter.isascii() and letter.isalnum())
        return f"{plain}.example"

    @property
    def email(self) -> str:
        first, _, last = self.contact.lower().partition(" ")
        return f"{first[0]}.{last.replace(' ', '')}@{self.domain}"


LINES = """
Brightwater Co-op|Community energy for a river valley|Priya Raman|Programme lead
Hollis and Ware|Accessible online shops|Tom Hollis|Product owner
Northmoor City Museum|Collections of maps and everyday things|Ines Falk|Collections manager
Fieldnote Labs|Sensors for rivers and soils|Dan Okoro|Data lead
Sunday Press|A small press for poetry|Maya Lindqvist|Publisher
Moor Valley Transit|Buses and trams of the valley|Kofi Mensah|Service planner
Kestrel Legal Aid|Free legal advice in plain words|Ruth Adler|Senior solicitor
Tessera Games|Puzzle games for the table|Jun Watanabe|Studio head
Riverbank Food Shelf|Food for families who need it|Dana Whitlock|Development coordinator
Copper Kettle Cafe|Three cafes and a bakery|Sofia Marin|Owner
Linden Home Care|Care at home for older people|Aisha Karim|Operations manager
Spoke and Pedal|Bicycle repair and rental|Oskar Nyberg|Shop manager
Young Voices Choir|A choir for children of every school|Helen Brook|Director
Harbour Analytics|Flood warnings for small ports|Jonas Reiter|Lead analyst
Clay Street Pottery|Classes and a shop|Nadia Haddad|Founder
Greenroof Builders|Roofs that grow|Pawel Zielinski|Site director
Open Ledger|Bookkeeping for charities|Grace Tan|Partner
Second Shelf Books|Used books by post|Liam Doyle|Buyer
Lighthouse Tutoring|Evening lessons in maths and reading|Zainab Bello|Head of teaching
Milltown Theatre|A stage for the town|Elena Rossi|Producer
Fernbank Nursery|Native plants|Hugo Martins|Grower
Signal Hill Radio|Local radio run by volunteers|Amy Cole|Station manager
Parity Health|Fair access to clinics|Chidi Eze|Research lead
Blue Door Housing|Advice for tenants|Marta Kowalska|Case lead
Quarry Climbing|A climbing hall|Ben Archer|Manager
Wren and Wire|Furniture from what others throw away|Yusuf Demir|Designer
Cedar Community Bank|A credit union|Fiona Grant|Member services
Tidewrack Trust|Clean beaches|Owen Pugh|Volunteer coordinator
Larkfield School Meals|School kitchens|Beth Howe|Nutrition lead
Atlas Translation|Community interpreting|Samir Nasser|Managing editor
Pocket Park Society|Small green places in towns|Rosa Vidal|Secretary
Stillwater Brewing|A brewery with a taproom|Eric Lund|Brewer
Mosaic Early Years|Nurseries|Tara Singh|Curriculum lead
Ember Fire Safety|Checks and training|Neil Shaw|Training lead
Foundry Makerspace|Tools anyone can use|Lucy Park|Technician
Compass Careers|Advice for people changing jobs|Omar Farah|Adviser
Halcyon Travel|Trains instead of planes|Ida Holm|Product manager
Saltmarsh Seafood|Fish from day boats|Callum Reid|Quality manager
Juniper Wellness|Group classes for mind and body|Anya Petrova|Studio lead
Cornerstone Archive|Papers of local societies|Victor Hale|Archivist
"""

ORGANISATIONS = [Organisation(*line.split("|")) for line in LINES.strip().splitlines()]
