"""Requests broken at random never break the server; LLAVERO_SEED repeats the mutations of an earlier run."""

import os
import random
from concurrent.futures import ThreadPoolExecutor

from helpers import card, new_key, pix
from wire import NoReply

SEED = int(os.environ.get("LLAVERO_SEED", "20261123"))
MUTATIONS = 3_000
WORKERS = 8
BYTES_CHANGED_MAX = 8
INTERESTING = [b"\0", b"\r\n", b"\n", b"\r\n\r\n", b":", b" ", b"%", b"%00", b"%2F", b"\xff", b"\xc0\xaf", b"-1"]
INTERESTING += [b'"', b"\\u0000", b"\\ud800", b"{", b"]", b",", b"null", b"1e400", b"9" * 20]


def requests(shop) -> list[bytes]:
    """Valid requests of every kind."""
    token = shop.test_access_token
    payment = f"/v1/payments/{shop.paid(shop.card_payment())['id']}"
    head, _, body = shop.payment_request(pix()).partition(b"\r\n\r\n")
    chunked = head.replace(b"Content-Length: %d" % len(body), b"Transfer-Encoding: chunked")
    return [
        shop.payment_request(pix(metadata={"a": [1, 0.5, None, "é"]})),
        chunked + b"\r\n\r\n%x\r\n%s\r\n0\r\nX-Note: a\r\n\r\n" % (len(body), body),
        shop.request("POST", f"/v1/card_tokens?public_key={shop.test_public_key}", body=card()),
        shop.payment_request(shop.card_payment()),
        shop.request("PUT", payment, token=token, body={"description": "a", "metadata": {"b": 1}}),
        shop.request("POST", f"{payment}/refunds", token=token, key=new_key(), body={"amount": 0.01}),
        shop.request("GET", "/v1/payments/search?limit=1&sort=id&begin_date=NOW-1DAYS&external_reference=a", token=token),
        shop.request("GET", f"/v1/payment_methods/installments?bin=423564&amount=100&public_key={shop.test_public_key}"),
        shop.request("GET", "/users/me", token=token, headers=("Accept: */*", "Cookie: a=b", "X-Request-Id: c")),
        shop.request("OPTIONS", "/v1/card_tokens", headers=("Origin: https://a.example",)),
        shop.request("GET", "/health/live") + shop.request("GET", "/health/ready"),
    ]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with a few bytes flipped, cut, doubled, moved or put in."""
    for _ in range(chance.randint(1, BYTES_CHANGED_MAX)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randint(1, 40))
        match chance.randrange(7):
            case 0:
                data = data[:at] + bytes([byte ^ 1 << chance.randrange(8) for byte in data[at : at + 1]]) + data[at + 1 :]
            case 1:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 2:
                data = data[:at] + data[end:]
            case 3:
                data = data[:end] + data[at:]
            case 4:
                data = data[:at] + chance.choice(INTERESTING) + data[at:]
            case 5:
                data = data[:at] + data[end : end + 20] + data[at:end] + data[end + 20 :]
            case 6 if chance.randrange(4) == 0:
                data = data[: max(at, 1)]
    return data


def broken(data: bytes, chance: random.Random) -> bytes:
    """A mutation of a request: anywhere, or of its body alone, whose length is then stated correctly."""
    head, mark, body = data.partition(b"\r\n\r\n")
    length = b"Content-Length: %d" % len(body)
    if length not in head or chance.randrange(2):
        return mutated(data, chance)
    body = mutated(body, chance)
    return head.replace(length, b"Content-Length: %d" % len(body)) + mark + body


def surprise(shop, data: bytes) -> str | None:
    """What is wrong with the server's answers to these bytes; None when each is an answer it may give.

    A mutation can move a secret into a field that is kept, so secrets in answers are not looked for here.
    """
    with shop.connect() as connection:
        connection.send(data).end_of_requests()
        is_answered = False
        try:
            while True:
                shop.check_form(connection.reply(to_head=data.startswith(b"HEAD")))
                is_answered = True
        except NoReply:
            if not connection.is_closed:
                return f"{data!r} was left open" + (" after an answer" if is_answered else "")
        except (AssertionError, ValueError) as error:
            return f"{data!r} gave {str(error)[:300]}"
    return None


def test_3000_mutations_of_good_requests_never_give_an_error_of_the_server(shop):
    chance = random.Random(SEED)
    good = requests(shop)
    hostile = [broken(chance.choice(good), chance) for _ in range(MUTATIONS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        surprises = [found for found in pool.map(lambda data: surprise(shop, data), hostile) if found]
    assert not surprises, f"seed {SEED}: {len(surprises)} of {MUTATIONS}, such as " + "\n".join(surprises[:3])
    assert shop.read("/users/me").status == 200
    assert shop.paid(shop.card_payment())["status"] == "approved"
