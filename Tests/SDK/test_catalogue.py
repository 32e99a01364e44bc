"""Payment methods, issuers, installments and identification types, by Public Key and by Access Token."""

from decimal import Decimal

import pytest
from helpers import CARDS, refusal

METHODS = {
    "MLA": {"visa", "master", "amex", "naranja", "cabal", "debvisa", "debmaster", "rapipago", "pagofacil"},
    "MLB": {"visa", "master", "amex", "elo", "hipercard", "debelo", "bolbradesco", "pec", "pix", "account_money"},
    "MLM": {"visa", "master", "amex", "debvisa", "debmaster", "oxxo", "paycash", "bancomer", "banamex", "serfin"},
}
METHOD_FIELDS = {
    "id",
    "name",
    "payment_type_id",
    "status",
    "thumbnail",
    "secure_thumbnail",
    "deferred_capture",
    "settings",
    "additional_info_needed",
    "min_allowed_amount",
    "max_allowed_amount",
    "accreditation_time",
    "financial_institutions",
    "processing_modes",
}
IDENTIFICATION_TYPES = {
    "MLA": [("DNI", 7, 8), ("CI", 1, 9), ("LC", 6, 7), ("LE", 6, 7), ("Otro", 5, 20)],
    "MLB": [("CPF", 11, 11), ("CNPJ", 14, 14)],
}


def by_key(sandbox, path: str, **parameters: object):
    parameters = {"public_key": sandbox.test_public_key} | parameters
    return sandbox.call("GET", path, params=parameters)


@pytest.mark.sites("MLA", "MLB", "MLM")
def test_the_sdk_lists_the_payment_methods_of_the_country(sandbox):
    answer = sandbox.sdk().payment_methods().list_all()
    assert answer["status"] == 200
    methods = answer["response"]
    assert METHODS[sandbox.site] <= {method["id"] for method in methods}
    assert all(METHOD_FIELDS <= set(method) for method in methods)
    assert {method["status"] for method in methods} == {"active"}


@pytest.mark.sites("MLA", "MLB", "MLM")
def test_public_key_access_token_and_site_list_the_same_methods(sandbox):
    with_key = by_key(sandbox, "/v1/payment_methods").json()
    assert with_key == sandbox.call("GET", "/v1/payment_methods", token=sandbox.test_access_token).json()
    assert with_key == sandbox.call("GET", f"/sites/{sandbox.site}/payment_methods").json()


def test_a_card_method_says_how_its_cards_look(sandbox):
    methods = {method["id"]: method for method in by_key(sandbox, "/v1/payment_methods").json()}
    (visa,) = methods["visa"]["settings"]
    assert visa["card_number"] == {"length": 16, "validation": "standard"}
    assert visa["security_code"] == {"length": 3, "card_location": "back", "mode": "mandatory"}
    assert visa["bin"]["pattern"].startswith("^")
    (amex,) = methods["amex"]["settings"]
    assert amex["security_code"] == {"length": 4, "card_location": "front", "mode": "mandatory"}
    assert methods["pix"]["settings"] == []


@pytest.mark.sites("MLA", "MLB", "MLM")
def test_every_test_card_is_found_by_its_first_digits(sandbox):
    for method, number in CARDS[sandbox.site].items():
        answer = by_key(sandbox, "/v1/payment_methods/search", bins=number[:8])
        assert answer.status_code == 200
        body = answer.json()
        assert [result["id"] for result in body["results"]] == [method]
        assert body["paging"]["total"] == 1
        assert body["results"][0]["site_id"] == sandbox.site


def test_six_first_digits_under_the_old_name_find_the_method_too(sandbox):
    answer = by_key(sandbox, "/v1/payment_methods/search", bin=CARDS["MLB"]["visa"][:6])
    assert [result["id"] for result in answer.json()["results"]] == ["visa"]


@pytest.mark.sites("MLA", "MLB")
def test_the_identification_types_of_a_country_have_their_lengths(sandbox):
    answer = sandbox.sdk().identification_type().list_all()
    assert answer["status"] == 200
    listed = [(each["id"], each["min_length"], each["max_length"]) for each in answer["response"]]
    assert listed == IDENTIFICATION_TYPES[sandbox.site]
    assert all(set(each) == {"id", "name", "type", "min_length", "max_length"} for each in answer["response"])
    assert answer["response"] == by_key(sandbox, "/v1/identification_types").json()


@pytest.mark.sites("MLM")
def test_mexico_has_no_identification_types(sandbox):
    refusal(sandbox.sdk().identification_type().list_all(), 404, "identification_types_none", cause="1004")


@pytest.mark.sites("MLA", "MLB", "MLM")
def test_installments_add_up_to_their_total(sandbox):
    answer = by_key(sandbox, "/v1/payment_methods/installments", bin=CARDS[sandbox.site]["visa"][:6], amount="100")
    assert answer.status_code == 200
    (offer,) = answer.json(parse_float=Decimal)
    assert (offer["payment_method_id"], offer["payment_type_id"]) == ("visa", "credit_card")
    assert isinstance(offer["issuer"]["id"], str)
    first, *more = offer["payer_costs"]
    assert (first["installments"], first["installment_rate"], first["total_amount"]) == (1, 0, 100)
    assert more
    for cost in offer["payer_costs"]:
        difference = cost["installments"] * Decimal(cost["installment_amount"]) - Decimal(cost["total_amount"])
        assert abs(difference) <= Decimal("0.01") * cost["installments"]
        assert isinstance(cost["recommended_message"], str)


@pytest.mark.sites("MLA", "MLM")
def test_a_debit_card_is_charged_at_once(sandbox):
    answer = by_key(sandbox, "/v1/payment_methods/installments", bin=CARDS[sandbox.site]["debvisa"][:6], amount="100")
    (offer,) = answer.json()
    assert [cost["installments"] for cost in offer["payer_costs"]] == [1]


def test_the_issuers_of_a_card_method_have_text_ids(sandbox):
    answer = by_key(sandbox, "/v1/payment_methods/card_issuers", payment_method_id="visa")
    assert answer.status_code == 200
    assert answer.json()
    assert all(isinstance(issuer["id"], str) and issuer["name"] for issuer in answer.json())


def test_the_catalogue_refuses_an_unknown_public_key(sandbox):
    unknown = "TEST-00000000-0000-4000-8000-000000000000"
    body = refusal(by_key(sandbox, "/v1/payment_methods", public_key=unknown), 404, "public_key_unknown", cause="1001")
    assert body["message"] == "invalid public_key"


def test_the_catalogue_refuses_an_access_token_in_place_of_the_public_key(sandbox):
    answer = by_key(sandbox, "/v1/payment_methods", public_key=sandbox.test_access_token)
    refusal(answer, 401, "access_token_as_public_key")
    assert sandbox.test_access_token not in answer.text


def test_an_unknown_country_has_no_payment_methods(sandbox):
    refusal(sandbox.call("GET", "/sites/XXX/payment_methods"), 404, "site_unknown")
