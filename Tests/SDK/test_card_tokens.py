"""Card tokens: what is accepted, what is kept, and that one works once."""

from datetime import datetime, timedelta

import pytest
from helpers import CARDS, IDENTIFICATION, new_key, refusal

REAL_CARD = "4539578763621486"


def by_key(sandbox, body: dict, key: str | None = None):
    return sandbox.call("POST", "/v1/card_tokens", params={"public_key": key or sandbox.test_public_key}, json=body)


@pytest.mark.sites("MLA", "MLB", "MLM")
def test_every_test_card_becomes_a_token(sandbox):
    for brand, number in CARDS[sandbox.site].items():
        answer = sandbox.sdk().card_token().create(sandbox.card(brand=brand))
        assert answer["status"] == 201, answer
        token = answer["response"]
        assert token["first_six_digits"] == number[:6]
        assert token["last_four_digits"] == number[-4:]
        assert token["card_number_length"] == len(number)
        assert token["security_code_length"] == (4 if brand == "amex" else 3)


def test_a_token_shows_what_was_entered_but_the_number_and_the_code(sandbox):
    answer = by_key(sandbox, sandbox.card("APRO Silva"))
    assert answer.status_code == 201
    token = answer.json()
    assert len(token["id"]) == 32 and int(token["id"], 16) >= 0
    assert token["public_key"] == sandbox.test_public_key
    assert token["card_id"] is None
    assert (token["expiration_month"], token["expiration_year"]) == (11, 2030)
    assert token["cardholder"] == {"name": "APRO Silva", "identification": IDENTIFICATION["MLB"]}
    assert (token["status"], token["date_used"]) == ("active", None)
    assert (token["luhn_validation"], token["live_mode"], token["require_esc"]) == (True, False, False)
    assert CARDS["MLB"]["visa"] not in answer.text


def test_a_token_lives_eight_days(sandbox):
    token = by_key(sandbox, sandbox.card()).json()
    created, due = (datetime.fromisoformat(token[name]) for name in ("date_created", "date_due"))
    assert due - created == timedelta(days=8)


@pytest.mark.parametrize(
    "changes",
    [
        {"card_number": "4235 6477 2802 5682"},
        {"expiration_month": "11", "expiration_year": "2030"},
        {"expiration_year": 2099},
        {"unknown_field": {"site": "mobile"}},
    ],
    ids=["number with blanks", "expiry as text", "year 2099", "a field that is not known"],
)
def test_the_spellings_that_samples_use_are_accepted(sandbox, changes):
    assert by_key(sandbox, sandbox.card(**changes)).status_code == 201


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"card_number": None}, "205"),
        ({"card_number": "4235647728025681"}, "E301"),
        ({"card_number": "42356477280"}, "E301"),
        ({"security_code": None}, "224"),
        ({"security_code": "12"}, "E302"),
        ({"security_code": "12a"}, "E302"),
        ({"expiration_month": None}, "208"),
        ({"expiration_month": 13}, "325"),
        ({"expiration_year": None}, "209"),
        ({"expiration_year": 2020}, "326"),
    ],
)
def test_a_wrong_detail_is_named_by_its_cause(sandbox, changes, cause):
    refusal(by_key(sandbox, sandbox.card(**changes)), 400, cause=cause)


def test_a_real_card_is_refused(sandbox):
    answer = by_key(sandbox, sandbox.card(card_number=REAL_CARD))
    refusal(answer, 400, "live_card_refused")
    assert REAL_CARD not in answer.text


def test_a_card_that_only_another_country_lists_is_refused(sandbox):
    refusal(by_key(sandbox, sandbox.card(card_number=CARDS["MLA"]["visa"])), 400, "live_card_refused")


def test_a_token_can_be_read_by_access_token_and_by_public_key(sandbox):
    created = by_key(sandbox, sandbox.card()).json()
    by_token = sandbox.sdk().card_token().get(created["id"])
    assert (by_token["status"], by_token["response"]) == (200, created)
    public = sandbox.call("GET", f"/v1/card_tokens/{created['id']}", params={"public_key": sandbox.test_public_key})
    assert (public.status_code, public.json()) == (200, created)


@pytest.mark.parametrize("holder", ["APRO", "FUND"])
def test_a_reused_card_token_is_refused(sandbox, holder):
    body = sandbox.card_payment(holder)
    sandbox.pay(body)
    refusal(sandbox.sdk().payment().create(body), 400, "card_token_used")
    used = sandbox.sdk().card_token().get(body["token"])["response"]
    assert used["status"] == "used"
    assert used["date_used"] is not None


def test_a_clone_takes_a_second_try_once_its_security_code_is_typed_in_again(sandbox):
    body = sandbox.card_payment("CALL")
    assert sandbox.pay(body)["status"] == "rejected"
    clone = f"/v1/card_tokens/{body['token']}/clone"
    foreign = sandbox.call("POST", clone, params={"public_key": sandbox.public_key})
    refusal(foreign, 400, "card_token_not_found", cause=2006)
    made = sandbox.call("POST", clone, params={"public_key": sandbox.test_public_key})
    assert made.status_code == 201
    cloned = made.json()
    assert cloned["id"] != body["token"] and cloned["last_four_digits"] and cloned["status"] == "active"
    refusal(sandbox.sdk().payment().create(body | {"token": cloned["id"]}), 400, "card_token_awaits_code", cause=3013)
    path = f"/v1/card_tokens/{cloned['id']}"
    refusal(sandbox.call("PUT", path, json={"security_code": "12"}), 400, "security_code_invalid", cause="E302")
    assert sandbox.call("PUT", path, json={"security_code": "123"}).status_code == 200
    refusal(sandbox.call("PUT", path, json={"security_code": "123"}), 400, "card_token_complete", cause=3005)
    assert sandbox.pay(body | {"token": cloned["id"]})["status_detail"] == "cc_rejected_call_for_authorize"
    refusal(sandbox.call("PUT", path, json={"security_code": "123"}), 400, "card_token_used")


def test_a_refused_request_does_not_use_the_card_token_up(sandbox):
    body = sandbox.card_payment()
    refusal(sandbox.sdk().payment().create(body | {"transaction_amount": 0}), 400, "invalid_amount")
    assert sandbox.pay(body)["status"] == "approved"


def test_an_unknown_card_token_is_refused(sandbox):
    body = sandbox.pix() | {"payment_method_id": "visa", "installments": 1, "token": "0" * 32}
    refusal(sandbox.sdk().payment().create(body), 400, "card_token_not_found", cause=2006)


def test_a_card_token_does_not_cross_from_one_mode_to_the_other(sandbox):
    for made_with, paid_with in [
        (sandbox.test_access_token, sandbox.access_token),
        (sandbox.access_token, sandbox.test_access_token),
    ]:
        body = sandbox.pix() | {
            "payment_method_id": "visa",
            "installments": 1,
            "token": sandbox.card_token(sdk=sandbox.sdk(made_with)),
        }
        answer = sandbox.call("POST", "/v1/payments", token=paid_with, key=new_key(), json=body)
        refusal(answer, 400, "card_token_not_found", cause=2006)


def test_a_card_token_does_not_cross_from_one_application_to_another(sandbox):
    (bricks,) = [each for each in sandbox.facts["applications"] if each["product"] == "checkout_bricks"]
    token = by_key(sandbox, sandbox.card(), key=bricks["test_public_key"]).json()["id"]
    body = sandbox.pix() | {"payment_method_id": "visa", "installments": 1, "token": token}
    refusal(sandbox.sdk().payment().create(body), 400, "card_token_not_found", cause=2006)
