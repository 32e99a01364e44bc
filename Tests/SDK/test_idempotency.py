"""One payment per X-Idempotency-Key, however often the request is sent."""

import pytest
from helpers import new_key, refusal, with_key


def post(sandbox, body: dict, key: str | None, token: str | None = None):
    return sandbox.call("POST", "/v1/payments", token=token or sandbox.test_access_token, key=key, json=body)


def count(sandbox, reference: str) -> int:
    found = sandbox.sdk().payment().search({"external_reference": reference})
    return found["response"]["paging"]["total"]


def test_a_repeated_request_gets_the_first_answer_again(sandbox):
    key, body = new_key(), sandbox.pix(external_reference=new_key())
    first, again = post(sandbox, body, key), post(sandbox, body, key)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.status_code, again.content) == (201, first.content)
    assert count(sandbox, body["external_reference"]) == 1


def test_a_repeated_card_payment_does_not_need_its_card_token_again(sandbox):
    key, body = new_key(), sandbox.card_payment()
    first, again = post(sandbox, body, key), post(sandbox, body, key)
    assert (again.status_code, again.content) == (201, first.content)


def test_the_sdk_repeats_a_request_with_its_own_key(sandbox):
    options, body = with_key(new_key()), sandbox.pix()
    first = sandbox.sdk().payment().create(body, options)
    assert sandbox.sdk().payment().create(body, options) == first


def test_the_same_key_with_another_body_is_a_conflict(sandbox):
    key, reference = new_key(), new_key()
    post(sandbox, sandbox.pix(10, external_reference=reference), key)
    refusal(post(sandbox, sandbox.pix(11, external_reference=reference), key), 409, "idempotency_key_reused")
    assert count(sandbox, reference) == 1


def test_a_key_of_one_mode_is_free_in_the_other(sandbox):
    key, body = new_key(), sandbox.pix()
    test = post(sandbox, body, key)
    live = post(sandbox, body, key, token=sandbox.access_token)
    assert live.status_code == 201
    assert live.json()["id"] != test.json()["id"]


def test_a_key_of_a_payment_is_free_for_a_refund(sandbox):
    key = new_key()
    payment = post(sandbox, sandbox.card_payment(), key).json()
    refund = sandbox.call("POST", f"/v1/payments/{payment['id']}/refunds", token=sandbox.test_access_token, key=key)
    assert refund.status_code == 201


def test_a_refused_request_leaves_its_key_free(sandbox):
    key = new_key()
    refusal(post(sandbox, sandbox.pix(0), key), 400, "invalid_amount")
    assert post(sandbox, sandbox.pix(10), key).status_code == 201


def test_a_payment_without_a_key_is_refused(sandbox):
    refusal(post(sandbox, sandbox.pix(), None), 400, "idempotency_key_missing", cause=4292)


@pytest.mark.parametrize("key", ["k" * 65, "with blank", "acentuação".encode()], ids=["65 characters", "a blank", "not ASCII"])
def test_an_unusable_key_is_refused(sandbox, key):
    refusal(post(sandbox, sandbox.pix(), key), 400, "idempotency_key_invalid")


@pytest.mark.parametrize("key_length", [1, 64])
def test_a_key_of_one_to_64_characters_is_accepted(sandbox, key_length):
    assert post(sandbox, sandbox.pix(), "k" * key_length).status_code == 201
