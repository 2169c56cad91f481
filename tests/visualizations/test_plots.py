"""Pictures as PNG and SVG: what they hold, that they are the same every time, and that no text is taken for code."""

import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import InputError
from visualizations.countries import outlines
from visualizations.network import NetworkEdge, NetworkNode
from visualizations.plots import Spot, plot_map, plot_network, plot_timeline

DAYS = [("2031-03-02", 4), ("2031-03-03", 1), ("2031-03-05", 7)]
HOSTILE = "$\\frac{1}{0}$ <script>alert(1)</script> & " + "x" * 10_000
SPOTS = [Spot("Port Arlen", 43.2, 76.9, 5), Spot(HOSTILE, 51.1, 71.4, 1)]
NODES = [NetworkNode("a", "Ilsa Marden", "Person"), NetworkNode("b", HOSTILE, "Organization")]
EDGES = [NetworkEdge("a", "b", "leads", certain=False), NetworkEdge("a", "gone", "leads")]


def draw(kind: str, file: Path) -> None:
    if kind == "timeline":
        plot_timeline(DAYS, file, title=HOSTILE, note="$note$")
    elif kind == "map":
        plot_map(SPOTS, file, title=HOSTILE)
    else:
        plot_network(NODES, EDGES, file, title=HOSTILE)


@pytest.mark.parametrize("kind", ["timeline", "map", "network"])
def test_png_is_a_picture(kind: str, tmp_path: Path) -> None:
    draw(kind, tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["timeline", "map", "network"])
def test_svg_is_the_same_every_time_and_has_no_script(kind: str, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw(kind, tmp_path / name)
    text = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert text == (tmp_path / "two.svg").read_text(encoding="utf-8")
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
    assert "script" not in names
    assert "path" in names


def test_timeline_draws_a_bar_for_each_date(tmp_path: Path) -> None:
    plot_timeline(DAYS, tmp_path / "bars.svg", title="T")
    assert (tmp_path / "bars.svg").read_text(encoding="utf-8").count("fill: #2456c8") == len(DAYS)


@pytest.mark.parametrize("start", ["2031", "2031-03", "2031-03-05"])
def test_timeline_takes_dates_of_any_precision(start: str, tmp_path: Path) -> None:
    plot_timeline([(start, 3)], tmp_path / "one.svg", title="T")
    assert (tmp_path / "one.svg").read_text(encoding="utf-8").count("fill: #2456c8") == 1


def test_far_dates_do_not_squeeze_the_rest(tmp_path: Path) -> None:
    days = [("1999-01-01", 1), *((f"2031-03-{day:02}", 9) for day in range(1, 12))]
    plot_timeline(days, tmp_path / "near.svg", title="T")
    assert (tmp_path / "near.svg").read_text(encoding="utf-8").count("fill: #2456c8") == 11


@pytest.mark.parametrize("name", ["picture.pdf", "picture"])
def test_other_formats_are_refused_with_advice(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.png or \.svg"):
        plot_map(SPOTS, tmp_path / name, title="T")


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no event has a date"):
        plot_timeline([], tmp_path / "a.png", title="T")
    with pytest.raises(InputError, match="known position"):
        plot_map([], tmp_path / "a.png", title="T")
    with pytest.raises(InputError, match="nothing to draw"):
        plot_network([], [], tmp_path / "a.png", title="T")


def test_outlines_are_closed_rings_in_one_piece() -> None:
    rings = outlines()
    if not rings:
        pytest.skip("the explorer was not built: there are no outlines")
    assert len(rings) > 200
    for ring in rings:
        assert ring[0] == pytest.approx(ring[-1])
        steps = [abs(b[0] - a[0]) for a, b in pairwise(ring)]
        assert max(steps[:-2], default=0) < 180
