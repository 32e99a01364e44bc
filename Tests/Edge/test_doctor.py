"""What people paste for a diagnosis: no secret comes back, and nothing of it reaches the log."""

import random

import pytest
from helpers import REAL_CARDS, TEST_CARD, refused

PATH = "/llavero/v1/doctor"
SEED = 20261124
RANDOM_TEXTS = 200


def examine(shop, text):
    return shop.call("POST", PATH, body={"text": text})


def codes(reply) -> list[str]:
    assert reply.status == 200
    return [each["code"] for each in reply.json()["diagnoses"]]


def test_an_environment_file_with_every_secret_is_told_right_and_repeats_none(shop):
    text = f"""
        MP_CLIENT_ID={shop.client_id}
        MP_CLIENT_SECRET={shop.client_secret}
        MP_PUBLIC_KEY={shop.test_public_key}
        MP_ACCESS_TOKEN={shop.test_access_token}
    """
    reply = examine(shop, text)
    assert codes(reply) == ["nothing_wrong"]
    assert [each["kind"] for each in reply.json()["credentials"]] == ["client_id", "client_secret", "public_key", "access_token"]
    assert [each["state"] for each in reply.json()["credentials"]] == [None, "active", None, "active"]
    log = shop.log.read_bytes()
    assert not [secret for secret in shop.secrets if secret in log]


def test_a_failing_request_with_a_card_is_examined_and_the_card_not_repeated(shop):
    reply = examine(shop, f'POST /v1/card_tokens?public_key={shop.access_token}\n\n{{"card_number": "{TEST_CARD}", "x": "{REAL_CARDS[0]}"}}')
    assert "access_token_as_public_key" in codes(reply)


def test_the_report_names_the_wrong_place_and_the_fix(shop):
    reply = examine(shop, f"NEXT_PUBLIC_MP_TOKEN={shop.test_access_token}")
    assert codes(reply) == ["secret_in_page"]
    assert "Move it to a variable of the server alone" in reply.json()["report"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "missing_parameter"),
        ({"text": ""}, 400, "missing_parameter"),
        ({"text": None}, 400, "missing_parameter"),
        ({"text": ["a"]}, 400, "invalid_type"),
        ({"text": "a" * 20_001}, 400, "too_long"),
        (["text"], 400, "invalid_type"),
    ],
)
def test_what_is_no_text_is_refused(shop, body, status, code):
    reply = shop.call("POST", PATH, body=body)
    refused(reply, status, code)


def test_no_text_is_a_failure_of_the_server(shop):
    chance = random.Random(SEED)
    pieces = [shop.test_access_token, shop.test_public_key, shop.client_id, shop.client_secret, "APP_USR-", "TEST-", "\n", " ", "=", "?", "&"]
    pieces += ["public_key", "access_token", "Bearer", "\u00a0", "\u202e", "é", "\x00", "-" * 50, "9" * 30]
    for _ in range(RANDOM_TEXTS):
        text = "".join(chance.choice(pieces)[: chance.randint(1, 90)] for _ in range(chance.randint(1, 30)))
        assert examine(shop, text).status == 200
