"""Customers with the official SDK: kept, found, amended and forgotten."""

import uuid

import pytest


@pytest.fixture
def email() -> str:
    return f"buyer-{uuid.uuid4().hex[:12]}@testuser.com"


def test_a_customer_is_kept_found_amended_and_forgotten(sandbox, email: str) -> None:
    customers = sandbox.sdk().customer()
    made = customers.create({
        "email": email, "first_name": "Ana", "last_name": "Silva", "phone": {"area_code": "11", "number": "987654321"},
        "identification": {"type": "CPF", "number": "12345678909"}, "description": "regular",
        "address": {"zip_code": "01310-100", "street_name": "Avenida Paulista", "street_number": 1000},
        "metadata": {"level": 3},
    })
    assert made["status"] == 201, made
    customer = made["response"]
    assert customer["id"].startswith(f"{customer['user_id']}-") and customer["email"] == email
    assert customer["phone"] == {"area_code": "11", "number": "987654321"}
    assert customer["address"]["street_number"] == 1000 and customer["cards"] == [] and customer["live_mode"] is False
    assert isinstance(customer["user_id"], int) and isinstance(customer["client_id"], int)

    found = customers.search({"email": email})
    assert found["status"] == 200 and found["response"]["paging"] == {"total": 1, "limit": 10, "offset": 0}
    assert found["response"]["results"] == [customer]
    assert customers.get(customer["id"])["response"] == customer

    amended = customers.update(customer["id"], {"last_name": "Souza", "description": None})
    assert amended["status"] == 200
    assert amended["response"]["last_name"] == "Souza" and amended["response"]["first_name"] == "Ana"
    assert amended["response"]["description"] == "regular"

    assert customers.delete(customer["id"])["response"]["id"] == customer["id"]
    gone = customers.get(customer["id"])
    assert gone["status"] == 404 and gone["response"]["llavero_code"] == "customer_not_found"


def test_what_a_customer_cannot_be_is_said_in_the_providers_way(sandbox, email: str) -> None:
    customers = sandbox.sdk().customer()
    assert customers.create({"email": email})["status"] == 201
    again = customers.create({"email": email.upper()})
    assert again["status"] == 400 and again["response"]["cause"][0]["code"] == "101"
    missing = customers.create({"first_name": "Ana"})
    assert missing["status"] == 400 and missing["response"]["llavero_code"] == "missing_parameter"
    wrong = customers.create({"email": "not an address"})
    assert wrong["status"] == 400 and wrong["response"]["llavero_code"] == "email_invalid"
    card = customers.create({"email": f"x{email}", "description": "4539578763621486"})
    assert card["status"] == 400 and card["response"]["llavero_code"] == "card_number_in_text"


def test_a_card_is_kept_pays_again_and_is_forgotten(sandbox, email: str) -> None:
    sdk = sandbox.sdk()
    customer = sdk.customer().create({"email": email})["response"]
    cards = sdk.card()
    saved = cards.create(customer["id"], {"token": sandbox.card_token(sdk=sdk)})
    assert saved["status"] == 201, saved
    card = saved["response"]
    assert card["customer_id"] == customer["id"] and card["user_id"] == str(sandbox.user_id)
    assert isinstance(card["id"], str) and card["id"].isdigit() and isinstance(card["issuer"]["id"], int)
    assert isinstance(card["first_six_digits"], str) and card["payment_method"]["id"] and card["security_code"]["length"] == 3
    assert cards.list_all(customer["id"])["response"] == [card] and cards.get(customer["id"], card["id"])["response"] == card
    read = sdk.customer().get(customer["id"])["response"]
    assert read["cards"] == [card] and read["default_card"] == card["id"]

    token = sdk.card_token().create({"card_id": card["id"], "security_code": "123"})
    assert token["status"] == 201 and token["response"]["card_id"] == card["id"], token
    paid = sdk.payment().create({
        "transaction_amount": 25, "token": token["response"]["id"], "installments": 1,
        "payer": {"type": "customer", "id": customer["id"], "email": email},
    })
    assert paid["status"] == 201 and paid["response"]["status"] == "approved", paid

    amended = cards.update(customer["id"], card["id"], {"expiration_month": 12, "expiration_year": 2033})
    assert amended["response"]["expiration_year"] == 2033
    assert cards.delete(customer["id"], card["id"])["status"] == 200
    assert cards.list_all(customer["id"])["response"] == []
    gone = sdk.card_token().create({"card_id": card["id"], "security_code": "123"})
    assert gone["status"] == 404 and gone["response"]["llavero_code"] == "customer_card_not_found"
