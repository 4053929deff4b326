"""The same words as in `phrases`, as Spanish postings have them; a posting may be written in either language."""

OUR = r"(?:nuestr[oa]s?|el|la|los|las)"

VAGUE = (
    rf"ayudar(?:nos| al (?:equipo|personal)| a (?:nuestr[oa]s?|la oficina)| (?:con|en) {OUR})",
    r"^ayud(?:a|ar|ante) (?:con|en|de)",
    rf"apoy(?:ar|ando) (?:al|a|en|con)? ?{OUR}|apoy(?:ar|ando) al equipo",
    r"(?:^|(?<=[.;:] ))apoyo (?:a|al|en|con)",
    r"(?:dar|brindar|prestar|ofrecer) (?:\w+ )?(?:apoyo|asistencia|soporte)",
    r"colabor(?:ar|ando) (?:con|en)",
    r"particip(?:ar|ando) en (?:nuestr[oa]s?|el equipo|reuniones|las reuniones)",
    r"contribu(?:ir|yendo) (?:a|al|con)",
    r"asistir al (?:equipo|personal|director)|asistir a (?:nuestr[oa]s?|la dirección)",
    r"(?:tareas|labores|funciones|trabajos|asuntos) (?:vari[oa]s|divers[oa]s|generales|administrativ[oa]s|de oficina)",
    r"(?:divers|vari|distint)[oa]s (?:tareas|labores|funciones|trabajos)|diferentes (?:tareas|labores|funciones)",
    r"echar(?:nos)? (?:una mano|un cable)",
    r"lo que (?:haga falta|surja|se necesite|sea necesario)",
    rf"(?:encargarse|ocuparse) de {OUR}",
    r"(?:formar|ser) parte (?:del|de nuestro|de un) equipo",
    r"acompañar (?:al equipo|al personal|a nuestr[oa]s?)",
    r"trabajar (?:en|con) (?:nuestr[oa]s?|vari[oa]s|divers[oa]s|distint[oa]s|el equipo)",
)
"""Verbs that do not say what is done."""

ONGOING = (
    r"(?:semanal|diaria|mensual|quincenal|continua|permanente|regular)mente",
    r"a diario|día a día",
    r"cada (?:día|semana|mes|quincena|mañana|tarde|lunes|martes|miércoles|jueves|viernes)(?! (?:de|del|entre) )",
    r"todos los (?:días|meses|lunes|martes|miércoles|jueves|viernes)(?! (?:de|del|entre) )",
    r"todas las (?:semanas|tardes|mañanas|noches)",
    r"(?:cuando|según|conforme) (?:sea necesario|haga falta|se necesite|se requiera|se precise|surjan?)",
    r"a medida que (?:surjan?|se necesiten?|hagan? falta)",
    r"según (?:las )?necesidades",
    r"de (?:forma|manera) (?:continua|continuada|regular|periódica|permanente|habitual)",
    r"hasta nuevo aviso|por tiempo indefinido|sin fecha de fin",
    (
        rf"(?:llevar|gestionar|mantener|administrar|actualizar) {OUR} "
        r"(?:redes|web|sitio|página|cuentas?|perfil(?:es)?|instagram|facebook|tiktok|buzón|correo|blog)"
    ),
    r"durante todo el (?:año|curso|semestre|verano)|durante toda la temporada",
    r"(?:cubrir|atender) (?:la |el |los )?(?:recepción|teléfonos?|mostrador|caja|turnos|tienda)",
    r"turnos (?:fijos|de (?:mañana|tarde|noche|fin de semana))",
)
"""Words of work that has no end."""

HOLLOW = (
    r"a (?:nuestra|plena|entera|su) (?:entera )?satisfacción",
    r"satisfactori[oa]s?|satisfech[oa]s?",
    r"(?:buena|alta|gran|máxima|excelente) calidad|calidad profesional",
    r"(?:buen|gran) (?:nivel|trabajo|resultado)|buenos resultados",
    r"que (?:quede|queden|se vea|se vean) (?:bien|bonit[oa]s?|profesional(?:es)?|modern[oa]s?)",
    r"(?:bien|correctamente|adecuadamente) (?:hech|realizad|terminad)[oa]s?",
    r"(?:según|como) lo (?:acordado|hablado|indicado)|como se acuerde",
    r"(?:estamos|estemos|está|esté|queda|quede) content[oa]s?",
    r"lo mejor posible",
)
"""Criteria that nobody can check."""
