// Controls for a page that is whole without them. All of them are made here, so that where this
// does not run nothing dead is seen; they are attached last, so that a fault leaves the page as it
// was. Nothing is hidden on paper: classes count on screens alone. Nothing moves.
(() => {
"use strict";
const facts = JSON.parse(document.getElementById("blendnb-controls").textContent);
const words = facts.words;
const SVG = "http://www.w3.org/2000/svg";

// Put texts into the gaps of a sentence; all at once, so that no text fills another's gap.
const say = (key, gaps) => words[key].replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

function draw(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

function field(key, control) {
  return make("div", {class: "field"}, make("label", {for: control.id}, words[key]), control);
}

// A named choice; none where there is nothing to choose.
function choice(key, options, changed) {
  if (options.length < 2) return null;
  const select = make("select", {id: `control-${key}`, autocomplete: "off"}, ...options.map(
    ([value, text]) => make("option", {value}, text)));
  select.addEventListener("change", changed);
  return {select, field: field(key, select)};
}

// ------------------------------------------------------------------ filter, highlight, days

function finder() {
  const lists = facts.lists.map(list => ({...list, found: [...document.querySelectorAll(list.rows)]}))
    .filter(list => list.found.length === list.items.length);
  const names = ["mode", "role", "topic", "days"], chosen = {};
  const answer = make("output", {"aria-live": "polite"});
  for (const name of names) chosen[name] = choice(name, facts.choices[name], update);
  const value = name => chosen[name] ? chosen[name].select.value : "";
  const reset = make("button", {type: "button"}, words.reset);
  reset.addEventListener("click", () => {
    for (const name of names) if (chosen[name]) chosen[name].select.selectedIndex = 0;
    update();
  });

  const kept = place => {
    const [mode, roles] = facts.touchpoints[place];
    return (!value("mode") || mode === value("mode")) && (!value("role") || roles.includes(value("role")));
  };
  const topicsOf = ([place, , topics]) => topics ?? facts.touchpoints[place][2];
  const about = topics => value("topic") !== "" && topics.includes(+value("topic"));

  function rows() {
    for (const {found, items} of lists) found.forEach((row, i) => {
      row.classList.toggle("off", !kept(items[i][0]));
      row.classList.toggle("hit", kept(items[i][0]) && about(topicsOf(items[i])));
    });
    for (const group of document.querySelectorAll(".weeks tbody, .my-week")) {
      const inside = [...group.querySelectorAll("tr:not(.week), .step")];
      group.classList.toggle("off", inside.length > 0 && inside.every(row => row.classList.contains("off")));
    }
  }

  // Week numbers and dates: the first text of each cell that says when.
  function days() {
    for (const {found, items, when} of lists) if (when) found.forEach((row, i) => {
      const text = row.querySelector(when).firstChild;
      text.dates ??= text.data;
      text.data = value("days") ? items[i][1] : text.dates;
    });
  }

  // What a filter leaves out is set back on the journey; what is about a topic gets a frame.
  function journey() {
    for (const mark of document.querySelectorAll(".veil, .ring")) mark.remove();
    for (const [layout, places] of Object.entries(facts.journey))
      for (const svg of document.querySelectorAll(`.chart.journey svg.${layout}`)) {
        const [, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
        for (const [place, y, tall] of places) {
          if (y < top - 1 || y + tall > top + height + 1) continue;
          const framed = {x: 0.75, y: y + 0.75, width: width - 1.5, height: tall - 1.5, rx: 3, class: "ring s-accent"};
          if (!kept(place)) svg.append(draw("rect", {x: 0, y, width, height: tall, class: "veil f-paper"}));
          else if (about(facts.touchpoints[place][2])) svg.append(draw("rect", framed));
        }
      }
  }

  function tell() {
    const all = facts.touchpoints, left = all.filter((_, place) => kept(place));
    const parts = [say("shown", {count: left.length, all: all.length})];
    if (value("topic")) {
      const hits = left.filter(touchpoint => about(touchpoint[2])).length;
      parts.push(say("about", {count: hits, topic: facts.choices.topic[chosen.topic.select.selectedIndex][1]}));
    }
    if (value("days")) parts.push(words.weeks_shown);
    answer.textContent = parts.join(" ");
  }

  function update() { rows(); days(); journey(); tell(); }

  const controls = names.map(name => chosen[name]?.field).filter(Boolean);
  if (!controls.length || !facts.touchpoints.length) return null;
  answer.textContent = say("shown", {count: facts.touchpoints.length, all: facts.touchpoints.length});
  return make("div", {class: "tools", role: "group", "aria-label": words.tools}, ...controls, reset, answer);
}

// ------------------------------------------------------------------------------ spacing

// What each gap would leave was worked out when the page was made; here it is only looked up.
function spacing() {
  const {schedules, until, days: named} = facts.recall;
  const topics = choice("topics", schedules.map(({topics}, i) => [i, topics]), () => start());
  const slider = make("input", {id: "control-gap", type: "range", min: 0, step: 1, autocomplete: "off"});
  const answer = make("output", {"aria-live": "off"});
  const spoken = make("p", {role: "status", class: "spoken"});
  const picture = draw("svg", {role: "img"}), roomy = matchMedia("(min-width: 600px)");
  const table = make("table", {class: "tried"});
  const schedule = () => schedules[topics ? topics.select.value : 0];
  const percent = share => `${Math.round(share / 10)}\u00a0%`;

  function start() {
    const {gap, gaps} = schedule();
    slider.max = gaps.length - 1;
    slider.value = gap;
    show();
    speak();
  }

  function show() {
    const {planned, tried: all, gaps, shift} = schedule(), gap = gaps[slider.value], tried = all[slider.value];
    answer.textContent = say("tried", {
      count: tried.studies.length, gap, day: named[0], planned: percent(planned.named[0]), tried: percent(tried.named[0])});
    slider.setAttribute("aria-valuetext", say("every", {gap}));
    const cells = i => [planned, tried].map(({named}) =>
      make("td", {}, make("data", {value: named[i] / 1000}, percent(named[i]))));
    table.replaceChildren(
      make("thead", {}, make("tr", {}, ...["day", "planned", "this"].map(key => make("th", {scope: "col"}, words[key])))),
      make("tbody", {}, ...named.map((day, i) => make("tr", {}, make("th", {scope: "row"}, String(day)), ...cells(i)))));
    curves(planned, tried, shift);
  }

  function curves(planned, tried, shift) {
    const right = roomy.matches ? 530 : 240;
    const x = day => 44 + (right - 44) * day / until, y = share => 206 - 0.19 * share;
    const curve = ({curve}) => curve.map(
      ([day, share], i) => `${i ? "L" : "M"}${x(day).toFixed(1)},${y(share).toFixed(1)}`).join("");
    const ends = [planned, tried].map(({curve}) => y(curve.at(-1)[1]));
    const apart = Math.max(0, 16 - Math.abs(ends[0] - ends[1])) / 2, up = ends[0] < ends[1] ? -apart : apart;
    const text = (x, y, kind, text) => draw("text", {x, y, class: kind}, text);
    picture.setAttribute("viewBox", `0 0 ${right + 110} 236`);
    picture.replaceChildren(
      draw("title", {}, answer.textContent),
      ...[0, 500, 1000].flatMap(share => [
        draw("path", {d: `M44,${y(share)}H${right}`, class: share ? "s-grid" : "s-line"}),
        text(0, y(share) + 4, "t2 f-muted", percent(share))]),
      ...[0, ...named].map(day => draw("text", {x: x(day), y: 226, class: "t2 f-muted", "text-anchor": "middle"}, day)),
      draw("path", {d: curve(planned), class: "s-muted", "stroke-width": 2, "stroke-dasharray": "5,4"}),
      draw("path", {d: curve(tried), class: "s-accent", "stroke-width": 2}),
      ...tried.studies.filter(day => day >= shift && day <= until).map(
        day => draw("circle", {cx: x(day), cy: y(0), r: 3.5, class: "f-accent s-paper"})),
      text(right + 8, ends[0] + 4 + up, "t2 f-muted", words.planned),
      text(right + 8, ends[1] + 4 - up, "t2 f-accent", words.this));
  }

  const speak = () => { spoken.textContent = answer.textContent; };
  slider.addEventListener("input", show);
  roomy.addEventListener("change", show);
  slider.addEventListener("change", speak);
  const ready = make("div", {class: "try"},
    make("h3", {}, words.try), make("p", {class: "note"}, words.try_note),
    make("div", {class: "tools", role: "group", "aria-label": words.try}, ...(topics ? [topics.field] : []),
      field("gap", slider), answer, spoken),
    make("div", {class: "chart"}, picture), table);
  start();
  spoken.textContent = "";
  return ready;
}

const tools = finder(), section = document.getElementById("spacing")?.closest("section");
const slider = facts.recall && section ? spacing() : null;
if (tools) document.querySelector("main").prepend(tools);
if (slider) section.append(slider);
})();
