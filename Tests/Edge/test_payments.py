"""Amounts, states, searches and identifiers of payments (security catalogue, section 2.10)."""

import time
from urllib.parse import quote

import pytest
from helpers import made, new_key, pix, refused, rows

SEARCH_SECONDS_MAX = 1


def change(shop, payment: dict, **body: object):
    return shop.act("PUT", f"/v1/payments/{payment['id']}", body)


def refund(shop, payment: dict, **body: object):
    return shop.act("POST", f"/v1/payments/{payment['id']}/refunds", body)


OUTSIDE_LIMITS = [
    ("P-1 above the method's maximum", 1_000_000_000, "amount_outside_method"),
    ("P-1 at the largest number of cents", 10_000_000_000_000, "amount_outside_method"),
    ("P-1 above the largest number of cents", 10_000_000_000_000.01, "invalid_amount"),
    ("P-1 half a cent", 0.005, "invalid_amount"),
]


@pytest.mark.parametrize(("amount", "code"), **rows(OUTSIDE_LIMITS))
def test_an_amount_outside_the_limits_is_refused(shop, amount, code):
    refused(shop.pay(pix(amount)), 400, code, cause=2072)


def test_an_amount_has_the_decimals_of_its_currency(chilean_shop):
    body = {"payment_method_id": "servipag", "payer": {"email": "a@b.example"}}
    method = next(
        each for each in chilean_shop.read("/v1/payment_methods").json() if each["payment_type_id"] in ("ticket", "bank_transfer")
    )
    body["payment_method_id"] = method["id"]
    refused(chilean_shop.pay(body | {"transaction_amount": 5000.5}), 400, "invalid_amount")
    assert chilean_shop.paid(body | {"transaction_amount": 5000.0})["transaction_amount"] == 5000


@pytest.mark.parametrize("currency", ["USD", "XXX", "", "brl", 986])
def test_the_currency_is_that_of_the_country_whatever_is_sent(shop, currency):
    assert shop.paid(pix(currency_id=currency))["currency_id"] == "BRL"


@pytest.mark.databases("sqlite", "postgres")
def test_a_payment_is_captured_once(shop):
    payment = shop.paid(shop.card_payment(capture=False))
    refused(refund(shop, payment), 400, "refund_state_conflict", cause=2063)
    assert change(shop, payment, capture=True).status == 200
    refused(change(shop, payment, capture=True), 400, "payment_state_conflict", cause=2018)
    refused(change(shop, payment, status="cancelled"), 400, "payment_state_conflict", cause=2018)
    assert shop.read(f"/v1/payments/{payment['id']}").json()["status"] == "approved"


@pytest.mark.databases("sqlite", "postgres")
def test_a_cancelled_payment_stays_cancelled(shop):
    payment = shop.paid(shop.card_payment(capture=False))
    assert change(shop, payment, status="cancelled").status == 200
    for again in ({"capture": True}, {"status": "cancelled"}):
        refused(change(shop, payment, **again), 400, "payment_state_conflict", cause=2018)
    refused(refund(shop, payment), 400, "refund_state_conflict", cause=2063)


@pytest.mark.databases("sqlite", "postgres")
def test_no_more_is_refunded_than_was_paid(shop):
    payment = shop.paid(shop.card_payment())
    made(refund(shop, payment, amount=60))
    refused(refund(shop, payment, amount=40.01), 400, "refund_amount_invalid", cause=2017)
    made(refund(shop, payment, amount=40))
    refused(refund(shop, payment), 400, "refund_state_conflict", cause=2063)
    assert shop.read(f"/v1/payments/{payment['id']}").json()["transaction_amount_refunded"] == 100


@pytest.mark.parametrize("status", ["approved", "refunded", "pending", "APPROVED", "charged_back", ""])
def test_a_seller_sets_no_status_but_cancelled(shop, status):
    payment = shop.paid(pix())
    if status:
        refused(change(shop, payment, status=status), 400, "invalid_value")
    assert shop.read(f"/v1/payments/{payment['id']}").json()["status"] == "pending"


PAGES = [
    ("P-4 limit -1", "limit=-1", "invalid_limit"),
    ("P-4 limit 0", "limit=0", "invalid_limit"),
    ("P-4 limit 1,001", "limit=1001", "invalid_limit"),
    ("P-4 limit 10^9", "limit=1000000000", "invalid_limit"),
    ("P-4 limit beyond 63 bits", "limit=9223372036854775808", "invalid_limit"),
    ("P-4 limit with decimals", "limit=1.5", "invalid_limit"),
    ("P-4 limit with an exponent", "limit=1e2", "invalid_limit"),
    ("P-4 limit in Arabic digits", "limit=" + quote("٣"), "invalid_limit"),
    ("P-4 limit with a statement", "limit=1;DROP%20TABLE%20payment", "invalid_limit"),
    ("P-4 offset -1", "offset=-1", "invalid_limit"),
    ("P-4 offset 10,001", "offset=10001", "invalid_limit"),
    ("P-4 offset beyond 63 bits", "offset=99999999999999999999", "invalid_limit"),
    ("P-4 sort by a statement", "sort=id;drop%20table%20payment", "invalid_sort"),
    ("P-4 sort by a column", "sort=payer_email", "invalid_sort"),
    ("P-4 sort by two", "sort=id,date_created", "invalid_sort"),
    ("P-4 sort in upper case", "sort=ID", "invalid_sort"),
    ("P-4 criteria with a statement", "criteria=desc;--", "invalid_criteria"),
    ("P-4 a status that is none", "status=' OR 1=1".replace(" ", "%20"), "invalid_parameter"),
    ("P-7 a range of another column", "range=id&begin_date=NOW-1DAYS", "invalid_date_range"),
    ("P-7 a leap second", "begin_date=2026-01-01T23:59:60.000-04:00", "invalid_date_range"),
    ("P-7 an hour 24", "begin_date=2026-01-01T24:00:00.000-04:00", "invalid_date_range"),
    ("P-7 an offset of 25 hours", "begin_date=2026-01-01T00:00:00.000%2B25:00", "invalid_date_range"),
    ("P-7 no offset", "begin_date=2026-01-01T00:00:00.000", "invalid_date_range"),
    ("P-7 no time", "begin_date=2026-01-01", "invalid_date_range"),
    ("P-7 the year -1", "begin_date=-0001-01-01T00:00:00.000Z", "invalid_date_range"),
    ("P-7 the year 9999999", "begin_date=9999999-01-01T00:00:00.000Z", "invalid_date_range"),
    ("P-7 a 30th of February", "begin_date=2026-02-30T00:00:00.000Z", "invalid_date_range"),
    ("P-7 a 29th of February without a leap day", "begin_date=2100-02-29T00:00:00.000Z", "invalid_date_range"),
    ("P-7 ten decimals of a second", "begin_date=2026-01-01T00:00:00.0000000001Z", "invalid_date_range"),
    ("P-7 Arabic digits", "begin_date=" + quote("٢٠٢٦-01-01T00:00:00.000Z"), "invalid_date_range"),
    ("P-7 days without a number", "begin_date=NOW-DAYS", "invalid_date_range"),
    ("P-7 days with five digits", "begin_date=NOW-99999DAYS", "invalid_date_range"),
    ("P-7 days in superscript", "begin_date=NOW-" + quote("²") + "DAYS", "invalid_date_range"),
    ("P-7 an end before its beginning", "begin_date=NOW&end_date=NOW-1DAYS", "invalid_date_range"),
    ("P-7 a text", "end_date=tomorrow", "invalid_date_range"),
]


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize(("query", "code"), **rows(PAGES))
def test_a_search_that_cannot_be_meant_is_refused(shop, query, code):
    refused(shop.read(f"/v1/payments/search?{query}"), 400, code)


BOUNDS = ["0000-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000%2B23:59", "NOW-9999YEARS", "1970-01-01T00:00:00Z"]


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("end", ["9999-12-31T23:59:59.999-23:59", "NOW%2B9999YEARS"])
@pytest.mark.parametrize("begin", BOUNDS)
def test_a_search_between_the_ends_of_time_finds_everything(shop, begin, end):
    reference = new_key()
    shop.paid(pix(external_reference=reference))
    found = shop.read(f"/v1/payments/search?begin_date={begin}&end_date={end}&external_reference={reference}")
    assert (found.status, found.json()["paging"]["total"]) == (200, 1)


PATTERNS = [
    ("P-6 any text", "%25"),
    ("P-6 any character", "_"),
    ("P-6 a pattern of any length", "%25" * 1_000),
    ("P-6 6 KiB", "a" * 6 * 1024),
    ("P-6 a costly expression", quote("(a+)+$" + "a" * 100 + "!")),
    ("P-6 an end of the statement", quote("'; DROP TABLE payment; --")),
    ("P-6 a comment", quote("*/ OR 1=1 --")),
    ("P-6 a placeholder", quote("$1 ? :a")),
    ("P-6 a backslash", quote("\\' OR '1'='1")),
    ("P-6 other letters", quote("日本語 ﷽")),
]


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("field", ["external_reference", "payer.email"])
@pytest.mark.parametrize(("text",), **rows(PATTERNS))
def test_a_search_looks_for_the_text_itself(shop, field, text):
    shop.paid(pix(external_reference="a"))
    start = time.monotonic()
    found = shop.read(f"/v1/payments/search?{field}={text}")
    assert (found.status, found.json()["paging"]["total"]) == (200, 0)
    assert time.monotonic() - start < SEARCH_SECONDS_MAX


def test_a_search_text_of_10_kib_is_refused(shop):
    refused(shop.read(f"/v1/payments/search?external_reference={'a' * 10 * 1024}"), 414, "target_too_long")


STRANGE_IDS = [
    "0", "-1", "1e9", "1.0", "01", "%2B1", "..", "%2e%2e", "%20", "1%20", "NULL", "true", "%C2%B2", "%D9%A1", "1;DROP", "1'--",
    "999999999999999999", "9223372036854775807", "9223372036854775808", "18446744073709551617", "1" * 1_000,
]  # fmt: skip


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("text", STRANGE_IDS, ids=lambda text: text[:24])
def test_what_is_no_payment_is_not_found(shop, text):
    target = f"/v1/payments/{text}"
    requests = [("GET", target, None), ("PUT", target, {}), ("GET", f"{target}/refunds", None), ("POST", f"{target}/refunds", {})]
    for method, path, body in requests:
        refused(shop.act(method, path, body), 404, "payment_not_found", cause=2000)


@pytest.mark.databases("sqlite", "postgres")
@pytest.mark.parametrize("text", STRANGE_IDS, ids=lambda text: text[:24])
def test_what_is_no_refund_is_not_found(shop, text):
    payment = shop.paid(pix())
    refused(shop.read(f"/v1/payments/{payment['id']}/refunds/{text}"), 404, "refund_not_found")


EXPIRIES = [
    ("P-7 a leap second", "2026-12-01T23:59:60.000-04:00"),
    ("P-7 an offset of 25 hours", "2026-12-01T00:00:00.000+25:00"),
    ("P-7 the year -1", "-0001-01-01T00:00:00.000Z"),
    ("P-7 the year 9999999", "9999999-01-01T00:00:00.000Z"),
    ("P-7 the year 9999", "9999-12-31T23:59:59.999Z"),
    ("P-7 the past", "2020-01-01T00:00:00.000-04:00"),
    ("P-7 a day", "2026-12-01"),
    ("P-7 a relative date", "NOW+1DAYS"),
    ("P-7 a blank", " "),
]


@pytest.mark.parametrize(("date",), **rows(EXPIRIES))
def test_a_payment_cannot_expire_at_what_is_no_coming_date(shop, date):
    refused(shop.pay(pix(date_of_expiration=date)), 400, "invalid_date", cause=23)
