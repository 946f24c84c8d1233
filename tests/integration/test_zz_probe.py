import pytest
from tests.integration.test_entries import *
from tests.integration.test_entries import officer


pytestmark = []

@pytest.mark.parametrize("q", ["id=99999999999999999999999", "id=0", "id=-1", "branch=99999999999999999999999", "key=" + "9"*3000, "key=2026-1-%ED%A0%80"])
def test_id(officer, golden, q):
    for n in CHANGES:
        assert officer.get(f"/entries/{n}/{TABLETS}?{q}").status_code in (200, 404), n

@pytest.mark.parametrize("q", ["year=abc", "year=" + "9"*5000, "year=99999999999", "year=%C2%B2"])
def test_year(officer, golden, q):
    for n in NEW:
        assert officer.get(f"/entries/{n}/{TABLETS}?{q}").status_code in (200, 404), n

@pytest.mark.parametrize("seen", ["²", "9"*30, "9"*5000, "-1", "x"])
def test_seen(officer, golden, seen):
    number, branch, key = a_row(golden, DEEDS["contract-end"])
    path = f"/entries/contract-end/{number}?id={key}"
    f = boxes(officer.get(path).text) | {"amendment": "corrected", "seen": seen, "ends_on-year": "2031"}
    assert officer.send_as_is(path, **f).status_code in (200, 404)

def test_back(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    f = boxes(officer.get(path).text)
    n = len(golden.entries(TABLETS))
    officer.send_as_is(path, **(f | {"text": "一つ"}))
    officer.send_as_is(path, **(f | {"text": "二つ"}))
    assert len(golden.entries(TABLETS)) == n + 2

def test_longkey(officer, golden):
    path = f"/entries/telephone/{TABLETS}"
    import random
    f = boxes(officer.get(path).text) | {"text": "一つ", "form_key": "".join(random.choice("abcdefghijklmnop0123456789") for _ in range(20000))}
    assert officer.send_as_is(path, **f).status_code == 303

def test_clear(officer, golden):
    page = officer.get(f"/entries/incident/{TABLETS}")
    assert send(officer, f"/entries/incident/{TABLETS}", filled_in(page.text, DEEDS["incident"]) | {"outline": "x", "number": "J9"}).status_code == 303
    [(key,)] = golden.rows("SELECT id FROM incidents WHERE is_current AND number='J9'")
    path = f"/entries/incident-change/{TABLETS}?id={key}"
    day = {"preliminary_on-year": "2026-11-20", "preliminary_on-month": "", "preliminary_on-day": ""}
    f = boxes(officer.get(path).text)
    assert send(officer, path, f | day).status_code == 303
    n = golden.entries(TABLETS)
    f = boxes(officer.get(path).text)
    assert f["preliminary_on-year"]
    assert send(officer, path, f | {"preliminary_on-year": "", "preliminary_on-month": "", "preliminary_on-day": ""}).status_code == 303
    after = golden.entries(TABLETS)
    print(golden.run("verify").output[-300:])
    print([e.text for e in after[len(n)-1:]])
    assert len(after) == len(n) + 1
