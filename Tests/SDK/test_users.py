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


def test_test_accounts_are_opened_listed_and_given_a_password(sandbox):
    opened = sandbox.call("POST", "/users/test", sandbox.test_access_token, json={"site_id": "MLA", "description": "seller"})
    assert opened.status_code == 201
    account = opened.json()
    assert account["site_id"] == "MLA" and account["email"].endswith("@testuser.com") and account["password"]
    older = sandbox.call("POST", "/users/test_user", sandbox.test_access_token, json={"site_id": "MLB"})
    assert older.status_code == 201 and older.json()["site_status"] == "active"
    found = sandbox.call("GET", "/test_user/search", sandbox.test_access_token).json()
    assert account["id"] in [result["id"] for result in found["results"]]
    assert all("password" not in result for result in found["results"])
    renewed = sandbox.call("PUT", f"/test_user/{account['id']}/password", sandbox.test_access_token).json()
    assert renewed["message"] == "password successfully reset" and renewed["new_password"] != account["password"]


def test_a_test_account_without_a_known_site_or_a_description_is_refused(sandbox):
    for body, code in (
        ({"description": "x"}, "missing_parameter"),
        ({"site_id": "MLX", "description": "x"}, "site_unknown"),
        ({"site_id": "MLB"}, "test_account_description_invalid"),
    ):
        assert sandbox.call("POST", "/users/test", sandbox.test_access_token, json=body).json()["llavero_code"] == code
    assert sandbox.call("PUT", "/test_user/1/password", sandbox.test_access_token).json()["llavero_code"] == "test_account_not_found"
