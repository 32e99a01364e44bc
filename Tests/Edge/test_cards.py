"""Card numbers, security codes and card tokens (security catalogue, section 2.9)."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from helpers import CPF, REAL_CARDS, TEST_AMEX, TEST_CARD, card, card_charge, made, new_key, pix, refused, rows

REAL = REAL_CARDS[0]
PARALLEL = 100


def full_width(digits: str) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in digits)


def arabic(digits: str) -> str:
    return "".join(chr(0x0660 + int(digit)) for digit in digits)


CARDS = [
    ("C01 a wrong check digit", {"card_number": TEST_CARD[:-1] + "3"}, "card_number_invalid"),
    ("C01 11 digits", {"card_number": "42356477280"}, "card_number_invalid"),
    ("C01 12 digits", {"card_number": "423564772802"}, "card_number_invalid"),
    ("C01 20 digits", {"card_number": "42356477280256820000"}, "card_number_invalid"),
    ("C01 60,000 digits", {"card_number": "4" * 60_000}, "card_number_invalid"),
    ("C01 letters", {"card_number": "4235x47728025682"}, "card_number_invalid"),
    ("C01 full-width digits", {"card_number": full_width(TEST_CARD)}, "card_number_invalid"),
    ("C01 Arabic digits", {"card_number": arabic(TEST_CARD)}, "card_number_invalid"),
    ("C01 a NUL", {"card_number": TEST_CARD + "\0"}, "card_number_invalid"),
    ("C01 a no-break space", {"card_number": TEST_CARD[:4] + "\u00a0" + TEST_CARD[4:]}, "card_number_invalid"),
    ("C01 a negative number", {"card_number": -int(TEST_CARD)}, "card_number_invalid"),
    ("C01 a fraction", {"card_number": float(TEST_CARD) + 0.5}, "card_number_invalid"),
    ("C01 an array", {"card_number": [TEST_CARD]}, "invalid_type"),
    ("C01 none", {"card_number": None}, "card_number_missing"),
    ("C01 an empty one", {"card_number": ""}, "card_number_missing"),
    ("C02 a real Visa", {"card_number": REAL_CARDS[0]}, "live_card_refused"),
    ("C02 a real Mastercard", {"card_number": REAL_CARDS[1]}, "live_card_refused"),
    ("C02 a real American Express", {"card_number": REAL_CARDS[2], "security_code": "1234"}, "live_card_refused"),
    ("C02 a real card as a number", {"card_number": int(REAL)}, "live_card_refused"),
    ("C02 a real card with dashes", {"card_number": "-".join([REAL[:4], REAL[4:8], REAL[8:12], REAL[12:]])}, "live_card_refused"),
    ("C02 a test card of another country", {"card_number": "5031755734530604"}, "live_card_refused"),
    ("C04 a code of 2 digits", {"security_code": "12"}, "security_code_invalid"),
    ("C04 a code of 4 digits", {"security_code": "1234"}, "security_code_invalid"),
    ("C04 a code of 5 digits", {"security_code": "12345"}, "security_code_invalid"),
    ("C04 a code of 3 digits for 4", {"card_number": TEST_AMEX}, "security_code_invalid"),
    ("C04 a code of letters", {"security_code": "abc"}, "security_code_invalid"),
    ("C04 a code of full-width digits", {"security_code": full_width("123")}, "security_code_invalid"),
    ("C04 a code with a blank", {"security_code": "12 "}, "security_code_invalid"),
    ("C04 a negative code", {"security_code": -12}, "security_code_invalid"),
    ("C04 a code as a flag", {"security_code": True}, "invalid_type"),
    ("C04 no code", {"security_code": None}, "security_code_missing"),
    ("C04 a code under another name", {"security_code": None, "cvv": "123"}, "security_code_missing"),
    ("C05 month 0", {"expiration_month": 0}, "expiration_month_invalid"),
    ("C05 month 00", {"expiration_month": "00"}, "expiration_month_invalid"),
    ("C05 month 13", {"expiration_month": 13}, "expiration_month_invalid"),
    ("C05 month -1", {"expiration_month": -1}, "expiration_month_invalid"),
    ("C05 a month with decimals", {"expiration_month": 1.5}, "invalid_type"),
    ("C05 a month by its name", {"expiration_month": "May"}, "invalid_type"),
    ("C05 a month in Arabic digits", {"expiration_month": arabic("11")}, "invalid_type"),
    ("C05 no month", {"expiration_month": None}, "expiration_month_missing"),
    ("C05 last year", {"expiration_month": 12, "expiration_year": time.gmtime().tm_year - 1}, "expiration_year_invalid"),
    ("C05 two digits of a year", {"expiration_year": 30}, "expiration_year_invalid"),
    ("C05 the year 2100", {"expiration_year": 2100}, "expiration_year_invalid"),
    ("C05 the year 9223372036854775807", {"expiration_year": 2**63 - 1}, "expiration_year_invalid"),
    ("C05 the year 9223372036854775808", {"expiration_year": 2**63}, "invalid_type"),
    ("C05 the year -2030", {"expiration_year": -2030}, "expiration_year_invalid"),
    ("C05 no year", {"expiration_year": None}, "expiration_year_missing"),
]


@pytest.mark.parametrize(("changes", "code"), **rows(CARDS))
def test_a_card_that_is_not_a_test_card_in_order_is_refused(shop, changes, code):
    refused(shop.make_card_token(card(**changes)), 400, code)


@pytest.mark.parametrize(("changes",), [({"expiration_year": 2099},), ({"expiration_month": "11", "expiration_year": "2030"},)])
def test_a_card_until_2099_and_dates_as_texts_are_accepted(shop, changes):
    made(shop.make_card_token(card(**changes)))


@pytest.mark.parametrize("field", ["card_id", "security_code_id", "device"])
def test_null_counts_as_absent_in_a_card(shop, field):
    made(shop.make_card_token(card() | {field: None}))


def test_a_card_is_judged_as_strictly_when_it_completes_an_empty_token(shop):
    token = made(shop.make_card_token({}))["id"]
    for changes, code in [({"card_number": REAL}, "live_card_refused"), ({"security_code": "1"}, "security_code_invalid")]:
        refused(shop.call("PUT", f"/v1/card_tokens/{token}", body=card(**changes)), 400, code)
    assert shop.call("PUT", f"/v1/card_tokens/{token}", body=card()).status == 200
    refused(shop.call("PUT", f"/v1/card_tokens/{token}", body=card()), 400, "card_token_complete")


def grouped(number: str, separator: str = " ") -> str:
    return separator.join([number[:4], number[4:8], number[8:12], number[12:]])


# A card number in each text that is kept, and each way it is commonly written.
TEXTS_WITH_CARDS = [
    ("C03 alone", REAL),
    ("C03 in words", f"card {REAL} please"),
    ("C03 with blanks", grouped(REAL)),
    ("C03 with dashes", grouped(REAL, "-")),
    ("C03 of American Express", "374245455400126"),
    ("C03 of Mastercard", f"({REAL_CARDS[1]})"),
    ("C03 a test card", TEST_CARD),
    ("C03 with its month", f"{REAL} 11/30"),
    ("C03 with its month and code", f"{grouped(REAL)} 11 30 123"),
    ("C03 behind a number", f"2 {REAL}"),
    ("C03 two of them", f"{REAL} {REAL_CARDS[1]}"),
]


@pytest.mark.parametrize(("text",), **rows(TEXTS_WITH_CARDS))
def test_a_card_number_in_a_text_is_refused_however_it_is_written(shop, text):
    refused(shop.pay(pix(description=text)), 400, "card_number_in_text")


BUYER = {"email": "a@b.example"}
PLACES = {
    "description": lambda value: pix(description=value),
    "external_reference": lambda value: pix(external_reference=value),
    "payer.first_name": lambda value: pix(payer=BUYER | {"first_name": value}),
    "payer.last_name": lambda value: pix(payer=BUYER | {"last_name": value}),
    "payer.email": lambda value: pix(payer={"email": f"{value}@b.example"}),
    "payer.identification.number": lambda value: pix(payer=BUYER | {"identification": {"type": "CPF", "number": value}}),
    "payer.identification.type": lambda value: pix(payer=BUYER | {"identification": {"type": value, "number": "1"}}),
    "metadata": lambda value: pix(metadata={"a": {"b": [value]}}),
    "a number in metadata": lambda value: pix(metadata={"a": int(value)}),
    "a name in metadata": lambda value: pix(metadata={value: 1}),
    "additional_info": lambda value: pix(additional_info={"items": [{"title": value}]}),
    "notification_url": lambda value: pix(notification_url=f"https://a.example/{value}"),
    "callback_url": lambda value: pix(callback_url=f"https://a.example/{value}"),
    "issuer_id": lambda value: pix(issuer_id=value),
    "a number as issuer_id": lambda value: pix(issuer_id=int(value)),
    "financial_institution": lambda value: pix(transaction_details={"financial_institution": value}),
    "a number as financial_institution": lambda value: pix(transaction_details={"financial_institution": int(value)}),
    "token": lambda value: pix(token=value),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_card_number_is_refused_in_every_field_of_a_payment_that_is_kept(shop, place):
    refused(shop.pay(PLACES[place](REAL)), 400, "card_number_in_text")


@pytest.mark.parametrize("field", ["description", "external_reference", "metadata"])
def test_a_card_number_is_refused_in_a_change_of_a_payment(shop, field):
    payment = shop.paid(pix())
    target, body = f"/v1/payments/{payment['id']}", {field: {"a": REAL} if field == "metadata" else REAL}
    refused(shop.act("PUT", target, body), 400, "card_number_in_text")


@pytest.mark.parametrize("field", ["name", "number"])
def test_a_card_number_is_refused_in_what_is_kept_of_a_cardholder(shop, field):
    holder = {"name": "APRO", "identification": CPF}
    holder |= {"name": REAL} if field == "name" else {"identification": {"type": "CPF", "number": REAL}}
    refused(shop.make_card_token(card(cardholder=holder)), 400, "card_number_in_text")


NO_CARDS = ["5511987654321", "2026-11-23 20:15:00", "1234567890123456", "00020126580014br.gov.bcb.pix", "12345678909 2030"]


@pytest.mark.parametrize("text", NO_CARDS)
def test_a_number_that_is_no_card_number_is_accepted(shop, text):
    assert shop.paid(pix(description=text))["description"] == text


@pytest.mark.parametrize("name", ["card_number", "security_code", "cardNumber", "securityCode"])
def test_a_card_in_the_url_is_refused_and_not_logged(shop, name):
    value = REAL if "umber" in name else "123"
    target = f"/v1/card_tokens?public_key={shop.test_public_key}&{name}={value}"
    reply = shop.call("POST", target, body=card())
    assert f"{name}={value}" not in shop.log.read_text()
    refused(reply, 400, "invalid_parameter")


@pytest.mark.parametrize("target", ["/v1/payment_methods/search?bins={n}", "/v1/payment_methods/installments?bin={n}"])
def test_a_whole_card_number_is_no_bin(shop, target):
    target = f"{target.replace('{n}', REAL)}&public_key={shop.test_public_key}"
    refused(shop.call("GET", target), 400, "invalid_parameter")
    assert REAL not in shop.log.read_text()


def test_a_card_token_shows_neither_number_nor_security_code(shop):
    token = shop.card_token()
    read = shop.call("GET", f"/v1/card_tokens/{token}?public_key={shop.test_public_key}")
    body = read.json()
    assert (body["first_six_digits"], body["last_four_digits"]) == (TEST_CARD[:6], TEST_CARD[-4:])
    assert (body["expiration_month"], body["expiration_year"]) == (11, 2030)
    # The middle of the number is nowhere, and no field holds the code.
    assert TEST_CARD[6:12].encode() not in read.body
    assert "123" not in [str(value) for value in body.values()]
    assert {name for name in body if "code" in name or "number" in name} == {"card_number_length", "security_code_length"}


@pytest.mark.databases("sqlite", "postgres")
def test_a_card_token_works_once(shop):
    token = shop.card_token()
    assert shop.paid(card_charge(token))["status"] == "approved"
    refused(shop.pay(card_charge(token)), 400, "card_token_used", cause=2062)


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("holder", ["OTHE", "CONT"])
def test_a_card_token_works_once_even_when_its_payment_is_not_approved(shop, holder):
    token = shop.card_token(holder)
    shop.paid(card_charge(token))
    refused(shop.pay(card_charge(token)), 400, "card_token_used")


@pytest.mark.databases("sqlite", "postgres")
def test_100_payments_at_once_with_one_card_token_give_one_approval(shop):
    token, reference = shop.card_token(), new_key()
    body = card_charge(token, external_reference=reference)
    with ThreadPoolExecutor(PARALLEL) as pool:
        replies = list(pool.map(lambda _: shop.pay(body), range(PARALLEL)))
    approved = [reply.json() for reply in replies if reply.status == 201]
    assert [payment["status"] for payment in approved] == ["approved"]
    for reply in replies:
        if reply.status != 201:
            refused(reply, 400, "card_token_used")
    assert shop.count(reference) == 1


def test_a_card_token_works_in_its_own_mode_alone(shop):
    test, live = shop.card_token(), shop.card_token(public_key=shop.public_key)
    refused(shop.pay(card_charge(test), token=shop.access_token), 400, "card_token_not_found", cause=2006)
    refused(shop.pay(card_charge(live)), 400, "card_token_not_found", cause=2006)
    refused(shop.call("GET", f"/v1/card_tokens/{live}?public_key={shop.test_public_key}"), 400, "card_token_not_found")
    # Neither attempt used it up.
    assert shop.paid(card_charge(test))["status"] == "approved"


def test_a_card_token_of_another_seller_is_not_found(marketplace):
    ana, bia = marketplace.new_shop(new_key()), marketplace.new_shop(new_key())
    token = ana.card_token()
    refused(bia.pay(card_charge(token)), 400, "card_token_not_found", cause=2006)
    foreign = bia.call("GET", f"/v1/card_tokens/{token}?public_key={bia.test_public_key}")
    unknown = bia.call("GET", f"/v1/card_tokens/{'0' * 32}?public_key={bia.test_public_key}")
    refused(foreign, 400, "card_token_not_found")
    assert foreign.body == unknown.body
    assert ana.paid(card_charge(token))["status"] == "approved"


def test_an_expired_card_token_is_refused(marketplace):
    shop = marketplace.new_shop(new_key())
    token = shop.card_token()
    marketplace.change("UPDATE card_token SET due_at = now - 1 WHERE id = ?", token)
    refused(shop.pay(card_charge(token)), 400, "card_token_expired", cause=2062)


STRANGE_TOKENS = ["0" * 32, "a" * 64, "%", "'--", "../1", "é"]


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("token", STRANGE_TOKENS)
def test_an_unknown_card_token_is_not_found(shop, token):
    refused(shop.pay(card_charge(token)), 400, "card_token_not_found", cause=2006)


def test_a_test_card_is_refused_with_production_credentials_where_payments_are_real(marketplace):
    shop = marketplace.new_shop(new_key())
    refused(shop.make_card_token(card(), public_key=shop.public_key), 400, "test_card_in_live_mode")
    refused(shop.pay(pix(), token=shop.access_token), 403, "processor_missing", cause=2021)
