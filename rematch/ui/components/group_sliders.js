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

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".weights");
  pressed(root, data.heard, (wish) => setStateValue("wish", wish));
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
