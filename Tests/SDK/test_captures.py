"""Authorising first, capturing later, and calling a payment off."""

import pytest
from helpers import outcome, refusal

AUTHORIZED = ("authorized", "pending_capture")


@pytest.mark.sites("MLB", "MLA", "MLM")
def test_an_authorised_payment_waits_for_its_capture(sandbox):
    payment = sandbox.pay(sandbox.card_payment(capture=False))
    assert outcome(payment) == AUTHORIZED
    assert payment["captured"] is False
    assert payment["date_approved"] is None

    answer = sandbox.sdk().payment().capture(payment["id"])
    assert (answer["status"], outcome(answer["response"])) == (200, ("approved", "accredited"))
    assert answer["response"]["captured"] is True
    assert answer["response"]["transaction_amount"] == 100
    assert answer["response"]["date_approved"] is not None


@pytest.mark.sites("MLB", "MLA")
def test_less_than_the_authorised_amount_can_be_captured(sandbox):
    payment = sandbox.pay(sandbox.card_payment(capture=False))
    captured = sandbox.sdk().payment().capture(payment["id"], 75.5)["response"]
    assert outcome(captured) == ("approved", "accredited")
    assert captured["transaction_amount"] == 75.5


@pytest.mark.sites("MLM")
def test_mexico_captures_whole_amounts_only(sandbox):
    payment = sandbox.pay(sandbox.card_payment(capture=False))
    refusal(sandbox.sdk().payment().capture(payment["id"], 75.5), 400, "capture_amount_invalid", cause=2017)
    assert outcome(sandbox.sdk().payment().get(payment["id"])["response"]) == AUTHORIZED


def test_more_than_the_authorised_amount_cannot_be_captured(sandbox):
    payment = sandbox.pay(sandbox.card_payment(capture=False))
    refusal(sandbox.sdk().payment().capture(payment["id"], 100.01), 400, "capture_amount_invalid", cause=2017)
    assert outcome(sandbox.sdk().payment().get(payment["id"])["response"]) == AUTHORIZED


def test_a_payment_is_captured_once(sandbox):
    payment = sandbox.pay(sandbox.card_payment(capture=False))
    sandbox.sdk().payment().capture(payment["id"])
    refusal(sandbox.sdk().payment().capture(payment["id"]), 400, "payment_state_conflict", cause=2018)


@pytest.mark.parametrize("kind", ["pending", "in_process", "authorized"])
def test_a_payment_that_still_waits_can_be_cancelled(sandbox, kind):
    bodies = {
        "pending": lambda: sandbox.pix(),
        "in_process": lambda: sandbox.card_payment("CONT"),
        "authorized": lambda: sandbox.card_payment(capture=False),
    }
    payment = sandbox.pay(bodies[kind]())
    assert payment["status"] == kind
    answer = sandbox.sdk().payment().update(payment["id"], {"status": "cancelled"})
    assert (answer["status"], outcome(answer["response"])) == (200, ("cancelled", "by_collector"))
    assert sandbox.sdk().payment().get(payment["id"])["response"] == answer["response"]


@pytest.mark.parametrize("holder", ["APRO", "FUND"])
def test_a_decided_payment_cannot_be_cancelled(sandbox, holder):
    payment = sandbox.pay(sandbox.card_payment(holder))
    answer = sandbox.sdk().payment().update(payment["id"], {"status": "cancelled"})
    refusal(answer, 400, "payment_state_conflict", cause=2018)
    assert sandbox.sdk().payment().get(payment["id"])["response"] == payment
