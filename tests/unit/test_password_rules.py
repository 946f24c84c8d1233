"""What cannot be somebody's password, and what can."""

from __future__ import annotations

import pytest

from app.acts.password_rules import common_words, refusal, unguessed
from app.acts.passwords import hashed, is_outdated, matches, random_password

ABOUT = ("miyano.s", "宮野 さくら", "青葉野市", "保育課")


def refused(password: str, shortest: int = 15) -> str | None:
    return refusal(password, shortest=shortest, about=ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "Password1Password1",
        "p@ssword2026p@ssword",
        "P@ssw0rd!P@ssw0rd!",
        "qwertyuiopasdfghjkl",
        "1qaz2wsx3edc4rfv5tgb",
        "123456789012345678",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrst",
        "mitodoke2026mitodoke2026",
        "tokyo-shiyakusho-2026",
        "青葉野市令和8年度青葉野市令和8年度",
        "青葉野市保育課2026青葉野市保育課",
        "miyano.s-miyano.s-2026",
        "宮野さくら宮野さくら宮野さくら",
        "Reiwa8nendo!Reiwa8nendo!",
        "パスワードパスワードパスワード",
        "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ",
        "drowssapdrowssap1",
    ],
)
def test_what_others_guess_first_is_refused(password):
    said = refused(password)
    assert said is not None
    assert "推測されやすい" in said


@pytest.mark.parametrize(
    "password",
    [
        "kumo-ga-nagareru-4-hiki",
        "雨の日は傘を二本持って歩くことにしている",
        "tsukiyono banni kaeru naku",
        "Vq7$ kL9w zR2m xT4p",
        "あ゙いろのとびらをたたくきつつきがいる",
    ],
)
def test_a_sentence_of_ones_own_is_taken_whatever_signs_it_has(password):
    assert refused(password) is None


@pytest.mark.parametrize(("length", "taken"), [(14, False), (15, True), (128, True), (129, False)])
def test_fifteen_to_a_hundred_and_twenty_eight_characters_are_taken(length, taken):
    signs = "月見草の咲く丘に鹿が三頭いて朝露を飲む夢を見たのは昨日だった"
    long = "".join(signs[n * 7 % len(signs)] for n in range(length))
    assert (refused(long) is None) is taken


def test_a_city_with_a_second_factor_may_ask_for_fewer():
    assert refused("kaeru7tobu", 8) is None
    assert refused("kaeru7tobu", 15) is not None


def test_a_common_word_within_a_sentence_does_no_harm():
    assert unguessed("password", ()) == 0
    assert unguessed("password wo kaeru to yoi", ()) >= 8


def test_the_list_knows_hundreds_of_words():
    assert len(common_words()) > 400


def test_the_hash_is_argon2id_and_tells_nothing_of_the_password():
    kept = hashed("雨の日は傘を二本持って歩く")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert "雨" not in kept
    assert not is_outdated(kept)
    assert hashed("雨の日は傘を二本持って歩く") != kept


def test_the_very_last_sign_of_the_longest_password_counts():
    long = "x" * 127
    kept = hashed(long + "a")
    assert matches(long + "a", kept)
    assert not matches(long + "b", kept)
    assert not matches(long, kept)


def test_a_half_character_is_no_password_but_no_accident_either():
    assert not matches("\ud800", hashed("another one entirely"))


@pytest.mark.parametrize("kept", [None, "", "plain text", "$argon2id$broken"])
def test_without_a_sound_hash_nothing_matches(kept):
    assert not matches("", kept)
    assert not matches("plain text", kept)


def test_hashes_of_weaker_figures_are_made_anew():
    assert is_outdated(
        "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$GpZ3sK/oH9p7VIiV56G/64Zo/8GaUw434IimaPqxwCo"
    )


def test_random_passwords_differ_and_can_be_read_aloud():
    made = {random_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) == 23 and not set(password) & set("0O1lI") for password in made)
    assert all(refused(password) is None for password in made)
