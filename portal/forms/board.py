"""What the board's address asks for; words nobody offered are left out, so old bookmarks keep working."""

from portal.vocabulary import Field, Place, Word

HOURS = (12, 20, 40)
LONGEST = 100


def asked(args) -> dict:
    """The filters in an address: {q, hours, places, fields}."""
    return {
        "q": " ".join(args.get("q", "").split())[:LONGEST],
        "hours": next((hours for hours in HOURS if args.get("hours") == str(hours)), None),
        "places": words(Place, args.getlist("place")),
        "fields": words(Field, args.getlist("field")),
    }


def words(kind: type[Word], given: list[str]) -> tuple[Word, ...]:
    """The words of a kind that were given, in the kind's own order."""
    return tuple(word for word in kind if word.value in given)
