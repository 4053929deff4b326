"""What registrars elsewhere call their columns: German, French, Spanish, Polish and Vietnamese."""

GERMAN = {
    "number": """matrikelnummer|matrikel nr|matrikelnr|matrikel|mat nr|matr nr|studentennummer|studierendennummer
        |immatrikulationsnummer""",
    "email": "e mail adresse|mailadresse|e mail uni|hochschul e mail|studentische e mail",
    "name": "vollständiger name|vor und nachname|vor und zuname|name vorname|nachname vorname|familienname vorname",
    "first": "vorname|vornamen",
    "last": "nachname|familienname|zuname",
    "preferred": "rufname",
    "college": "fakultät|fachbereich|hochschule|abteilung",
    "programme": "studiengang|studienfach|fach|hauptfach|studienprogramm|studienrichtung",
    "year": "studienjahr|fachsemester|semester|hochschulsemester|jahrgang",
    "graduates": """voraussichtlicher abschluss|abschluss|abschlussdatum|studienende|voraussichtliches studienende
        |voraussichtliches abschlussdatum|regelstudienzeitende""",
}
FRENCH = {
    "number": """numéro étudiant|numéro d étudiant|n étudiant|no étudiant|num étudiant|matricule|code étudiant|ine
        |identifiant étudiant|code permanent""",
    "email": """courriel|adresse e mail|adresse courriel|adresse électronique|adresse mail|courriel étudiant
        |mél|courriel universitaire""",
    "name": "nom|nom complet|nom et prénom|nom prénom|prénom et nom|prénom nom|nom et prénoms|étudiant",
    "first": "prénom|prénoms",
    "last": "nom de famille|nom d usage|nom patronymique",
    "preferred": "prénom usuel|prénom d usage|prénom choisi",
    "college": "faculté|ufr|composante|département|école",
    "programme": "formation|filière|diplôme|spécialité|programme d études|mention|parcours|discipline",
    "year": "année|niveau|année d études|année d étude|niveau d études",
    "graduates": """date de diplomation|diplomation prévue|fin d études|fin des études|fin d études prévue
        |date de fin d études|date prévue de diplomation|année de diplomation|obtention du diplôme""",
}
SPANISH = {
    "number": """matrícula|número de matrícula|número de estudiante|n de estudiante|no de estudiante|expediente
        |número de expediente|código de estudiante|código|número de control|legajo|carné|no de control""",
    "email": """correo|correo electrónico|correo e|correo institucional|email institucional|dirección de correo
        |correo universitario""",
    "name": """nombre completo|nombre y apellidos|nombre y apellido|apellidos y nombre|apellidos y nombres|alumno
        |apellidos nombre|apellidos nombres|estudiante|apellido y nombre|nombre del alumno|nombre del estudiante""",
    "first": "nombre|nombres|nombre de pila",
    "last": "apellido|apellidos",
    "preferred": "nombre preferido|nombre elegido|nombre social",
    "college": "facultad|escuela|centro|departamento|división",
    "programme": """carrera|titulación|grado|programa|estudios|plan de estudios|licenciatura|especialidad
        |programa académico""",
    "year": "curso|año|nivel|semestre|año académico|curso académico|año de estudio|cuatrimestre",
    "graduates": """fecha de graduación|graduación|graduación prevista|fecha prevista de graduación|egreso
        |fecha de egreso|año de graduación|graduación estimada|fecha de titulación|fin de estudios""",
}
POLISH = {
    "number": "numer albumu|nr albumu|album|numer indeksu|nr indeksu|numer studenta|nr studenta",
    "email": "adres e mail|adres email|adres poczty elektronicznej|poczta elektroniczna|adres mailowy",
    "name": "imię i nazwisko|nazwisko i imię|nazwisko i imiona|imiona i nazwisko|nazwisko imię",
    "first": "imię|imiona|pierwsze imię",
    "last": "nazwisko|nazwisko rodowe",
    "preferred": "używane imię|preferowane imię",
    "college": "wydział|instytut|jednostka|szkoła|kolegium",
    "programme": "kierunek|kierunek studiów|program studiów|specjalność|program",
    "year": "rok|rok studiów|semestr|etap|rok nauki",
    "graduates": """planowane ukończenie|data ukończenia|planowana data ukończenia|termin ukończenia
        |planowany termin ukończenia|ukończenie studiów|planowane ukończenie studiów|rok ukończenia""",
}
VIETNAMESE = {
    "number": "mã sinh viên|mã số sinh viên|mssv|msv|mã sv|số sinh viên|mã số sv|mã học viên",
    "email": "thư điện tử|địa chỉ email|email trường|email sinh viên|địa chỉ thư điện tử",
    "name": "họ và tên|họ tên|tên sinh viên|họ và tên sinh viên|họ tên sinh viên|sinh viên",
    "first": "tên",
    "last": "họ|họ đệm|họ và tên đệm|họ và đệm|họ lót|họ và chữ lót",
    "preferred": "tên thường gọi|tên gọi",
    "college": "khoa|trường|viện|khoa viện",
    "programme": "ngành|ngành học|chuyên ngành|ngành đào tạo|chương trình|chương trình đào tạo",
    "year": "năm thứ|năm học|năm|trình độ năm",
    "graduates": """ngày tốt nghiệp|năm tốt nghiệp|dự kiến tốt nghiệp|ngày tốt nghiệp dự kiến
        |thời gian tốt nghiệp dự kiến|tốt nghiệp""",
}
TONGUES = (GERMAN, FRENCH, SPANISH, POLISH, VIETNAMESE)
FAMILY_BESIDE = {
    "name": frozenset({"vorname", "vornamen"}),
    "nom": frozenset({"prénom", "prénoms", "prenom", "prenoms"}),
}
"""A header that means the family name where its column stands beside one of these."""
WHOLE_ALONE = frozenset({"nombre", "nombres", "tên", "ten"})
"""A header that means the whole name where no other column holds one."""
