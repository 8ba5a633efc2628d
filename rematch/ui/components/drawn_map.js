const SVG = "http://www.w3.org/2000/svg";
const TILE = 512;

const make = (name, cls) => {
  const node = document.createElementNS(SVG, name);
  if (cls) node.setAttribute("class", cls);
  return node;
};

async function outlines(root, data) {
  const asked = data.view.join(" ");
  if (root.outlined === asked) return;
  root.outlined = asked;
  const [lat, lon, zoom] = data.view;
  const scale = TILE * 2 ** zoom;
  const up = (degrees) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
  const draw = (ring) =>
    `M${ring.map(([x, y]) => `${(((x - lon) / 360) * scale).toFixed(1)} ${((up(lat) - up(y)) * scale).toFixed(1)}`).join("L")}Z`;
  for (const address of data.outlines) {
    const name = address.match(/(\w+)\.json$/)[1];
    const found = await (await fetch(address)).json();
    const rings = found.features.flatMap(({ geometry: { type, coordinates } }) =>
      (type === "Polygon" ? [coordinates] : coordinates).map((polygon) => draw(polygon[0])));
    const path = make("path");
    set(path, { d: rings.join("") });
    root.querySelector(`.${name}`).replaceChildren(path);
  }
}

function spots(root, data) {
  const group = root.querySelector(".spots");
  const tabbed = data.spots.some(({ key }) => key === root.tab) ? root.tab
    : data.selected ?? data.spots[0]?.key;
  patch(group, data.spots, () => {
    const node = make("g");
    node.setAttribute("role", "button");
    for (const cls of ["halo", "ring", "load"]) node.append(make("circle", cls));
    return node;
  }, (node, { key, at, ring, fill, words }) => {
    set(node, {
      "data-key": key, "data-words": words, "aria-label": words, "aria-pressed": key === data.selected,
      tabindex: key === tabbed ? 0 : -1, transform: `translate(${at[0]} ${at[1]})`,
    });
    const [halo, outer, inner] = node.children;
    set(halo, { r: ring + 4 });
    set(outer, { r: ring });
    set(inner, { r: fill });
  });
}

function names(root, data) {
  const LINE = 14.4;
  const items = [
    ...data.spots.map((spot) => ({ ...spot, lines: [spot.name, spot.load] })),
    ...data.homes.map((home) => ({ ...home, key: `home ${home.key}`, lines: [home.name], home: true })),
  ];
  patch(root.querySelector(".names"), items, (item) => {
    const node = make("text", item.home ? "home" : "");
    for (const _ of item.lines) node.append(make("tspan"));
    return node;
  }, (node, { key, at, put, ring = 3, lines }) => {
    const [dx, dy, anchor] = put ?? [ring + 5, 0, "start"];
    node.shown = put !== null;
    node.classList.toggle("off", !node.shown && root.near !== key);
    set(node, { "text-anchor": anchor, "data-key": key });
    lines.forEach((words, k) => {
      set(node.children[k], { x: at[0] + dx, y: at[1] + dy + 4 + (k - (lines.length - 1) / 2) * LINE });
      say(node.children[k], words);
    });
  });
}

function list(root, data) {
  patch(root.querySelector(".list"), data.spots, () => {
    const row = document.createElement("li");
    row.innerHTML = '<button type="button" tabindex="-1"><span></span><span class="bar"><i></i></span><span></span></button>';
    return row;
  }, (row, { key, name, load, share }) => {
    const [label, bar, count] = row.firstChild.children;
    set(row.firstChild, { "data-key": key, class: key === data.selected ? "chosen" : "" });
    say(label, name);
    say(count, load);
    set(bar.firstChild, { style: `width:${(100 * share).toFixed(1)}%` });
  });
}

// What is looked at, by mouse or by keys: its lines come forward, its name is there, its words stand beside it.
function look(root, key, words, x, y) {
  root.near = key;
  const said = root.querySelector(".said");
  said.hidden = !words;
  if (words) {
    said.textContent = words;
    const paper = root.querySelector(".paper").getBoundingClientRect();
    const right = x - paper.left > paper.width / 2;
    said.style.cssText = `top:${y - paper.top + 14}px;${right ? `right:${paper.right - x + 10}px` : `left:${x - paper.left + 10}px`}`;
  }
  for (const way of root.querySelector(".ways").children) way.classList.toggle("lit", way.dataset.ags === key);
  for (const name of root.querySelector(".names").children) {
    name.classList.toggle("off", !name.shown && name.dataset.key !== key);
  }
}

function listen(root) {
  const at = (event) => event.target.closest?.("[data-words], .list [data-key]");
  root.addEventListener("pointerover", (event) => {
    const node = at(event);
    look(root, node?.dataset.ags ?? node?.dataset.key ?? null, node?.dataset.words, event.clientX, event.clientY);
  });
  root.addEventListener("pointerleave", () => look(root, null));
  root.addEventListener("focusin", (event) => {
    const node = event.target.closest(".spots g");
    if (!node || !node.matches(":focus-visible")) return;
    const box = node.getBoundingClientRect();
    look(root, node.dataset.key, node.dataset.words, box.right, box.bottom);
  });
  root.addEventListener("focusout", () => look(root, null));
  root.addEventListener("click", (event) => {
    const node = event.target.closest(".spots g, .list button, .ways path");
    if (node) root.choose(node.dataset.ags ?? node.dataset.key);
  });
  root.addEventListener("keydown", (event) => {
    const node = event.target.closest(".spots g");
    if (!node) return;
    const all = [...root.querySelectorAll(".spots g")];
    const k = all.indexOf(node);
    const to = { ArrowRight: k + 1, ArrowDown: k + 1, ArrowLeft: k - 1, ArrowUp: k - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") root.choose(node.dataset.key);
    else if (to === undefined) return;
    else {
      const next = all.at(to % all.length);
      root.tab = next.dataset.key;
      for (const one of all) one.setAttribute("tabindex", one === next ? 0 : -1);
      next.focus();
    }
    event.preventDefault();
  });
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".drawn-map");
  if (!root.choose) listen(root);
  root.choose = (ags) => setTriggerValue("chosen", ags);
  newest(data, (drawn) => draw(root, drawn));
}

function draw(root, data) {
  const svg = root.querySelector("svg");
  for (const [name, colour] of Object.entries(data.colours)) {
    if (root.style.getPropertyValue(`--${name}`) !== colour) root.style.setProperty(`--${name}`, colour);
  }
  const [, , , width, height] = data.view;
  set(svg, { viewBox: `${-width / 2} ${-height / 2} ${width} ${height}`, width, height, "aria-label": data.alt });
  root.querySelector(".list").style.maxHeight = `${height}px`;
  say(root.querySelector("figcaption"), data.legend);
  svg.classList.toggle("many", data.many);
  svg.classList.toggle("picked", data.selected !== null);
  outlines(root, data);
  patch(root.querySelector(".ways"), data.ways, () => make("path"), (node, { ags, line, width: wide, words }) => {
    set(node, { d: line, "stroke-width": wide, "data-ags": ags, "data-words": words });
    node.classList.toggle("chosen", ags === data.selected);
  });
  patch(root.querySelector(".homes"), data.homes, () => make("circle"), (node, { at, words }) =>
    set(node, { cx: at[0], cy: at[1], r: 3.5, "data-words": words }));
  spots(root, data);
  names(root, data);
  list(root, data);
}
