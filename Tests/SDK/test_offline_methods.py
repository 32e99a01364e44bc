"""Payments that the buyer finishes elsewhere: Pix, boleto, cash."""

import base64
import re
import struct
import zlib

import pytest
from helpers import outcome, refusal


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG picture, with the checksum of every part checked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, kinds = 8, []
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        kinds.append(kind)
        at += 12 + length
    assert (kinds[0], kinds[-1]) == (b"IHDR", b"IEND")
    return struct.unpack(">II", data[16:24])


def pix_fields(code: str) -> dict[str, str]:
    """The fields of a Pix code (EMV tag, length, value), with its checksum checked."""
    crc = 0xFFFF
    for byte in code[:-4].encode():
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    assert code[-4:] == f"{crc:04X}"

    fields, at = {}, 0
    while at < len(code):
        length = int(code[at + 2 : at + 4])
        fields[code[at : at + 2]] = code[at + 4 : at + 4 + length]
        at += 4 + length
    return fields


def test_a_pix_payment_has_a_code_that_a_bank_can_read(sandbox):
    payment = sandbox.pay(sandbox.pix(10.5))
    assert outcome(payment) == ("pending", "pending_waiting_transfer")
    assert (payment["payment_method_id"], payment["payment_type_id"]) == ("pix", "bank_transfer")
    data = payment["point_of_interaction"]["transaction_data"]
    fields = pix_fields(data["qr_code"])
    assert (fields["00"], fields["53"], fields["54"], fields["58"]) == ("01", "986", "10.50", "BR")
    assert data["ticket_url"] is None


def test_a_pix_payment_has_a_picture_of_its_code(sandbox):
    payment = sandbox.pay(sandbox.pix())
    picture = base64.b64decode(payment["point_of_interaction"]["transaction_data"]["qr_code_base64"], validate=True)
    width, height = png_size(picture)
    assert width == height >= 100


def test_a_boleto_waits_for_its_payment(sandbox):
    payment = sandbox.pay(boleto(sandbox))
    assert outcome(payment) == ("pending", "pending_waiting_payment")
    assert (payment["payment_method_id"], payment["payment_type_id"]) == ("bolbradesco", "ticket")
    assert re.fullmatch(r"237\d{41}", payment["barcode"]["content"])
    assert re.fullmatch(r"237\d{44}", payment["transaction_details"]["digitable_line"])
    assert payment["date_of_expiration"] is not None


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("identification", "payer_identification_required"),
        ("first_name", "payer_details_required"),
        ("address", "payer_details_required"),
    ],
)
def test_a_boleto_needs_to_know_its_buyer(sandbox, missing, code):
    body = boleto(sandbox)
    del body["payer"][missing]
    refusal(sandbox.sdk().payment().create(body), 400, code)


def boleto(sandbox) -> dict:
    address = {
        "zip_code": "06233200",
        "street_name": "Av. das Nações Unidas",
        "street_number": "3003",
        "neighborhood": "Bonfim",
        "city": "Osasco",
        "federal_unit": "SP",
    }
    names = {"first_name": "Ana", "last_name": "Silva"}
    payer = sandbox.payer() | names | {"address": address}
    return {"transaction_amount": 100, "payment_method_id": "bolbradesco", "payer": payer}


@pytest.mark.sites("MLA")
def test_rapipago_waits_for_its_payment(sandbox):
    assert_ticket(sandbox, "rapipago")


@pytest.mark.sites("MLM")
def test_oxxo_waits_for_its_payment(sandbox):
    assert_ticket(sandbox, "oxxo")


def assert_ticket(sandbox, method: str) -> None:
    payment = sandbox.pay({"transaction_amount": 100, "payment_method_id": method, "payer": sandbox.payer()})
    assert outcome(payment) == ("pending", "pending_waiting_payment")
    assert (payment["payment_method_id"], payment["payment_type_id"]) == (method, "ticket")
    assert re.fullmatch(r"\d{20}", payment["barcode"]["content"])
    assert payment["transaction_details"]["external_resource_url"] is None


@pytest.mark.sites("MLA", "MLM")
def test_pix_exists_in_brazil_only(sandbox):
    refusal(sandbox.sdk().payment().create(sandbox.pix()), 400, "payment_method_unknown")
