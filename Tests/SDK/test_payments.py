"""Card payments: the outcome of every holder's name, and what a payment shows."""

import pytest
from helpers import CARDS, CURRENCY, new_key, outcome, refusal

OUTCOMES = {
    "APRO": ("approved", "accredited"),
    "OTHE": ("rejected", "cc_rejected_other_reason"),
    "CONT": ("in_process", "pending_contingency"),
    "CALL": ("rejected", "cc_rejected_call_for_authorize"),
    "FUND": ("rejected", "cc_rejected_insufficient_amount"),
    "SECU": ("rejected", "cc_rejected_bad_filled_security_code"),
    "EXPI": ("rejected", "cc_rejected_bad_filled_date"),
    "FORM": ("rejected", "cc_rejected_bad_filled_other"),
    "CARD": ("rejected", "cc_rejected_bad_filled_card_number"),
    "INST": ("rejected", "cc_rejected_invalid_installments"),
    "DUPL": ("rejected", "cc_rejected_duplicated_payment"),
    "LOCK": ("rejected", "cc_rejected_card_disabled"),
    "CTNA": ("rejected", "cc_rejected_card_type_not_allowed"),
    "ATTE": ("rejected", "cc_rejected_max_attempts"),
    "BLAC": ("rejected", "cc_rejected_blacklist"),
    "UNSU": ("rejected", "not_supported"),
}


@pytest.mark.sites("MLB", "MLA", "MLM")
@pytest.mark.parametrize("holder", OUTCOMES)
def test_the_name_on_a_test_card_decides_the_payment(sandbox, holder):
    payment = sandbox.pay(sandbox.card_payment(holder))
    assert outcome(payment) == OUTCOMES[holder]
    # The provider says false only while an authorised payment waits for its capture.
    assert payment["captured"] is True
    assert (payment["date_approved"] is not None) == (holder == "APRO")
    assert sandbox.sdk().payment().get(payment["id"])["response"] == payment


@pytest.mark.sites("MLB", "MLA", "MLM")
@pytest.mark.parametrize(
    ("amount", "expected"),
    [(1000, ("approved", "accredited")), (1000.01, ("rejected", "cc_amount_rate_limit_exceeded"))],
)
def test_the_name_test_leaves_the_decision_to_the_amount(sandbox, amount, expected):
    assert outcome(sandbox.pay(sandbox.card_payment("TEST", amount))) == expected


@pytest.mark.sites("MLB", "MLA", "MLM")
def test_every_test_card_can_pay(sandbox):
    for brand in CARDS[sandbox.site]:
        payment = sandbox.pay(sandbox.card_payment(brand=brand))
        assert outcome(payment) == ("approved", "accredited")
        assert payment["payment_method_id"] == brand
        assert payment["payment_type_id"] == ("debit_card" if brand.startswith("deb") else "credit_card")


def test_words_after_the_code_do_not_change_the_outcome(sandbox):
    assert outcome(sandbox.pay(sandbox.card_payment("FUND da Silva"))) == OUTCOMES["FUND"]


@pytest.mark.sites("MLB", "MLA", "MLM")
def test_a_payment_shows_what_was_asked_for(sandbox):
    payment = sandbox.pay(
        sandbox.card_payment(
            amount=123.45,
            installments=3,
            description="Two mugs",
            external_reference="order-77",
            statement_descriptor="MUGS",
            metadata={"colour": "red"},
        )
    )
    number = CARDS[sandbox.site]["visa"]
    assert payment["transaction_amount"] == 123.45
    assert payment["currency_id"] == CURRENCY[sandbox.site]
    assert payment["collector_id"] == sandbox.user_id
    assert payment["installments"] == 3
    assert payment["description"] == "Two mugs"
    assert payment["external_reference"] == "order-77"
    assert payment["statement_descriptor"] == "MUGS"
    assert payment["metadata"] == {"colour": "red"}
    assert payment["payer"]["email"] == "test_user_1@testuser.com"
    assert payment["operation_type"] == "regular_payment"
    assert payment["processing_mode"] == "aggregator"
    assert payment["transaction_amount_refunded"] == 0
    assert payment["refunds"] == []
    assert payment["live_mode"] is False
    assert (payment["card"]["first_six_digits"], payment["card"]["last_four_digits"]) == (number[:6], number[-4:])
    assert payment["card"]["cardholder"]["name"] == "APRO"


def test_the_payment_method_is_inferred_from_the_card_token(sandbox):
    body = sandbox.card_payment(brand="master")
    del body["payment_method_id"]
    assert sandbox.pay(body)["payment_method_id"] == "master"


def test_production_credentials_pay_in_the_sandbox_and_say_so(sandbox):
    live = sandbox.sdk(sandbox.access_token)
    body = sandbox.pix() | {
        "payment_method_id": "visa",
        "installments": 1,
        "token": sandbox.card_token(sdk=live),
    }
    answer = live.payment().create(body)
    assert (answer["status"], outcome(answer["response"])) == (201, OUTCOMES["APRO"])
    assert answer["response"]["live_mode"] is True


def test_a_payment_of_one_mode_does_not_exist_in_the_other(sandbox):
    payment = sandbox.pay(sandbox.pix())
    refusal(sandbox.sdk(sandbox.access_token).payment().get(payment["id"]), 404, "payment_not_found", cause=2000)


@pytest.mark.parametrize("payment_id", ["1", "0", "999999999999", "none", "a/b"])
def test_an_unknown_payment_is_not_found(sandbox, payment_id):
    refusal(sandbox.sdk().payment().get(payment_id), 404)


def test_binary_mode_never_leaves_a_payment_open(sandbox):
    assert outcome(sandbox.pay(sandbox.card_payment("CONT", binary_mode=True))) == OUTCOMES["OTHE"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"transaction_amount": None}, "amount_missing"),
        ({"transaction_amount": "10.5"}, "amount_not_numeric"),
        ({"transaction_amount": 0}, "invalid_amount"),
        ({"transaction_amount": -1}, "invalid_amount"),
        ({"transaction_amount": 10.005}, "invalid_amount"),
        ({"transaction_amount": 10**25}, "invalid_amount"),
        ({"payment_method_id": "rapipago"}, "payment_method_unknown"),
        ({"payment_method_id": "visa", "installments": 1}, "card_token_required"),
        ({"payer": {"email": "nobody"}}, "payer_email_invalid"),
    ],
)
def test_a_wrong_field_is_refused_before_anything_is_stored(sandbox, changes, code):
    reference = new_key()
    body = {name: value for name, value in (sandbox.pix(external_reference=reference) | changes).items() if value is not None}
    refusal(sandbox.sdk().payment().create(body), 400, code)
    found = sandbox.sdk().payment().search({"external_reference": reference})
    assert found["response"]["paging"]["total"] == 0


def test_fields_that_the_server_decides_are_ignored(sandbox):
    payment = sandbox.pay(sandbox.pix(status="approved", live_mode=True, collector_id=1, id=5, captured=True))
    assert outcome(payment) == ("pending", "pending_waiting_transfer")
    assert payment["live_mode"] is False
    assert payment["collector_id"] == sandbox.user_id
    assert payment["id"] != 5


def test_a_card_number_in_a_text_is_refused(sandbox):
    refusal(sandbox.sdk().payment().create(sandbox.pix(description="card 4539 5787 6362 1486")), 400, "card_number_in_text")
