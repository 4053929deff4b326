"""Northmoor's own words: two letters, a relabelled competency, a Spanish evaluation, a kind decline, own questions."""

from dataclasses import replace
from typing import Any

from portal.demo.world import Place
from portal.services import decline_codes, evaluation_forms, form_words, letter_words, rubric, wordings
from portal.services.decline_codes import Reason
from portal.vocabulary import Competency, DeclineCode

LETTERS = {
    "claim-offered": (
        "A seat for you, {name}: {title}",
        (
            "Hello {name},\n\nwell done: you are offered a seat on “{title}”. Read what you would agree to, and answer"
            " before the day named there.\n\n{link}\n\nQuestions? Just answer this letter, or come by the office in"
            " Harbour Hall.\n\n{office}"
        ),
    ),
    "partnership-declined": (
        "About your application to {campus}",
        (
            "Hello {name},\n\nthank you for the time you put into your application. We have decided about it, and"
            " explain why here:\n\n{link}\n\nYou are welcome to talk it over with us: {office_email}\n\n{office}"
        ),
    ),
}
UNPAID = (
    "Every project here is paid, so that nobody has to do without it. If a budget is the difficulty, write to us:"
    " there is a small fund for charities."
)
SCOPE = "We would like to help you cut it to size: say which one result you need, and by when."
OWN = (
    form_words.Own(
        "own1", "What could they do next at an organisation like yours?", "A sentence is enough.", shared=True
    ),
    form_words.Own("own2", "Did our office help you well?", "What should we do differently?"),
)
SPANISH = {
    "communication-label": "Comunicación",
    "communication-meaning": "Con qué claridad compartía información, por escrito y de palabra.",
    "communication-1": "Tarde o poco claro; hubo que insistir.",
    "communication-2": "Respondía, pero había que insistir.",
    "communication-3": "Claro y puntual; solo pequeños retoques.",
    "communication-4": "Se anticipaba a las preguntas; listo para su público.",
    "teamwork-label": "Trabajo en equipo",
    "teamwork-meaning": "Cómo trabajaba con usted y con otras personas.",
    "teamwork-1": "Trabajaba aparte o con roces.",
    "teamwork-2": "Colaboraba cuando se le pedía.",
    "teamwork-3": "Compartía, escuchaba y encajaba.",
    "teamwork-4": "Hacía mejor el trabajo de los demás.",
    "career-label": "Aprendizaje y rumbo",
    "career-meaning": "Cómo usaba los comentarios para crecer.",
    "career-1": "No seguía los comentarios; sin objetivo.",
    "career-2": "Actuaba tras un recordatorio; nombraba un objetivo si se le preguntaba.",
    "career-3": "Pedía comentarios y los usaba.",
    "career-4": "Los buscaba en cada etapa y mejoraba a ojos vistas.",
    "level-emerging": "Inicial",
    "level-developing": "En desarrollo",
    "level-applying": "Competente",
    "level-advanced": "Avanzado",
    "level-not_observed": "No observado",
    "title-timeliness": "¿Se entregó el trabajo a tiempo?",
    "timeliness-late": "Tarde y sin aviso",
    "timeliness-late_agreed": "Tarde, según lo acordado",
    "timeliness-on_time": "A tiempo",
    "timeliness-early": "Antes de tiempo",
    "title-hours": "¿Cuántas horas llevó de verdad?",
    "title-engage_again": "¿Volvería a contar con esta persona?",
    "title-host_again": "¿Volvería a ofrecer una microexperiencia?",
    "title-next_step": "¿Qué siguiente paso ofrece?",
    "own1-text": "¿Qué podría hacer después en una organización como la suya?",
}


def word(place: Place) -> None:
    """Adopt it all, as the officer of the campus."""
    for name, (subject, body) in LETTERS.items():
        letter_words.reword(place.campus_id, name, subject, body, by=place.staff)
    kind = {DeclineCode.UNPAID: UNPAID, DeclineCode.SCOPE: SCOPE}
    reasons = [
        Reason(code, str(code.label), kind.get(code, ""), code is not DeclineCode.DUPLICATE)
        for code in DeclineCode
    ]
    decline_codes.adopt(place.campus_id, reasons, by=place.staff)
    evaluation(place)


def evaluation(place: Place) -> None:
    """One competency by another name, two questions of its own, and Spanish beside English."""
    labels = {Competency.CAREER: "Learning & direction"}
    found = rubric.read(evaluation_forms.current(place.campus_id))
    criteria = [replace(one, label=labels.get(one.competency, one.label)) for one in found]
    content = evaluation_forms.Content(criteria, {}, list(OWN))
    adopt(place, evaluation_forms.changed(place.campus_id, content))
    adopt(place, evaluation_forms.in_second(place.campus_id, wordings.EVALUATION, "es", SPANISH))


def adopt(place: Place, definition: dict[str, Any]) -> None:
    evaluation_forms.adopt(place.campus_id, wordings.EVALUATION, definition, by=place.staff)
