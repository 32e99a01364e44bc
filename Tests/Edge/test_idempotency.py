"""One payment per X-Idempotency-Key (security catalogue, section 2.11)."""

import glob
import subprocess
from concurrent.futures import ThreadPoolExecutor

import llavero
import pytest
from helpers import Shop, made, new_key, pix, refused, rows

PARALLEL = 100
POLLS_MAX = 200

pytestmark = pytest.mark.databases("sqlite", "postgres")


def refund_target(shop) -> str:
    return f"/v1/payments/{shop.paid(shop.card_payment())['id']}/refunds"


def test_a_payment_or_a_refund_without_a_key_is_refused(shop):
    for target, body in [("/v1/payments", pix()), (refund_target(shop), {}), ("/v1/payments/1/refunds", {})]:
        reply = shop.call("POST", target, token=shop.test_access_token, body=body)
        refused(reply, 400, "idempotency_key_missing", cause=4292)


KEYS = [
    ("K02 an empty one", b""),
    ("K02 65 characters", b"k" * 65),
    ("K02 256 characters", b"k" * 256),
    ("K02 a blank inside", b"a b"),
    ("K02 a tab inside", b"a\tb"),
    ("K02 a letter beyond ASCII", "chavé".encode()),
    ("K02 no text", b"a\xff"),
    ("K02 two in one field", b"a, b"),
]


@pytest.mark.parametrize(("key",), **rows(KEYS))
def test_a_key_that_is_not_one_to_64_visible_characters_is_refused(shop, key):
    reference = new_key()
    refused(shop.pay(pix(external_reference=reference), key=key), 400, "idempotency_key_invalid")
    refused(shop.act("POST", "/v1/payments/1/refunds", {}, key=key), 400, "idempotency_key_invalid")
    assert shop.count(reference) == 0


@pytest.mark.parametrize("second", ["k", "other", ""])
def test_two_keys_are_refused(shop, second):
    refused(shop.pay(pix(), key="k", headers=(f"x-idempotency-key: {second}",)), 400, "idempotency_key_invalid")


@pytest.mark.parametrize("end", [b"\r\n", b"\r\nX-Idempotency-Key: b"], ids=["a line end", "another key"])
def test_a_line_end_in_a_key_makes_no_second_payment(shop, end):
    reference = new_key()
    with shop.connect() as connection:
        connection.send(shop.payment_request(pix(external_reference=reference), key=b"a" + end))
        assert shop.check(connection.reply()).status == 400
    assert shop.count(reference) == 0


@pytest.mark.parametrize("key", ["!", "~" * 64, "a,b;c=d", "0", "';DROP/**/TABLE/**/idempotency;--", "%00", "../.."])
def test_any_visible_characters_make_a_key(shop, key):
    body = pix(external_reference=new_key())
    first, again = shop.pay(body, key=key), shop.pay(body, key=key)
    assert (made(first), again.body) == (first.json(), first.body)


def test_a_repeat_gets_the_first_answer_byte_by_byte(shop):
    key, body = new_key(), pix(external_reference=new_key())
    first, again = shop.pay(body, key=key), shop.pay(body, key=key)
    assert (first.status, first.values("Idempotent-Replayed")) == (201, [])
    assert (again.status, again.values("Idempotent-Replayed"), again.body) == (201, ["true"], first.body)
    assert shop.count(body["external_reference"]) == 1


def test_a_repeat_of_a_rejected_payment_gets_the_rejection_again(shop):
    key, body = new_key(), shop.card_payment("OTHE")
    first, again = shop.pay(body, key=key), shop.pay(body, key=key)
    assert (made(first)["status"], again.body) == ("rejected", first.body)


def test_a_repeat_of_a_refund_gives_nothing_back_again(shop):
    target, key = refund_target(shop), new_key()
    replies = [shop.act("POST", target, {"amount": 30}, key=key) for _ in range(3)]
    assert [reply.status for reply in replies] == [201] * 3
    assert len({reply.body for reply in replies}) == 1
    assert len(shop.read(target).json()) == 1


def test_a_repeat_shows_the_payment_as_it_was_at_first(shop):
    key, body = new_key(), pix()
    first = shop.pay(body, key=key)
    target = f"/v1/payments/{made(first)['id']}"
    assert shop.act("PUT", target, {"status": "cancelled"}).status == 200
    assert shop.pay(body, key=key).body == first.body


OTHER_BODIES = [
    ("K04 another amount", lambda body: body | {"transaction_amount": 11}),
    ("K04 a field more", lambda body: body | {"description": "a"}),
    ("K04 a field less", lambda body: {name: value for name, value in body.items() if name != "external_reference"}),
]


@pytest.mark.parametrize(("change",), **rows(OTHER_BODIES))
def test_a_used_key_with_another_body_is_a_conflict(shop, change):
    key, body = new_key(), pix(10, external_reference=new_key())
    made(shop.pay(body, key=key))
    refused(shop.pay(change(body), key=key), 409, "idempotency_key_reused")
    assert shop.count(body["external_reference"]) == 1


def test_a_used_key_with_another_card_token_is_a_conflict_and_leaves_that_token_unused(shop):
    key, other = new_key(), shop.card_payment()
    made(shop.pay(shop.card_payment(), key=key))
    refused(shop.pay(other, key=key), 409, "idempotency_key_reused")
    assert made(shop.pay(other))["status"] == "approved"


def test_a_key_counts_for_one_path(shop):
    key, first, second = new_key(), refund_target(shop), refund_target(shop)
    bodies = [shop.act("POST", target, {"amount": 1}, key=key) for target in (first, second)]
    assert made(bodies[0])["id"] != made(bodies[1])["id"]
    assert made(shop.pay(pix(), key=key))["status"] == "pending"


def test_a_key_counts_whatever_the_query_and_the_slashes(shop):
    key, body = new_key(), pix(external_reference=new_key())
    targets = ["/v1/payments", "/v1/payments/", "//v1/payments", "/v1/payments?a=1"]
    replies = [shop.act("POST", target, body, key=key) for target in targets]
    assert len({made(reply)["id"] for reply in replies}) == 1
    assert shop.count(body["external_reference"]) == 1


def test_a_key_counts_in_one_mode(shop):
    key, body = new_key(), pix()
    ids = {made(shop.pay(body, key=key, token=token))["id"] for token in (shop.test_access_token, shop.access_token)}
    assert len(ids) == 2


def test_100_identical_payments_at_once_with_one_key_give_one_payment(shop):
    key, body = new_key(), pix(external_reference=new_key())
    with ThreadPoolExecutor(PARALLEL) as pool:
        replies = list(pool.map(lambda _: shop.pay(body, key=key), range(PARALLEL)))
    assert [reply.status for reply in replies] == [201] * PARALLEL
    assert len({reply.body for reply in replies}) == 1
    assert sorted(reply.header("Idempotent-Replayed") or "" for reply in replies) == [""] + ["true"] * (PARALLEL - 1)
    assert shop.count(body["external_reference"]) == 1


def test_100_identical_card_payments_at_once_with_one_key_give_one_approval(shop):
    key, body = new_key(), shop.card_payment(external_reference=new_key())
    with ThreadPoolExecutor(PARALLEL) as pool:
        replies = list(pool.map(lambda _: shop.pay(body, key=key), range(PARALLEL)))
    assert [reply.status for reply in replies] == [201] * PARALLEL
    assert len({reply.body for reply in replies}) == 1
    assert shop.count(body["external_reference"]) == 1


def test_100_refunds_at_once_with_one_key_give_one_refund(shop):
    target, key = refund_target(shop), new_key()
    with ThreadPoolExecutor(PARALLEL) as pool:
        replies = list(pool.map(lambda _: shop.act("POST", target, {"amount": 30}, key=key), range(PARALLEL)))
    assert {(reply.status, reply.body) for reply in replies} == {(201, replies[0].body)}
    assert len(shop.read(target).json()) == 1


FIRST_TRIES = [
    ("K07 a body that is not valid", lambda shop, key, body: shop.pay(body | {"transaction_amount": 0}, key=key), 400),
    ("K07 a body that is no JSON", lambda shop, key, body: shop.pay(b"{", key=key), 400),
    ("K07 another media type", lambda shop, key, body: shop.pay(body, key=key, media_type="text/plain"), 415),
    ("K07 a wrong credential", lambda shop, key, body: shop.pay(body, key=key, token="none"), 401),
    ("K07 an unknown card token", lambda shop, key, body: shop.pay(body | {"token": "0" * 32}, key=key), 400),
]


@pytest.mark.parametrize(("first", "status"), **rows(FIRST_TRIES))
def test_a_refused_first_try_leaves_its_key_free(shop, first, status):
    key, body = new_key(), pix(external_reference=new_key())
    assert first(shop, key, body).status == status
    reply = shop.pay(body, key=key)
    assert (made(reply)["status"], reply.values("Idempotent-Replayed")) == ("pending", [])
    assert shop.count(body["external_reference"]) == 1


def test_a_refused_refund_leaves_its_key_free(shop):
    target, key = refund_target(shop), new_key()
    refused(shop.act("POST", target, {"amount": 101}, key=key), 400, "refund_amount_invalid")
    made(shop.act("POST", target, {"amount": 100}, key=key))


def test_a_key_counts_in_one_application_and_gives_nothing_of_another_away(marketplace):
    ana, bia = marketplace.new_shop(new_key()), marketplace.new_shop(new_key())
    key, body = new_key(), pix(external_reference=new_key())
    first, other = ana.pay(body, key=key), bia.pay(body, key=key)
    assert (made(other)["id"] != made(first)["id"], other.values("Idempotent-Replayed")) == (True, [])
    assert other.json()["collector_id"] != first.json()["collector_id"]
    assert (ana.count(body["external_reference"]), bia.count(body["external_reference"])) == (1, 1)


class Database:
    """Sessions on the PostgreSQL that a server uses, to stand in its way."""

    def __init__(self, connection: str, schema: str):
        program = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1]
        self.line = [program, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", connection]
        self.schema = schema

    def ask(self, statement: str) -> str:
        line = [*self.line, "--command", statement]
        return subprocess.run(line, check=True, capture_output=True, text=True, timeout=30).stdout.strip()

    def locked(self, table: str) -> subprocess.Popen:
        """A session that holds a table until it ends."""
        session = subprocess.Popen(self.line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        session.stdin.write(f"BEGIN; LOCK TABLE {self.schema}.{table} IN ACCESS EXCLUSIVE MODE; SELECT 'locked';\n")
        session.stdin.flush()
        assert session.stdout.readline().strip() == "locked"
        return session

    def end_whoever_waits_for(self, table: str) -> None:
        """Ends the sessions that wait for a table, as a failing database would."""
        waiting = f"SELECT pid FROM pg_locks WHERE NOT granted AND relation = '{self.schema}.{table}'::regclass"
        for _ in range(POLLS_MAX):
            if self.ask(waiting):
                self.ask(f"SELECT pg_terminate_backend(pid) FROM ({waiting}) AS waiting")
                return
        raise AssertionError(f"nobody waits for {table}")


@pytest.fixture
def failing(postgres, tmp_path):
    """A shop on PostgreSQL, and the database in which its requests can be made to fail."""
    schema = "llavero_edge"
    database = Database(postgres, schema)
    database.ask(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")
    settings = {"LLAVERO_DATABASE": f"postgres:{postgres} options='-csearch_path={schema}'"}
    data = tmp_path / "data"
    with llavero.serve(data, tmp_path / "logs", **settings) as server:
        owner = llavero.command(
            *("account", "create", "--data", data, "--site", "MLB", "--email", "ana@shop.example"),
            settings=settings,
        )
        application = llavero.command(
            *("application", "create", "--data", data, "--account", owner["user_id"], "--name", "Shop"),
            *("--product", "checkout_api_payments"),
            settings=settings,
        )
        yield Shop(server.base_url, application, server.log), database
        assert server.stop() == 0
    database.ask(f"DROP SCHEMA {schema} CASCADE")


def test_a_first_try_that_failed_with_the_database_is_undone_and_leaves_its_key_free(failing):
    shop, database = failing
    key, body = new_key(), pix(external_reference=new_key())
    lock = database.locked("payment")
    with shop.connect() as connection:
        connection.send(shop.payment_request(body, key))
        database.end_whoever_waits_for("payment")
        failed = connection.reply()
    lock.communicate("ROLLBACK;\n", timeout=30)
    assert (failed.status, failed.header("Retry-After"), failed.json()["llavero_code"]) == (503, "1", "storage_unavailable")
    assert shop.count(body["external_reference"]) == 0
    reply = shop.pay(body, key=key)
    assert (made(reply)["status"], reply.values("Idempotent-Replayed")) == ("pending", [])
    assert shop.count(body["external_reference"]) == 1
