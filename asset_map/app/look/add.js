// Helps whoever fills in the form of a group, a place or a service. Without it everything works.
//
// What is asked of the server goes in the body of a request, so that no address holds it. A draft
// stays in this window alone: never an e-mail address, no place that is to be hidden, and nothing
// once it was sent.
(function () {
  "use strict";
  var DRAFT = "asset-map-add";
  var STEP_M = 10;
  var METRES_PER_DEGREE = 111320;
  var PAUSE_MS = 500;

  if (document.querySelector("[data-sent]")) {
    forget();
    return;
  }
  var pinBox = document.getElementById("am-pin");
  var form = pinBox && pinBox.closest("form");
  if (!form) {
    return;
  }

  // A field of the form is called "id" too: form.id would be that one.
  var adding = form.getAttribute("id") === "am-add";

  function byName(name) {
    return form.elements.namedItem(name);
  }

  function typed(name) {
    var field = byName(name);
    return field && field.value ? field.value.trim() : "";
  }

  function later(work) {
    var timer;
    return function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(work, PAUSE_MS);
    };
  }

  // Ask for a piece; an answer that was overtaken by a later one is dropped.
  function asking(path, take) {
    var asked = 0;
    return function (said) {
      var mine = (asked += 1);
      fetch(path, { method: "POST", body: new URLSearchParams(said) })
        .then(function (answer) {
          return answer.ok ? answer.text() : null;
        })
        .then(function (text) {
          if (text !== null && mine === asked) {
            take(text);
          }
        })
        .catch(function () {}); // Without a connection nothing is told, and nothing is lost.
    };
  }

  function piece(id) {
    var box = document.getElementById(id);
    var last = "";
    return function (html) {
      if (box && html !== last) {
        last = html;
        box.innerHTML = html; // Made and escaped by our own server.
      }
    };
  }

  function onTyping(names, work) {
    names.forEach(function (name) {
      var field = byName(name);
      (field instanceof RadioNodeList ? Array.from(field) : [field]).forEach(function (one) {
        if (one) {
          one.addEventListener("input", later(work));
        }
      });
    });
  }

  // --- Is it on the map already, and what a typed name may mean ---------------------------------

  if (adding) {
    var askLike = asking("/add/like", piece("am-like"));
    onTyping(["name", "postcode", "kind"], function () {
      askLike({ kind: typed("kind"), name: typed("name"), postcode: typed("postcode") });
    });
  }
  ["venue", "run_by"].forEach(function (field) {
    var ask = asking("/add/meant", piece("am-" + field.replace("_", "-") + "-which"));
    onTyping([field], function () {
      ask({ field: field, name: typed(field), postcode: typed("postcode") });
    });
  });

  // --- When -------------------------------------------------------------------------------------

  var when = document.getElementById("am-when");
  var askWhen = asking("/add/when", function (text) {
    var read = document.createElement("span");
    read.innerHTML = text;
    when.textContent = read.textContent;
  });
  onTyping(["hours"], function () {
    askWhen({ hours: typed("hours") });
  });

  // --- Where: the pin ---------------------------------------------------------------------------

  var where = document.getElementById("am-where");
  var latitude = byName("latitude");
  var longitude = byName("longitude");
  var map = null;
  var pin = null;
  var home = null;

  var askPostcode = asking("/add/where", function (text) {
    var found = JSON.parse(text);
    where.textContent = found.words;
    if (found.latitude) {
      home = [found.latitude, found.longitude];
      latitude.value = longitude.value = ""; // The pin of another postcode would be wrong here.
      show(home);
    }
  });
  var askSpot = asking("/add/where", function (text) {
    where.textContent = JSON.parse(text).words;
  });

  onTyping(["postcode"], function () {
    if (typed("postcode")) {
      askPostcode({ postcode: typed("postcode") });
    }
  });

  function show(at) {
    if (!window.L) {
      return;
    }
    pinBox.hidden = false;
    if (!map) {
      draw(at);
    }
    pin.setLatLng(at);
    map.setView(at, 16, { animate: false });
  }

  function draw(at) {
    map = L.map("am-pin-map", {
      keyboard: false, scrollWheelZoom: false, dragging: !L.Browser.mobile, minZoom: 11, maxZoom: 18
    });
    map.attributionControl.setPrefix(false);
    map.setView(at, 16);
    L.control.scale({ imperial: false }).addTo(map);
    background();
    pin = L.marker(at, {
      draggable: true,
      autoPan: true,
      keyboard: true,
      title: pinBox.dataset.name,
      icon: L.divIcon({ className: "am-pin-here", iconSize: [44, 44], iconAnchor: [22, 40] })
    }).addTo(map);
    pin.getElement().setAttribute("aria-label", pinBox.dataset.name);
    pin.getElement().addEventListener("keydown", function (event) {
      var way = { ArrowUp: "n", ArrowDown: "s", ArrowLeft: "w", ArrowRight: "e" }[event.key];
      if (way) {
        event.preventDefault();
        step(way);
      }
    });
    pin.on("dragend", function () {
      moved(pin.getLatLng());
    });
    map.on("click", function (event) {
      moved(event.latlng);
    });
  }

  function step(way) {
    var at = pin.getLatLng();
    var up = STEP_M / METRES_PER_DEGREE;
    var across = up / Math.cos((at.lat * Math.PI) / 180);
    moved(
      L.latLng(
        at.lat + { n: up, s: -up, e: 0, w: 0 }[way],
        at.lng + { n: 0, s: 0, e: across, w: -across }[way]
      )
    );
  }

  function moved(at) {
    pin.setLatLng(at);
    if (!map.getBounds().pad(-0.15).contains(at)) {
      map.panTo(at);
    }
    latitude.value = at.lat.toFixed(6);
    longitude.value = at.lng.toFixed(6);
    tellSpot();
    keep();
  }

  function tellSpot() {
    askSpot({
      postcode: typed("postcode"), latitude: latitude.value, longitude: longitude.value
    });
  }

  pinBox.addEventListener("click", function (event) {
    var way = event.target.dataset && event.target.dataset.move;
    if (way === "back") {
      pin.setLatLng(home);
      map.setView(home, 16);
      latitude.value = longitude.value = "";
      askPostcode({ postcode: typed("postcode") });
      keep();
    } else if (way) {
      step(way);
    }
  });

  // The same that every map of ours has behind what is on it: there are no tiles.
  function background() {
    [["homes", 220], ["edges", 230], ["names", 450]].forEach(function (pane) {
      map.createPane(pane[0]).style.zIndex = pane[1];
      map.getPane(pane[0]).style.pointerEvents = "none";
    });
    fetch("/map/background.json")
      .then(function (answer) {
        return answer.json();
      })
      .then(function (drawn) {
        var ink = L.canvas({ pane: "homes", padding: 0.2 });
        var homes = drawn.postcodes || [];
        for (var i = 0; i < homes.length; i += 2) {
          L.circleMarker([homes[i] / 1e5, homes[i + 1] / 1e5], {
            renderer: ink, radius: 3, stroke: false, fillColor: "#6d7f86", fillOpacity: 0.5,
            interactive: false
          }).addTo(map);
        }
        (drawn.areas || []).forEach(function (area) {
          L.geoJSON(area.edge, {
            pane: "edges", interactive: false,
            style: { fill: false, color: "#5d6f77", weight: 1.2, opacity: 0.7 }
          }).addTo(map);
          label(area.name, area.at);
        });
        (drawn.sectors || []).forEach(function (sector) {
          label(sector.name, sector.at);
        });
      })
      .catch(function () {});
  }

  function label(text, at) {
    var name = document.createElement("span");
    name.textContent = text;
    L.marker([at[0] / 1e5, at[1] / 1e5], {
      pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "am-pin-name", html: name, iconSize: [0, 0] })
    }).addTo(map);
  }

  // --- The draft --------------------------------------------------------------------------------

  var NEVER = ["form", "id", "sender", "email", "homepage", "none_of"];
  var PLACE = ["postcode", "address", "latitude", "longitude", "venue", "venue_id"];

  function keep() {
    if (!adding) {
      return;
    }
    var masked = byName("masked").checked;
    var kept = Array.from(new FormData(form).entries()).filter(function (pair) {
      var place = masked && PLACE.indexOf(pair[0]) >= 0;
      return pair[1] && NEVER.indexOf(pair[0]) < 0 && !place;
    });
    try {
      window.sessionStorage.setItem(DRAFT, JSON.stringify(kept));
    } catch (problem) {} // Where nothing may be kept, nothing is.
  }

  function forget() {
    try {
      window.sessionStorage.removeItem(DRAFT);
    } catch (problem) {}
  }

  function fill() {
    var kept;
    try {
      kept = JSON.parse(window.sessionStorage.getItem(DRAFT) || "[]");
    } catch (problem) {
      return false;
    }
    kept.forEach(function (pair) {
      form.querySelectorAll('[name="' + CSS.escape(pair[0]) + '"]').forEach(function (field) {
        if (field.type === "checkbox" || field.type === "radio") {
          field.checked = field.checked || field.value === pair[1];
        } else {
          field.value = pair[1];
        }
      });
    });
    return kept.length > 0;
  }

  function begin() {
    var notice = document.getElementById("am-draft");
    // What the server sent back after something was wrong is newer than any draft.
    if (notice && !document.getElementById("errors") && fill()) {
      notice.hidden = false;
      notice.querySelector("button").addEventListener("click", function () {
        forget();
        form.reset();
        notice.hidden = true;
        byName("name").focus();
      });
    }
    if (latitude.value && longitude.value) {
      home = [Number(latitude.value), Number(longitude.value)];
      show(home);
      tellSpot();
    } else if (typed("postcode")) {
      askPostcode({ postcode: typed("postcode") });
    }
  }

  // A page that says there is no connection would come in place of all that was typed.
  var offline = document.getElementById("am-offline");
  form.addEventListener("submit", function (event) {
    if (offline && !navigator.onLine) {
      event.preventDefault();
      keep();
      offline.hidden = false;
    }
  });
  window.addEventListener("online", function () {
    if (offline) {
      offline.hidden = true;
    }
  });

  form.addEventListener("input", later(keep));
  form.addEventListener("change", keep);
  begin();
})();
