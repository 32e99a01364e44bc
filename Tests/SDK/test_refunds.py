"""Giving money back: whole, in parts, and never more than there is."""

import pytest
from helpers import new_key, outcome, refusal, with_key

REFUND_FIELDS = {
    "id",
    "payment_id",
    "amount",
    "metadata",
    "source",
    "date_created",
    "unique_sequence_number",
    "refund_mode",
    "adjustment_amount",
    "status",
    "reason",
    "labels",
    "amount_refunded_to_payer",
    "additional_data",
    "partition_details",
}


@pytest.mark.sites("MLB", "MLA", "MLM")
def test_a_refund_without_an_amount_gives_everything_back(sandbox):
    payment = sandbox.pay(sandbox.card_payment())
    answer = sandbox.sdk().refund().create(payment["id"])
    assert answer["status"] == 201
    refund = answer["response"]
    assert REFUND_FIELDS <= set(refund)
    assert (refund["payment_id"], refund["amount"], refund["status"]) == (payment["id"], 100, "approved")
    assert refund["source"]["id"] == str(sandbox.user_id)
    assert refund["source"]["type"] == "collector"

    after = sandbox.sdk().payment().get(payment["id"])["response"]
    assert outcome(after) == ("refunded", "refunded")
    assert after["transaction_amount_refunded"] == 100
    assert after["refunds"] == [refund]


@pytest.mark.sites("MLB", "MLA", "MLM")
def test_parts_add_up_until_the_payment_is_refunded(sandbox):
    payment = sandbox.pay(sandbox.card_payment())
    refunds = sandbox.sdk().refund()

    first = refunds.create(payment["id"], {"amount": 30.25})["response"]
    after_first = sandbox.sdk().payment().get(payment["id"])["response"]
    assert outcome(after_first) == ("approved", "partially_refunded")
    assert after_first["transaction_amount_refunded"] == 30.25

    second = refunds.create(payment["id"], {"amount": 69.75})["response"]
    after_second = sandbox.sdk().payment().get(payment["id"])["response"]
    assert outcome(after_second) == ("refunded", "refunded")
    assert after_second["transaction_amount_refunded"] == 100

    listed = refunds.list_all(payment["id"])
    assert (listed["status"], listed["response"]) == (200, [first, second])
    for refund in (first, second):
        read = refunds.get(payment["id"], refund["id"])
        assert (read["status"], read["response"]) == (200, refund)


def test_a_refund_without_an_amount_after_a_part_gives_the_rest(sandbox):
    payment = sandbox.pay(sandbox.card_payment())
    sandbox.sdk().refund().create(payment["id"], {"amount": 30})
    assert sandbox.sdk().refund().create(payment["id"])["response"]["amount"] == 70


def test_more_than_is_left_cannot_be_refunded(sandbox):
    payment = sandbox.pay(sandbox.card_payment())
    sandbox.sdk().refund().create(payment["id"], {"amount": 60})
    answer = sandbox.sdk().refund().create(payment["id"], {"amount": 40.01})
    refusal(answer, 400, "refund_amount_invalid", cause=2017)
    assert sandbox.sdk().payment().get(payment["id"])["response"]["transaction_amount_refunded"] == 60


def test_only_an_approved_payment_can_be_refunded(sandbox):
    for body in (sandbox.pix(), sandbox.card_payment("FUND"), sandbox.card_payment(capture=False)):
        payment = sandbox.pay(body)
        refusal(sandbox.sdk().refund().create(payment["id"]), 400, "refund_state_conflict", cause=2063)


def test_the_list_of_refunds_of_an_untouched_payment_is_empty(sandbox):
    payment = sandbox.pay(sandbox.pix())
    for slash in ("", "/"):
        answer = sandbox.call("GET", f"/v1/payments/{payment['id']}/refunds{slash}", token=sandbox.test_access_token)
        assert (answer.status_code, answer.json()) == (200, [])


def test_an_unknown_refund_is_not_found(sandbox):
    payment = sandbox.pay(sandbox.pix())
    refusal(sandbox.sdk().refund().get(payment["id"], 1), 404, "refund_not_found")


def test_a_refund_repeated_with_its_key_is_made_once(sandbox):
    payment = sandbox.pay(sandbox.card_payment())
    options = with_key(new_key())
    first = sandbox.sdk().refund().create(payment["id"], {"amount": 10}, options)
    again = sandbox.sdk().refund().create(payment["id"], {"amount": 10}, options)
    assert (again["status"], again["response"]) == (201, first["response"])
    assert sandbox.sdk().payment().get(payment["id"])["response"]["transaction_amount_refunded"] == 10


def test_a_refund_without_a_key_is_refused(sandbox):
    payment = sandbox.pay(sandbox.card_payment())
    answer = sandbox.call("POST", f"/v1/payments/{payment['id']}/refunds", token=sandbox.test_access_token)
    refusal(answer, 400, "idempotency_key_missing", cause=4292)
