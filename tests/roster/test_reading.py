"""Files as registrars write them: letters, separators, headings, ragged lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from portal.errors import RuleBroken
from portal.roster import names
from portal.roster.headers import recognised, unaccented
from portal.roster.reading import decode, read
from portal.roster.writing import csv_bytes, neutral

pytestmark = pytest.mark.usefixtures("app")
HEAD = "Student ID,Name,Email"


def table(text, encoding="utf-8", **how):
    return read(text.encode(encoding), **how)


def cells(text, **how):
    return [line.cells for line in table(text, **how).lines]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator, end):
    text = end.join([HEAD, '1,"Ada",a@x', "2,Bo,b@x"]).replace(",", separator)
    assert cells(text) == [["1", "Ada", "a@x"], ["2", "Bo", "b@x"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters(encoding):
    assert cells(f"{HEAD}\n1,Zoë Müller,z@x", encoding=encoding) == [["1", "Zoë Müller", "z@x"]]


def test_letters_as_told():
    data = f"{HEAD}\n1,Łukasz Żółć,l@x".encode("cp1250")
    assert read(data).lines[0].cells[1] != "Łukasz Żółć"
    assert read(data, "cp1250").lines[0].cells[1] == "Łukasz Żółć"
    assert decode(data, "cp1250")[1] == "cp1250"


def test_a_separator_that_is_told():
    assert cells(f"sep=;\n{HEAD}\n1;a;b".replace(",", ";")) == [["1", "a", "b"]]


def test_titles_blank_lines_and_numbers_as_an_editor_counts():
    found = table(f'Roster Fall 2026,,\n\n{HEAD}\n1,Ada,a@x\n,,\n\n2,"Bo\nJo",b@x\n3,Cy,c@x')
    assert [line.number for line in found.lines] == [4, 7, 9]
    assert found.headers == ["Student ID", "Name", "Email"]


def test_ragged_lines_are_kept_as_they_are():
    assert cells(f"{HEAD}\n1\n2,Bo,b@x,more") == [["1"], ["2", "Bo", "b@x", "more"]]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n ", "empty"),
        (b"PK\x03\x04...", "workbook"),
        (b"\xd0\xcf\x11\xe0...", "workbook"),
        (b"a,b\x00", "not a text"),
        (b"\x81\x8d,\x8f", "cannot be read"),
        (HEAD.encode(), "no students"),
        (b"a,b\n1," + b'"' + b"x" * 200_000, "quotation mark"),
        (b"," * 300 + b"\n1", "columns"),
    ],
)
def test_refused_in_words(data, why):
    with pytest.raises(RuleBroken, match=why):
        read(data)


def test_headers_are_recognised():
    heads = [
        "Student ID",
        "Last Name, First Name",
        "E-mail Address",
        "Major 1",
        "Class Standing",
        "Exp. Grad Term",
    ]
    fields = ["number", "name", "email", "programme", "year", "graduates"]
    assert recognised(heads) == {field: at for at, field in enumerate(fields)}
    assert recognised(["EmailAddress", "FIRST_NAME", "Surname", "Full Name", "SID"]) == {
        "email": 0, "first": 1, "last": 2, "number": 4
    }  # fmt: skip
    assert recognised(["Major", "Major 1", "Phone", ""]) == {"programme": 0}


ABROAD = {
    "Spanish": "Matrícula;Apellidos;Nombre;Correo electrónico;Facultad;Carrera;Curso;Fecha de graduación",
    "French": "Numéro étudiant;Nom;Prénom;Courriel;Faculté;Formation;Année;Fin d'études prévue",
    "German": "Matrikelnummer;Name;Vorname;E-Mail;Fakultät;Studiengang;Fachsemester;Voraussichtlicher Abschluss",
    "Polish": "Nr albumu;Nazwisko;Imię;Adres e-mail;Wydział;Kierunek studiów;Rok studiów;Planowane ukończenie",
    "Vietnamese": "Mã sinh viên;Họ;Tên;Địa chỉ email;Khoa;Ngành học;Năm thứ;Ngày tốt nghiệp dự kiến",
}
ORDER = ("number", "last", "first", "email", "college", "programme", "year", "graduates")


@pytest.mark.parametrize("tongue", ABROAD)
@pytest.mark.parametrize("spelling", [str, unaccented, str.upper])
def test_headers_of_other_languages_are_recognised(tongue, spelling):
    heads = spelling(ABROAD[tongue]).split(";")
    assert recognised(heads) == {field: at for at, field in enumerate(ORDER)}


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (["Nombre y apellidos", "Correo"], ["name", "email"]),
        (["Nombre", "Correo"], ["name", "email"]),
        (["Nom", "Courriel"], ["name", "email"]),
        (["Name", "E-Mail"], ["name", "email"]),
        (["Name", "First name", "Email"], ["name", "first", "email"]),
        (["Imię i nazwisko", "Nr indeksu"], ["name", "number"]),
        (["Họ và tên", "MSSV", "Khóa"], ["name", "number"]),
        (["Nom, prénom", "Matricule"], ["name", "number"]),
    ],
)
def test_a_whole_name_in_one_column_abroad(heads, fields):
    assert recognised(heads) == {field: at for at, field in enumerate(fields)}


def test_quotes_forgotten_around_the_name():
    whole = table('ID,Last Name, First Name,Email\n1,"Doe, Jane",j@x\n2,"Roe, Al",a@x')
    assert whole.headers == ["ID", "Last Name, First Name", "Email"]
    apart = table('ID,"Last Name, First Name",Email\n1,Doe, Jane,j@x\n2,Roe, Al,a@x')
    assert apart.headers == ["ID", "Last Name", "First Name", "Email"]
    assert recognised(apart.headers) == {"number": 0, "last": 1, "first": 2, "email": 3}


@pytest.mark.parametrize(
    ("written", "spoken", "sorted_"),
    [
        ("Lovelace, Ada", "Ada Lovelace", "Lovelace, Ada"),
        ("Ada Lovelace", "Ada Lovelace", "Lovelace, Ada"),
        ("Nguyễn, Thị Mai", "Thị Mai Nguyễn", "Nguyễn, Thị Mai"),
        ("العلي، فاطمة", "فاطمة العلي", "العلي, فاطمة"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr.", "King, Martin Luther"),
        ("Martin King, Jr.", "Martin King, Jr.", "King, Martin"),
        ("  Zoe\u0308\u00a0 X\u202e ", "Zoë X", "X, Zoë"),
        ("Cher", "Cher", "Cher"),
    ],
)
def test_names(written, spoken, sorted_):
    assert names.full(written) == (spoken, sorted_)


def test_no_formula_leaves_and_texts_come_back():
    texts = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "Ada", "'quoted"]
    assert all(neutral(text)[0] not in "=+-@\t\r" for text in texts)
    written = csv_bytes([HEAD.split(","), *([text, "Ada", "a@x"] for text in texts)])
    assert [line.cells[0] for line in read(written).lines][:4] == texts[:4]


@settings(max_examples=150)
@given(some.binary(max_size=400))
def test_no_bytes_break_it(data):
    try:
        read(HEAD.encode() + b"\n" + data)
    except RuleBroken as refusal:
        assert refusal.message
