"""Searching payments: filters, order, pages."""

import pytest
from helpers import new_key, refusal


@pytest.fixture
def reference(sandbox) -> str:
    """The external reference of five payments: four pending and one rejected."""
    reference = new_key()
    for amount in (1, 2, 3, 4):
        sandbox.pay(sandbox.pix(amount, external_reference=reference))
    sandbox.pay(sandbox.card_payment("FUND", external_reference=reference))
    return reference


def search(sandbox, **filters: object) -> dict:
    answer = sandbox.sdk().payment().search(filters)
    assert answer["status"] == 200, answer
    return answer["response"]


def test_a_search_finds_the_payments_of_a_reference_and_no_other(sandbox, reference):
    sandbox.pay(sandbox.pix(external_reference=new_key()))
    found = search(sandbox, external_reference=reference)
    assert found["paging"] == {"total": 5, "limit": 30, "offset": 0}
    assert {payment["external_reference"] for payment in found["results"]} == {reference}


def test_a_result_is_the_payment_itself(sandbox, reference):
    found = search(sandbox, external_reference=reference, status="rejected")
    (payment,) = found["results"]
    assert sandbox.sdk().payment().get(payment["id"])["response"] == payment


def test_pages_do_not_overlap_and_leave_nothing_out(sandbox, reference):
    pages = [
        search(sandbox, external_reference=reference, sort="date_created", criteria="asc", limit=2, offset=offset)
        for offset in (0, 2, 4, 6)
    ]
    assert [len(page["results"]) for page in pages] == [2, 2, 1, 0]
    assert all(page["paging"] == {"total": 5, "limit": 2, "offset": 2 * index} for index, page in enumerate(pages))
    assert len({payment["id"] for page in pages for payment in page["results"]}) == 5


@pytest.mark.parametrize("criteria", ["asc", "desc"])
def test_results_come_in_the_order_of_their_dates(sandbox, reference, criteria):
    found = search(sandbox, external_reference=reference, sort="date_created", criteria=criteria)
    dates = [payment["date_created"] for payment in found["results"]]
    assert len(dates) == 5
    assert dates == sorted(dates, reverse=criteria == "desc")


def test_the_iterator_of_the_sdk_walks_all_pages(sandbox, reference):
    payments = sandbox.sdk().payment().search_auto_paging_iter({"external_reference": reference}, limit=2)
    assert len({payment["id"] for payment in payments}) == 5


@pytest.mark.parametrize(("begin", "end", "total"), [("NOW-1DAYS", "NOW", 5), ("NOW-2DAYS", "NOW-1DAYS", 0)])
def test_a_range_of_dates_narrows_a_search(sandbox, reference, begin, end, total):
    found = search(sandbox, external_reference=reference, range="date_created", begin_date=begin, end_date=end)
    assert found["paging"]["total"] == total


def test_the_payments_of_one_mode_are_not_found_from_the_other(sandbox, reference):
    answer = sandbox.sdk(sandbox.access_token).payment().search({"external_reference": reference})
    assert answer["response"]["paging"]["total"] == 0


@pytest.mark.parametrize("text", ["%", "_", "' OR 1=1 --"])
def test_a_filter_is_compared_and_never_interpreted(sandbox, reference, text):
    assert search(sandbox, external_reference=text)["paging"]["total"] == 0


@pytest.mark.parametrize(
    ("filters", "cause"),
    [
        ({"limit": 1001}, 1000),
        ({"sort": "amount"}, 1003),
        ({"criteria": "up"}, 1004),
        ({"range": "date_created", "begin_date": "yesterday", "end_date": "NOW"}, 1001),
    ],
)
def test_a_wrong_filter_is_named_by_its_cause(sandbox, filters, cause):
    refusal(sandbox.sdk().payment().search(filters), 400, cause=cause)
