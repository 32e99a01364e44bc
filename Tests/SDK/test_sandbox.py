"""The contract of `llavero sandbox`: what it announces, and that it leaves nothing behind."""

import json
import subprocess

import llavero
import pytest

CREDENTIALS = {
    "client_id",
    "client_secret",
    "public_key",
    "access_token",
    "test_public_key",
    "test_access_token",
}
ANNOUNCED = CREDENTIALS | {"base_url", "panel_url", "site_id", "user_id", "email", "password", "applications"}
TESTED_WITH_A_PAIR = {"checkout_api_payments", "checkout_bricks"}


def schemas(connection: str) -> set[str]:
    query = "SELECT nspname FROM pg_namespace"
    listed = subprocess.run(["psql", connection, "-Atc", query], capture_output=True, text=True, check=True)
    return set(listed.stdout.split())


def test_the_printed_line_and_the_ready_file_say_the_same(tmp_path):
    with llavero.sandbox(tmp_path, "MLB") as server:
        printed = server.output.read_text().splitlines()
        assert len(printed) == 1
        assert json.loads(printed[0]) == server.facts


def test_everything_announced_has_a_value(sandbox):
    assert ANNOUNCED <= set(sandbox.facts)
    assert all(sandbox.facts[name] for name in ANNOUNCED)
    assert type(sandbox.facts["user_id"]) is int


def test_the_credentials_at_the_top_are_those_of_checkout_api_payments(sandbox):
    (same,) = [each for each in sandbox.facts["applications"] if each["product"] == "checkout_api_payments"]
    assert {name: same[name] for name in CREDENTIALS} == {name: sandbox.facts[name] for name in CREDENTIALS}


def test_every_application_has_a_name_and_test_pairs_only_where_its_product_has_them(sandbox):
    for application in sandbox.facts["applications"]:
        assert CREDENTIALS | {"product", "name"} <= set(application)
        assert application["name"]
        has_pair = application["product"] in TESTED_WITH_A_PAIR
        assert (application["test_public_key"] is not None) == has_pair
        assert (application["test_access_token"] is not None) == has_pair


def test_every_answer_says_that_it_comes_from_a_sandbox(sandbox):
    for path in ("/users/me", "/v1/payments/1", "/nowhere"):
        assert sandbox.call("GET", path, token=sandbox.test_access_token).headers["Llavero-Sandbox"] == "1"


def test_one_sandbox_refuses_the_credentials_of_another(sandbox, tmp_path):
    with llavero.sandbox(tmp_path, "MLB") as other:
        token = other.facts["test_access_token"]
        assert sandbox.call("GET", "/users/me", token=token).status_code == 401


def test_a_sandbox_on_postgres_removes_its_schema_when_it_ends(postgres, tmp_path):
    before = schemas(postgres)
    with llavero.sandbox(tmp_path, "MLB", postgres) as server:
        assert len(schemas(postgres) - before) == 1
        assert server.stop() == 0
    assert schemas(postgres) == before


@pytest.mark.parametrize("site", ["MLA", "MLB", "MLC", "MCO", "MLM", "MPE", "MLU"])
def test_there_is_a_sandbox_of_every_country(site, tmp_path):
    with llavero.sandbox(tmp_path, site) as server:
        assert server.facts["site_id"] == site
        assert server.stop() == 0
