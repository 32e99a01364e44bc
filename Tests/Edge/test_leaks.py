"""Reports of leaked credentials: whoever holds the whole string may send one, and learns nothing more."""

import pytest
from helpers import refused

PATH = "/llavero/v1/leaks"


def report(shop, text):
    return shop.call("POST", PATH, body={"text": text})


def test_a_whole_secret_is_taken_and_still_works(shop):
    reply = report(shop, f"on a public page: {shop.test_access_token}")
    assert reply.status == 202
    assert [each["issued_here"] for each in reply.json()["secrets"]] == [True]
    assert shop.read("/users/me").status == 200


def test_an_invented_token_and_one_of_another_server_are_answered_alike(shop):
    head, client, hour, _, user = shop.test_access_token.split("-")
    invented = report(shop, "-".join([head, client, hour, "0" * 32, user]))
    foreign = report(shop, f"TEST-1000000000000019-112316-{'ab' * 16}-1000000015")
    assert [reply.status for reply in (invented, foreign)] == [202, 202]
    assert [reply.json()["secrets"][0]["issued_here"] for reply in (invented, foreign)] == [False, False]


@pytest.mark.parametrize("text", ["nothing", "APP_USR-", "x" * 20_000])
def test_a_text_without_a_whole_secret_is_refused(shop, text):
    refused(report(shop, text), 400, "leak_report_empty")


def test_a_public_key_is_no_leak(shop):
    refused(report(shop, shop.public_key), 400, "leak_report_empty")
