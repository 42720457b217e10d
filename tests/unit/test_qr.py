"""QR codes: read back from the drawing as a browser has it, by a reader that others wrote."""

import io

import numpy as np
import pytest
import vl_convert
import zxingcpp
from matplotlib import image

from asset_map.app import qr

ADDRESSES = [
    "https://map.example.org/area/wrens-nest",
    "https://map.example.org/asset/2cc935cb-74c8-5bc7-9645-04a8f1472b68",
    "https://map.example.org/area/%E2%80%99s",
    "http://127.0.0.1:8501/area/E05015907",
    "https://a-rather-long-name-of-a-council.gov.uk/area/" + "long-" * 12 + "name",
]


def seen(svg: bytes, scale: float = 6) -> np.ndarray:
    """Return the drawing in shades of grey."""
    sized = svg.decode().replace("<svg", '<svg width="60" height="60"', 1)
    png = vl_convert.svg_to_png(sized, scale=scale)
    drawn = image.imread(io.BytesIO(png), format="png")
    return (drawn[..., :3].mean(axis=2) * 255).astype(np.uint8)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_reads_back_as_its_address(address):
    [found] = zxingcpp.read_barcodes(seen(qr.svg(address)))
    assert found.text == address
    assert found.format == zxingcpp.BarcodeFormat.QRCode


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_is_read_where_a_part_of_it_is_dirty(address):
    drawn = seen(qr.svg(address))
    side = len(drawn)
    # A stain over about 4 % of it, in the middle, where no corner mark is.
    drawn[side * 45 // 100 : side * 60 // 100, side * 45 // 100 : side * 68 // 100] = 255
    [found] = zxingcpp.read_barcodes(drawn)
    assert found.text == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_has_the_quiet_edge_and_the_correction_that_a_noticeboard_needs(address):
    made = qr._made(address)
    assert made.error == "M"
    assert not made.is_micro
    drawn = seen(qr.svg(address))
    squares = made.symbol_size(border=0)[0] + 2 * qr.QUIET_ZONE
    edge = int(len(drawn) / squares * qr.QUIET_ZONE) - 1
    assert (drawn[:edge] == 255).all()
    assert (drawn[-edge:] == 255).all()
    assert (drawn[:, :edge] == 255).all()
    assert (drawn[:, -edge:] == 255).all()


def test_a_drawing_in_a_page_is_named_and_breaks_out_of_nothing():
    drawn = qr.drawn('https://map.example.org/"><script>alert(1)</script>')
    assert "<script" not in drawn
    assert 'role="img"' in drawn
    assert "&lt;script&gt;" in drawn
