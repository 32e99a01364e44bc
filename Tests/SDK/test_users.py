"""GET /users/me."""

import pytest
from helpers import DATE

COUNTRY = {"MLA": "AR", "MLB": "BR", "MLM": "MX"}


@pytest.mark.sites("MLA", "MLB", "MLM")
@pytest.mark.parametrize("mode", ["access_token", "test_access_token"])
def test_the_owner_of_a_token_is_told(sandbox, mode):
    answer = sandbox.sdk(sandbox.facts[mode]).user().get()
    assert answer["status"] == 200
    user = answer["response"]
    assert user["id"] == sandbox.user_id
    assert user["email"] == sandbox.facts["email"]
    assert user["site_id"] == sandbox.site
    assert user["country_id"] == COUNTRY[sandbox.site]
    assert user["nickname"]
    assert isinstance(user["tags"], list)
    assert DATE.match(user["registration_date"])


def test_a_trailing_slash_changes_nothing(sandbox):
    plain = sandbox.call("GET", "/users/me", token=sandbox.test_access_token)
    slashed = sandbox.call("GET", "/users/me/", token=sandbox.test_access_token)
    assert slashed.status_code == 200
    assert slashed.json() == plain.json()


def test_the_scheme_is_read_in_any_case(sandbox):
    headers = {"Authorization": f"bearer {sandbox.test_access_token}"}
    assert sandbox.call("GET", "/users/me", headers=headers).status_code == 200
