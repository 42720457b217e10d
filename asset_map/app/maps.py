"""The one module that knows folium. Nothing that a map loads comes from another host.

There are no tiles: behind the assets a map shows edges and names of areas, and postcodes as dots.
"""

import json
from collections.abc import Callable, Iterable
from os.path import commonprefix
from typing import Any
from uuid import UUID

import folium
from folium.plugins import FastMarkerCluster
from folium.template import Template
from streamlit_folium import st_folium

from asset_map.app import addresses, wording
from asset_map.app.choropleth import Shade
from asset_map.journeys.draw_area import Outline
from asset_map.journeys.hits import Hit

HEIGHT = 480
DECIMALS = 5
"""Of degrees: about a metre."""

NEAREST_IN_VIEW = 12
"""A map of what is near opens on this many; the rest is there when one zooms out."""

_KINDS = {wording.KIND_LETTERS[kind]: words for kind, words in wording.KINDS.items()}

Corner = tuple[float, float]

_LEAFLET = ("leaflet", "/files/leaflet/leaflet.js")
_CLUSTER = ("markercluster", "/files/markercluster/leaflet.markercluster.js")


class _Map(folium.Map):  # type: ignore[misc]
    default_js = [_LEAFLET, _CLUSTER]  # noqa: RUF012 - as folium declares it
    default_css = [  # noqa: RUF012
        ("leaflet", "/files/leaflet/leaflet.css"),
        ("font", "/files/fonts/wght.css"),
        ("look", "/look/map.css"),
    ]


class _Cluster(FastMarkerCluster):  # type: ignore[misc]
    default_js = [_CLUSTER]  # noqa: RUF012
    default_css = [("cluster", "/files/markercluster/MarkerCluster.css")]  # noqa: RUF012


class _Frame(folium.MacroElement):  # type: ignore[misc]
    """The frame's name, the scale, the demo's mark; and names that give way to one another."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function (map) {
            var said = {{ this.said|tojson }};
            if (said.title && window.frameElement) {
                window.frameElement.title = said.title;
            }
            map.attributionControl.setPrefix(false);
            // Leaflet takes the focus when pressed. If the page moved then, the press would miss.
            map.getContainer().focus = function () {
                HTMLElement.prototype.focus.call(this, {preventScroll: true});
            };
            L.control.scale({imperial: false}).addTo(map);
            if (L.Browser.mobile) {
                map.dragging.disable();
            }
            if (said.demo) {
                var mark = L.control({position: 'bottomleft'});
                mark.onAdd = function () {
                    var box = L.DomUtil.create('div', 'am-demo');
                    box.textContent = said.demo;
                    return box;
                };
                mark.addTo(map);
            }
            // Of names that overlap the one drawn first stays: estates, then wards, then sectors.
            map.declutter = function () {
                var kept = [];
                map.getContainer().querySelectorAll('.am-name span').forEach(function (label) {
                    label.style.visibility = '';
                    var box = label.getBoundingClientRect();
                    var hidden = kept.some(function (other) {
                        return box.left < other.right + 4 && other.left < box.right + 4 &&
                            box.top < other.bottom && other.top < box.bottom;
                    });
                    if (hidden) {
                        label.style.visibility = 'hidden';
                    } else if (box.width) {
                        kept.push(box);
                    }
                });
            };
            function zoomed() {
                var box = map.getContainer();
                box.classList.toggle('am-far', map.getZoom() < 14);
                box.classList.toggle('am-close', map.getZoom() >= 15);
                window.setTimeout(map.declutter, 300);
            }
            map.on('zoomend', zoomed);
            zoomed();
        })({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, title: str, demo: str) -> None:
        super().__init__()
        self._name = "Frame"
        self.said = {"title": title, "demo": demo}


class _Background(folium.MacroElement):  # type: ignore[misc]
    """Edges, names and homes, fetched by the browser."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function (map) {
            [['homes', 220], ['edges', 230], ['names', 450]].forEach(function (pane) {
                map.createPane(pane[0]).style.zIndex = pane[1];
                map.getPane(pane[0]).style.pointerEvents = 'none';
            });
            function name(kind, text, at) {
                var label = document.createElement('span');
                label.textContent = text;
                L.marker([at[0] / 1e5, at[1] / 1e5], {
                    pane: 'names', interactive: false, keyboard: false,
                    icon: L.divIcon({
                        className: 'am-name am-name-' + kind, html: label, iconSize: [0, 0]
                    })
                }).addTo(map);
            }
            fetch('/map/background.json').then(function (answer) { return answer.json(); })
                .then(function (drawn) {
                    var ink = L.canvas({pane: 'homes', padding: 0.2});
                    var homes = drawn.postcodes || [];
                    for (var i = 0; i < homes.length; i += 2) {
                        L.circleMarker([homes[i] / 1e5, homes[i + 1] / 1e5], {
                            renderer: ink, radius: 1.6, stroke: false, fillColor: '#6d7f86',
                            fillOpacity: 0.38, interactive: false
                        }).addTo(map);
                    }
                    (drawn.areas || []).forEach(function (area) {
                        L.geoJSON(area.edge, {
                            pane: 'edges', interactive: false,
                            style: {fill: false, color: '#5d6f77', weight: 1.2,
                                    dashArray: area.kind === 'ward' ? null : '3 4', opacity: 0.7}
                        }).addTo(map);
                        name(area.kind, area.name, area.at);
                    });
                    (drawn.sectors || []).forEach(function (sector) {
                        name('sector', sector.name, sector.at);
                    });
                    map.declutter();
                }).catch(function (problem) { console.warn('No background:', problem); });
        })({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()
        self._name = "Background"


class _Shades(folium.MacroElement):  # type: ignore[misc]
    """Areas in their shades with what is written on them; each leads to where its row leads."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function (layer) {
            var said = {{ this.said|tojson }};
            if (window.frameElement) {
                window.frameElement.title = said.title;
            }
            layer.on('add', function () {
                window.setTimeout(layer._map.declutter, 0);
            });
            said.areas.forEach(function (area) {
                var shape = L.geoJSON(area.edge, {style: {
                    color: '#33424a', weight: area.here ? 5 : 1.2, fillColor: area.colour,
                    fillOpacity: 1, dashArray: area.dashed ? '5 4' : null
                }});
                var words = document.createElement('span');
                words.textContent = area.words;
                shape.bindTooltip(words.innerHTML, {sticky: true});
                // The frame may not leave its page by itself: follow the same link in the table.
                shape.on('click', function () {
                    var links = window.parent.document.querySelectorAll('a[href]');
                    var listed = Array.from(links).find(function (link) {
                        return link.getAttribute('href') === area.address;
                    });
                    if (listed) {
                        listed.click();
                    }
                });
                shape.addTo(layer);
                if (area.here) {
                    shape.bringToFront();
                }
                if (!area.label) {
                    return;
                }
                var label = document.createElement('span');
                label.textContent = area.label;
                L.marker(area.at, {interactive: false, keyboard: false, icon: L.divIcon({
                    className: 'am-name am-share', html: label, iconSize: [0, 0]
                })}).addTo(layer);
            });
        })({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, title: str, areas: list[dict[str, Any]]) -> None:
        super().__init__()
        self._name = "Shades"
        self.said = {"title": title, "areas": areas}


# A row is kept short, since there may be thousands: where, name, letter of the kind, the end of its
# address, and why it is shown.
_PIN = """
function (row) {
    var kinds = KINDS, address = PREFIX + row[4], kind = kinds[row[3]];
    var letter = document.createElement('span');
    letter.textContent = row[3];
    var marker = L.marker([row[0], row[1]], {
        icon: L.divIcon({className: 'am-pin am-pin-' + row[3], html: letter, iconSize: [28, 28]}),
        title: row[2] + ' (' + kind + ')'
    });
    var box = document.createElement('div');
    var link = document.createElement('a');
    link.href = address;
    link.target = '_blank';
    link.textContent = row[2];
    // The frame may not leave its page by itself: follow the same link in the list beside it.
    link.addEventListener('click', function (event) {
        var listed = window.parent.document.querySelector('a[href="' + address + '"]');
        if (listed) {
            event.preventDefault();
            listed.click();
        }
    });
    var what = document.createElement('p');
    what.textContent = kind + (row[5] ? ': ' + row[5] : '');
    box.appendChild(link);
    box.appendChild(what);
    return marker.bindPopup(box, {maxWidth: 260});
}
"""

_TOGETHER = """
function (cluster) {
    var box = document.createElement('span');
    box.textContent = cluster.getChildCount();
    box.title = cluster.getChildCount() + ' ' + WORDS;
    return L.divIcon({className: 'am-cluster', iconSize: [38, 38], html: box});
}
"""


def show(
    title: str,
    hits: Iterable[Hit],
    *,
    demo: str = "",
    here: tuple[float, float, str] | None = None,
    outline: Outline | None = None,
    key: str = "map",
    height: int = HEIGHT,
    lead: Callable[[UUID], str] = addresses.asset,
) -> None:
    """Draw a map of what was found. ``here``: latitude, longitude and name of the place asked.

    ``lead``: the address that a pin leads to, by the link in the page that has the same one.
    """
    pins = [_pin(hit, lead(hit.asset.id)) for hit in hits if hit.latitude is not None]
    bounds = _bounds(pins, here, outline)
    base = _base(bounds)
    base.add_child(_Frame(wording.MAP_ALT.format(place=title), demo))
    base.add_child(_Background())
    st_folium(
        base,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_layer(pins, here, outline),
    )


def of_place(title: str, here: tuple[float, float, str], *, demo: str = "") -> None:
    """Draw a small map of one place."""
    show(title, (), demo=demo, here=here, height=300)


def shade(title: str, areas: list[Shade], *, demo: str = "", key: str = "shades") -> None:
    """Draw areas in their shades. Where it is looked at stays when the figures change."""
    corners = [corner for area in areas for corner in _corners(area.edge)]
    # Nothing that changes with the figures may be in the base: it would be drawn anew.
    bounds = _around([(latitude, longitude) for longitude, latitude in corners])
    base = _base(bounds, canvas=False)
    base.add_child(_Frame("", demo))
    layer = folium.FeatureGroup()
    layer.add_child(_Shades(title, [vars(area) for area in areas]))
    st_folium(
        base,
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=layer,
    )


def _base(bounds: tuple[Corner, Corner], *, canvas: bool = True) -> _Map:
    base = _Map(
        location=[(bounds[0][0] + bounds[1][0]) / 2, (bounds[0][1] + bounds[1][1]) / 2],
        zoom_start=13,
        tiles=None,
        min_zoom=9,
        prefer_canvas=canvas,
    )
    # Without tiles nothing else says how far in one can go, and clusters would never open.
    base.options["maxZoom"] = 18
    base.options["scrollWheelZoom"] = False
    base.fit_bounds(bounds, padding=(24, 24), max_zoom=16)
    return base


def _layer(
    pins: list[list[Any]], here: tuple[float, float, str] | None, outline: Outline | None
) -> folium.FeatureGroup:
    layer = folium.FeatureGroup()
    if outline is not None:
        folium.GeoJson(
            outline.edge,
            style_function=lambda _: {
                "color": "#0b5a6b",
                "weight": 3,
                "fillColor": "#0b5a6b",
                "fillOpacity": 0.06,
                "interactive": False,
            },
        ).add_to(layer)
    if here is not None:
        icon = folium.DivIcon(class_name="am-here", icon_size=(22, 22), html="")
        folium.Marker(here[:2], icon=icon, title=here[2], keyboard=False).add_to(layer)
    prefix = commonprefix([pin[4] for pin in pins])  # noqa: RUF071 - letters are what is meant
    _Cluster(
        [[*pin[:4], pin[4][len(prefix) :], *pin[5:]] for pin in pins],
        callback=_PIN.replace("KINDS", _in_script(_KINDS)).replace("PREFIX", _in_script(prefix)),
        showCoverageOnHover=False,
        maxClusterRadius=46,
        icon_create_function=_TOGETHER.replace("WORDS", json.dumps(wording.MAP_TOGETHER)),
    ).add_to(layer)
    return layer


def _pin(hit: Hit, address: str) -> list[Any]:
    kind = wording.KIND_LETTERS[hit.asset.kind]
    latitude, longitude = (
        round(degrees or 0, DECIMALS) for degrees in (hit.latitude, hit.longitude)
    )
    return [latitude, longitude, hit.asset.name, kind, address, hit.reason]


def _in_script(value: object) -> str:
    """Return a value as a script has it, inert inside a page."""
    return json.dumps(value).replace("<", "\\u003c")


def _bounds(
    pins: list[list[Any]], here: tuple[float, float, str] | None, outline: Outline | None
) -> tuple[Corner, Corner]:
    """Return the corners of what a map opens on: the area, else the place and what is nearest."""
    if outline is not None:
        points = [(latitude, longitude) for longitude, latitude in _corners(outline.edge)]
    else:
        points = [(pin[0], pin[1]) for pin in pins[:NEAREST_IN_VIEW]]
        points += [here[:2]] if here else []
    return _around(points)


def _around(points: list[Corner]) -> tuple[Corner, Corner]:
    latitudes, longitudes = zip(*(points or [(52.5, -2.1)]), strict=True)
    return (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))


def _corners(edge: dict[str, Any]) -> list[Corner]:
    polygons = edge["coordinates"] if edge["type"] == "MultiPolygon" else [edge["coordinates"]]
    return [(corner[0], corner[1]) for polygon in polygons for corner in polygon[0]]
