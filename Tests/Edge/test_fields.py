"""Which values the fields of a body may have, and how exactly they are kept (security catalogue, section 2.2)."""

import json
import random

import pytest
from helpers import card, made, pix, refused, rows

UNPRINTABLE = [
    ("J08 a NUL", "a\0b"),
    ("J08 an escape character", "a\x1b[31mb"),
    ("J08 a line end", "a\nb"),
    ("J08 a delete character", "a\x7fb"),
    ("J08 a C1 control", "a\x85b"),
    ("J08 a direction override", "a\u202eb"),
    ("J08 a direction isolate", "a\u2066b"),
    ("J08 a zero-width space", "a\u200bb"),
    ("J08 a byte order mark", "a\ufeffb"),
    ("J08 a line separator", "a\u2028b"),
    ("J08 a private character", "a\ue000b"),
    ("J08 a noncharacter", "a\uffffb"),
    ("J08 a tag character", "a\U000e0041b"),
]
TEXT_FIELDS = {
    "description": lambda text: pix(description=text),
    "external_reference": lambda text: pix(external_reference=text),
    "statement_descriptor": lambda text: pix(statement_descriptor=text),
    "payer.first_name": lambda text: pix(payer={"email": "a@b.example", "first_name": text}),
    "payer.email": lambda text: pix(payer={"email": f"{text}@b.example"}),
    "payer.identification.number": lambda text: pix(
        payer={"email": "a@b.example", "identification": {"type": "CPF", "number": text}}
    ),
    "metadata": lambda text: pix(metadata={"a": [text]}),
    "a name in metadata": lambda text: pix(metadata={text: 1}),
    "additional_info": lambda text: pix(additional_info={"a": {"b": text}}),
    "notification_url": lambda text: pix(notification_url=f"https://a.example/{text}"),
    "issuer_id": lambda text: pix(issuer_id=text),
}


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize(("text",), **rows(UNPRINTABLE))
def test_unprintable_characters_are_refused_in_every_text_of_a_payment(shop, field, text):
    refused(shop.pay(TEXT_FIELDS[field](text)), 400, "invalid_characters")


@pytest.mark.parametrize(("text",), **rows(UNPRINTABLE))
def test_unprintable_characters_are_refused_in_the_name_on_a_card(shop, text):
    refused(shop.make_card_token(card(cardholder={"name": text})), 400, "invalid_characters")


PRINTABLE = ["José Ñandú", "日本語", "𝒳", "e\u0301", "'; DROP TABLE refund; --", "<script>", '\\"', "%_"]


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("text", PRINTABLE)
def test_printable_text_comes_back_as_it_was_sent(shop, text):
    body = pix(description=text, external_reference=text, metadata={text: text})
    payment = made(shop.pay(body))
    read = shop.read(f"/v1/payments/{payment['id']}").json()
    for each in (payment, read):
        assert (each["description"], each["external_reference"], each["metadata"]) == (text, text, {text: text})


AMOUNTS = [
    ("J09 0", "0", "invalid_amount"),
    ("J09 0.00", "0.00", "invalid_amount"),
    ("J09 negative", "-1", "invalid_amount"),
    ("J09 negative zero", "-0", "invalid_amount"),
    ("J09 an exponent", "1e2", "invalid_amount"),
    ("J09 a huge exponent", "1e400", "invalid_amount"),
    ("J09 a tiny exponent", "1e-200", "invalid_amount"),
    ("J09 beyond 63 bits", "9223372036854775808", "invalid_amount"),
    ("J09 beyond 64 bits", "18446744073709551626", "invalid_amount"),
    ("J09 26 digits", "10000000000000000000000000", "invalid_amount"),
    ("J09 40 digits", "9" * 40, "invalid_amount"),
    ("J09 three decimals", "1.005", "invalid_amount"),
    ("J09 a third decimal at the end of many", "10.5000000000000000000001", "invalid_amount"),
    ("J10 a text", '"100"', "amount_not_numeric"),
    ("J10 an empty text", '""', "amount_not_numeric"),
    ("J10 true", "true", "amount_not_numeric"),
    ("J10 null", "null", "amount_missing"),
    ("J10 an array", "[]", "amount_not_numeric"),
    ("J10 an array with a number", "[100]", "amount_not_numeric"),
    ("J10 an object", "{}", "amount_not_numeric"),
]


def with_amount(text: str) -> bytes:
    return json.dumps(pix("@")).replace('"@"', text).encode()


@pytest.mark.parametrize(("text", "code"), **rows(AMOUNTS))
def test_an_amount_that_is_not_an_exact_positive_number_is_refused(shop, text, code):
    body = refused(shop.pay(with_amount(text)), 400, code)
    assert "transaction_amount" in body["message"]


EXACT = [("100.000", 100), ("0.01", 0.01), ("1.10", 1.1), ("12345.67", 12345.67), ("0.29", 0.29)]


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize(("text", "amount"), EXACT)
def test_an_amount_is_kept_exactly(shop, text, amount):
    payment = made(shop.pay(with_amount(text)))
    assert shop.read(f"/v1/payments/{payment['id']}").json()["transaction_amount"] == payment["transaction_amount"] == amount


REFUND_AMOUNTS = [row for row in AMOUNTS if not row[0].startswith(("J09 0", "J10 null"))]


@pytest.mark.parametrize(("text", "code"), **rows(REFUND_AMOUNTS))
def test_the_amount_of_a_refund_is_read_as_exactly(shop, text, code):
    payment = made(shop.pay(shop.card_payment()))
    target = f"/v1/payments/{payment['id']}/refunds"
    body = b'{"amount":%s}' % text.encode()
    refused(shop.act("POST", target, body), 400, code)
    assert shop.read(f"/v1/payments/{payment['id']}").json()["transaction_amount_refunded"] == 0


WRONG_TYPES = [
    ("J10 installments as a word", {"installments": "one"}, "installments"),
    ("J10 installments as a fraction", {"installments": 1.5}, "installments"),
    ("J10 installments as an exponent", b'{"transaction_amount":1,"installments":1e0}', "installments"),
    ("J10 installments as true", {"installments": True}, "installments"),
    ("J10 a payer as an array", {"payer": []}, "payer"),
    ("J10 a payer as a text", {"payer": "a@b.example"}, "payer"),
    ("J10 an address as a text", {"payer": {"email": "a@b.example", "address": "x"}}, "payer.address"),
    ("J10 an e-mail as an object", {"payer": {"email": {}}}, "payer.email"),
    ("J10 a method as a number", {"payment_method_id": 1}, "payment_method_id"),
    ("J10 a card token as an object", {"token": {"id": "a"}}, "token"),
    ("J10 capture as a text", {"capture": "true"}, "capture"),
    ("J10 capture as a number", {"capture": 1}, "capture"),
    ("J10 a description as a number", {"description": 5}, "description"),
    ("J10 a reference as an array", {"external_reference": ["a"]}, "external_reference"),
    ("J10 metadata as an array", {"metadata": []}, "metadata"),
    ("J10 a date as a number", {"date_of_expiration": 1}, "date_of_expiration"),
    ("J10 an issuer as a flag", {"issuer_id": False}, "issuer_id"),
]


@pytest.mark.parametrize(("changes", "field"), **rows(WRONG_TYPES))
def test_a_field_of_the_wrong_type_is_refused_by_its_name(shop, changes, field):
    body = refused(shop.pay(changes if isinstance(changes, bytes) else pix() | changes), 400, "invalid_type")
    assert body["message"] == f"{field} has the wrong type."


OPTIONAL_FIELDS = [
    "description", "external_reference", "metadata", "additional_info", "capture", "binary_mode", "installments", "token",
    "issuer_id", "notification_url", "callback_url", "date_of_expiration", "statement_descriptor", "application_fee",
    "transaction_details", "payer.first_name", "payer.last_name", "payer.identification", "payer.address",
]  # fmt: skip


@pytest.mark.parametrize("field", OPTIONAL_FIELDS)
def test_null_counts_as_absent(shop, field):
    outer, _, inner = field.rpartition(".")
    body = pix()
    (body[outer] if outer else body)[inner] = None
    made(shop.pay(body))


@pytest.mark.parametrize("field", ["payment_method_id", "payer", "transaction_amount"])
def test_null_counts_as_absent_where_a_value_is_required(shop, field):
    body = pix()
    del body[field]
    missing = shop.pay(body).json()
    assert shop.pay(body | {field: None}).json() == missing


# What only the server decides; J11 lists more names than there are columns.
DECIDED_BY_THE_SERVER = {
    "id": 1,
    "tenant_id": 1,
    "account_id": 1,
    "collector_id": 1,
    "collector": {"id": 1},
    "live_mode": True,
    "status": "approved",
    "status_detail": "accredited",
    "captured": True,
    "date_created": "2001-01-01T00:00:00.000-04:00",
    "date_approved": "2001-01-01T00:00:00.000-04:00",
    "created_at": 1,
    "currency_id": "USD",
    "owner": "a",
    "role": "admin",
    "verified": True,
    "fee": -1,
    "fee_details": [{"amount": -1}],
    "transaction_amount_refunded": -1,
    "refunds": [{"amount": 1}],
    "constructor": {"prototype": {"status": "approved"}},
    "__proto__": {"status": "approved"},
}
CHANGES_BY_ITSELF = {"id", "date_created", "date_last_updated", "date_of_expiration", "point_of_interaction"}


@pytest.mark.databases("sqlite", "postgres")
def test_fields_that_only_the_server_decides_are_ignored(shop):
    plain, rich = made(shop.pay(pix())), made(shop.pay(DECIDED_BY_THE_SERVER | pix()))
    assert rich["date_created"] > "2002" and rich["id"] != 1
    for payment in (plain, rich):
        for name in CHANGES_BY_ITSELF:
            del payment[name]
    assert rich == plain


def test_fields_of_a_card_token_that_only_the_server_decides_are_ignored(shop):
    fields = {"id": "mine", "status": "used", "live_mode": True, "public_key": "x", "date_due": "2099-01-01T00:00:00.000-04:00"}
    token = made(shop.make_card_token(card() | fields))
    assert (token["status"], token["live_mode"], token["public_key"]) == ("active", False, shop.test_public_key)
    assert token["id"] != "mine" and token["date_due"] < "2099"


LONG = [
    ("J12 a description of 256 characters", {"description": "a" * 256}, "too_long"),
    ("J12 a reference of 65 characters", {"external_reference": "a" * 65}, "too_long"),
    ("J12 a descriptor of 14 characters", {"statement_descriptor": "a" * 14}, "too_long"),
    ("J12 a method of 60,000 characters", {"payment_method_id": "a" * 60_000}, "too_long"),
    ("J12 an issuer of 33 digits", {"issuer_id": int("1" * 33)}, "too_long"),
    ("J12 101 names in metadata", {"metadata": {str(n): n for n in range(101)}}, "too_many_keys"),
    ("J12 1,000 names in metadata", {"metadata": {str(n): n for n in range(1_000)}}, "too_many_keys"),
    ("J12 a name of 101 characters in metadata", {"metadata": {"a" * 101: 1}}, "too_long"),
    ("J12 a name of 1,000 characters in metadata", {"metadata": {"a" * 1_000: 1}}, "too_long"),
    ("J12 a deep name of 1,000 characters in metadata", {"metadata": {"a": [{"a" * 1_000: 1}]}}, "too_long"),
]


@pytest.mark.parametrize(("changes", "code"), **rows(LONG))
def test_what_is_too_long_is_refused(shop, changes, code):
    refused(shop.pay(pix() | changes), 400, code)


def marks(count: int) -> str:
    """One letter as it is seen, with so many accents on it that it is long."""
    chance = random.Random(0)
    return "e" + "".join(chr(chance.randint(0x300, 0x36F)) for _ in range(count))


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("field", ["description", "external_reference", "payer.first_name", "a name in metadata"])
def test_a_text_is_measured_by_what_it_takes_to_keep_it(shop, field):
    body = json.dumps(TEXT_FIELDS[field](marks(10_000)), ensure_ascii=False).encode()
    refused(shop.pay(body), 400, "too_long")


def test_the_name_on_a_card_is_measured_by_what_it_takes_to_keep_it(shop):
    body = json.dumps(card(cardholder={"name": marks(10_000)}), ensure_ascii=False).encode()
    refused(shop.make_card_token(body), 400, "too_long")


def test_names_that_only_look_alike_are_two_names(shop):
    metadata = {"\u00e9": 1, "e\u0301": 2}
    assert list(made(shop.pay(pix(metadata=metadata)))["metadata"].items()) == list(metadata.items())


@pytest.mark.databases("sqlite", "postgres")
def test_metadata_comes_back_as_it_was_sent(shop):
    metadata = {"__proto__": {"a": 1}, "constructor": None, "": "", "n": [1, 0.1, -2, True], "a" * 100: "b" * 1_000}
    metadata |= {f"k{n}": n for n in range(100 - len(metadata))}
    payment = made(shop.pay(pix(metadata=metadata)))
    assert shop.read(f"/v1/payments/{payment['id']}").json()["metadata"] == payment["metadata"] == metadata


@pytest.mark.parametrize("number", ["1.0", "1E5", "1e400", "-0", "0.10", "12345678901234567890.123456789"])
def test_a_number_in_metadata_keeps_its_digits(shop, number):
    body = json.dumps(pix(metadata={"a": "@"})).replace('"@"', number).encode()
    assert b'"metadata":{"a":%s}' % number.encode() in shop.pay(body).body
