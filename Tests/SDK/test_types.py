"""The types that strictly typed SDKs insist on."""

import pytest
from helpers import DATE

DATE_NAMES = {"expiration_date", "money_release_date", "registration_date"}


def is_date(name: str) -> bool:
    return name.startswith("date_") or name in DATE_NAMES


def assert_dates(value: object) -> int:
    """Checks every date in an answer, however deep; returns how many there were."""
    if isinstance(value, list):
        return sum(assert_dates(each) for each in value)
    if not isinstance(value, dict):
        return 0
    count = 0
    for name, each in value.items():
        if is_date(name):
            assert each is None or DATE.match(each), f"{name} is {each!r}"
            count += each is not None
        else:
            count += assert_dates(each)
    return count


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_text_or_null(value: object) -> bool:
    return value is None or isinstance(value, str)


@pytest.fixture
def payments(sandbox) -> list[dict]:
    """One payment in each of five states, as the server answers when it is asked for them."""
    bodies = [sandbox.card_payment(holder) for holder in ("APRO", "FUND", "CONT")]
    made = [sandbox.pay(body) for body in [*bodies, sandbox.card_payment(capture=False), sandbox.pix()]]
    sandbox.sdk().refund().create(made[0]["id"], {"amount": 40})
    return [sandbox.sdk().payment().get(payment["id"])["response"] for payment in made]


def test_the_fields_of_a_payment_have_the_types_of_the_wire_format(payments):
    for payment in payments:
        assert type(payment["id"]) is int
        assert type(payment["collector_id"]) is int
        assert type(payment["installments"]) is int
        assert is_text_or_null(payment["payer"]["id"])
        for name in ("issuer_id", "pos_id", "store_id", "integrator_id", "platform_id", "corporation_id"):
            assert is_text_or_null(payment[name]), name
        assert is_text_or_null(payment["merchant_account_id"])
        for name in ("differential_pricing_id", "sponsor_id"):
            assert payment[name] is None or type(payment[name]) is int, name
        for name in ("transaction_amount", "transaction_amount_refunded", "coupon_amount", "shipping_amount"):
            assert is_number(payment[name]), name
        for name in ("captured", "binary_mode", "live_mode"):
            assert type(payment[name]) is bool, name
        assert isinstance(payment["metadata"], dict)
        assert isinstance(payment["refunds"], list)
        assert isinstance(payment["fee_details"], list)


def test_the_card_of_a_payment_shows_digits_as_text_and_dates_as_numbers(payments):
    for payment in payments[:4]:
        card = payment["card"]
        assert isinstance(card["first_six_digits"], str)
        assert isinstance(card["last_four_digits"], str)
        assert type(card["expiration_month"]) is int
        assert type(card["expiration_year"]) is int
        assert isinstance(card["cardholder"]["identification"]["number"], str)
        assert payment["issuer_id"] is not None


def test_every_date_is_null_or_has_milliseconds_and_a_colon_in_its_offset(sandbox, payments):
    token = sandbox.sdk().card_token().create(sandbox.card())["response"]
    search = sandbox.sdk().payment().search({"limit": 50})["response"]
    user = sandbox.sdk().user().get()["response"]
    refunds = sandbox.sdk().refund().list_all(payments[0]["id"])["response"]
    for answer in (payments, token, search, user, refunds):
        assert assert_dates(answer) > 0


def test_the_fields_of_a_refund_have_the_types_of_the_wire_format(sandbox, payments):
    (refund,) = sandbox.sdk().refund().list_all(payments[0]["id"])["response"]
    assert type(refund["id"]) is int
    assert type(refund["payment_id"]) is int
    assert isinstance(refund["source"]["id"], str)
    assert is_number(refund["amount"])
    assert isinstance(refund["labels"], list)


def test_the_fields_of_a_card_token_have_the_types_of_the_wire_format(sandbox):
    token = sandbox.sdk().card_token().create(sandbox.card())["response"]
    for name in ("expiration_month", "expiration_year", "card_number_length", "security_code_length"):
        assert type(token[name]) is int, name
    for name in ("luhn_validation", "live_mode", "require_esc"):
        assert type(token[name]) is bool, name


def test_amounts_are_exact_to_the_cent(sandbox):
    for amount in (0.01, 0.1, 0.29, 1.1, 19.99, 1234.56, 4999.5):
        answer = sandbox.sdk().payment().create(sandbox.pix(amount))
        assert answer["response"]["transaction_amount"] == amount


def test_every_answer_is_json_in_utf_8(sandbox):
    for method, path in [("GET", "/users/me"), ("GET", "/v1/nothing"), ("PATCH", "/users/me")]:
        answer = sandbox.call(method, path, token=sandbox.test_access_token)
        assert answer.headers["Content-Type"].lower() == "application/json; charset=utf-8"
        answer.json()
