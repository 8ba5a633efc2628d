const LATE = 3000;

function row(root, id) {
  const made = document.createElement("div");
  made.innerHTML = '<label></label><span class="shares"></span><input type="range" min="0"><output aria-hidden="true"></output>';
  const [label, shares, slider] = made.children;
  set(label, { for: `weight_${id}` });
  set(shares, { id: `shares_${id}` });
  set(slider, { id: `weight_${id}`, "data-group": id, "aria-describedby": `weights_heads shares_${id}` });
  slider.addEventListener("input", () => {
    root.wished.set(id, [Number(slider.value), Infinity]);
    shown(root, made);
  });
  slider.addEventListener("change", () => root.press(id, Number(slider.value)));
  // Let go where it was taken up there is no change: what the server says holds again.
  for (const end of ["pointerup", "pointercancel", "blur"]) {
    slider.addEventListener(end, () => setTimeout(() => {
      if (root.wished.get(id)?.[1] === Infinity) root.wished.delete(id);
    }));
  }
  return made;
}

function shown(root, made) {
  const [, , slider, value] = made.children;
  const words = Number(slider.value).toLocaleString(root.language, { minimumFractionDigits: 1 });
  set(slider, { "aria-valuetext": root.spoken.replace("{weight}", words) });
  say(value, words);
}

function answered(press, pieces) {
  if (direct.press !== press) Object.assign(direct, { press, said: {} });
  for (const [piece, said] of Object.entries(pieces)) {
    direct.said[piece] = said;
    direct.draw[piece]?.(said);
  }
}

async function read(body, each) {
  const lines = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "", part = await lines.read(); !part.done; part = await lines.read()) {
    const all = (rest + part.value).split("\n");
    rest = all.pop();
    for (const line of all) each(JSON.parse(line));
  }
}

// What a move brings is asked and drawn first; then, or when that takes long, the page's own run is told of it.
async function ask(address, wish, tell) {
  direct.asking?.abort();
  const mine = (direct.asking = new AbortController());
  const press = Math.max(...Object.values(wish).map((one) => one[1]));
  let told = false;
  const once = () => {
    if (!told && direct.asking === mine) tell(wish);
    told = true;
  };
  const late = setTimeout(once, LATE);
  // Whoever leaves the page meanwhile has pressed all the same: nothing else would be sent any more.
  const leave = () => told || navigator.sendBeacon(`${address}/left`, JSON.stringify(wish));
  addEventListener("pagehide", leave);
  try {
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(wish), signal: mine.signal });
    if (answer.ok) await read(answer.body, (pieces) => answered(press, pieces));
  } catch {
    // Nothing is lost: the page's own run answers.
  }
  clearTimeout(late);
  removeEventListener("pagehide", leave);
  once();
  if (direct.asking === mine) direct.asking = null;
}

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".weights");
  if (!root.wished) Object.assign(direct, { press: 0, said: {}, asking: null });
  pressed(root, data.heard, (wish) => ask(data.address, wish, (now) => setStateValue("wish", now)));
  newest({ ...data, piece: "group_weights", moves: data.heard }, (drawn) => draw(root, drawn));
}

function draw(root, data) {
  root.language = data.lang;
  root.spoken = data.spoken;
  const [title, hint, tip] = root.querySelector("h2").children;
  say(title, data.title);
  set(hint, { "aria-label": data.help });
  say(tip, data.help);
  say(root.querySelector(".heads"), data.heads);
  const rows = root.querySelector(".rows");
  set(rows, { "aria-label": data.title });
  patch(rows, data.groups.map((group) => ({ ...group, key: group.id })), ({ id }) => row(root, id),
    (made, { id, name, weight, shares }) => {
      const [label, beside, slider] = made.children;
      say(label, name);
      say(beside, shares);
      set(slider, { max: data.most, step: data.step });
      const value = root.wished.get(id)?.[0] ?? weight;
      if (Number(slider.value) !== value) slider.value = value;
      shown(root, made);
    });
}
