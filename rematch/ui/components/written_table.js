const AT_ONCE = 60;
const FIELDS = "select, button, input";
const WRITTEN = "input:not([type=checkbox])";
const nameOf = (row, column) => `${row}\n${column}`;
const wordsOf = ({ options }, codes) => codes.map((code) => options.find(([known]) => known === code)?.[1] ?? code);

function said(column, value) {
  if (value === null || typeof value === "boolean") return "";
  if (column.kind === "said" && Array.isArray(value)) return value[1];
  return column.options.length ? wordsOf(column, [value].flat()).join(", ") : value;
}

const isField = ({ kind }, cell) => kind !== "said" && cell !== null && !(kind === "tick" && typeof cell === "string");

function field(column) {
  const { kind, options, help } = column;
  const made = document.createElement({ choice: "select", several: "button", gone: "button" }[kind] ?? "input");
  if (kind === "choice") made.replaceChildren(...options.map(([code, words]) => new Option(words, code)));
  else if (made.matches("button")) set(made, { type: "button", class: kind });
  else set(made, { type: { tick: "checkbox", day: "date" }[kind] ?? "text", autocomplete: "off" });
  if (kind === "several") set(made, { "aria-haspopup": "dialog" });
  if (kind === "gone") made.innerHTML = '<span aria-hidden="true">×</span>';
  if (kind === "number") set(made, { inputmode: "decimal" });
  if (help) set(made, { title: help });
  return made;
}

function put(node, column, value, empty) {
  if (column.kind === "tick") node.checked = value;
  else if (column.kind === "several") {
    say(node, said(column, value) || empty);
    set(node, { class: value.length ? "several" : "several blank", title: said(column, value) });
  } else if (column.kind === "choice") {
    if (![...node.options].some((one) => one.value === value)) node.add(new Option(value, value));
    node.value = value;
    set(node, { class: value ? "" : "blank" });
  } else if (column.kind !== "gone" && !node.typing && node.value !== value) node.value = value;
}

function heads(root, columns) {
  const told = JSON.stringify(columns);
  if (root.headed === told) return;
  root.headed = told;
  let left = 0;
  root.look = columns.map(({ held, width, kind }, k) => {
    const look = { class: `${kind} ${held ? "held" : ""} ${held && !columns[k + 1]?.held ? "last" : ""}` };
    if (held) look.style = `left:${left}px`;
    if (kind === "said" && root.data.rows.some(({ cells }) => Array.isArray(cells[k]))) look.class += " figure";
    left += width;
    return look;
  });
  root.querySelector("table").style.width = `${left}px`;
  root.querySelector("colgroup").innerHTML = columns.map(({ width }) => `<col style="width:${width}px">`).join("");
  root.querySelector("thead tr").replaceChildren(...columns.map(({ name, help, kind }, k) => {
    const head = document.createElement("th");
    set(head, { scope: "col", ...root.look[k], title: help || name });
    head.innerHTML = kind === "gone" ? '<span class="unseen"></span>' : '<button type="button"></button>';
    if (kind !== "gone") set(head.firstChild, { tabindex: k ? -1 : 0 });
    say(head.firstChild, name);
    return head;
  }));
  root.querySelector("tbody").kept = undefined;
  root.querySelector("tbody").replaceChildren();
}

function begin(root, { cells }) {
  const row = document.createElement("tr");
  const head = root.data.columns.findIndex(({ name_row }) => name_row);
  root.made = (root.made ?? 0) + 1;
  root.data.columns.forEach((column, k) => {
    const cell = document.createElement(k === head ? "th" : "td");
    set(cell, { ...root.look[k], id: `${root.id}-${root.made}-${k}` });
    if (k === head) set(cell, { scope: "row" });
    if (isField(column, cells[k])) {
      const made = field(column);
      const around = column.kind === "tick" ? cell.appendChild(document.createElement("label")) : cell;
      around.append(made);
      cell.field = made;
    }
    row.append(cell);
  });
  return row;
}

function update(root, row, { key, cells }) {
  const { columns, faults, empty, words } = root.data;
  const value = (k) => root.wished.get(nameOf(key, columns[k].id))?.[0] ?? cells[k];
  const naming = columns.map((one, k) => [one, k]).filter(([{ name_row }]) => name_row)
    .map(([one, k]) => [one.name, said(one, value(k))]).filter(([, words]) => words);
  const called = naming.map((pair) => (naming.length > 1 ? pair.join(" ") : pair[1])).join(", ");
  const told = columns.map(({ tell }, k) => (tell ? row.children[k].id : "")).filter(Boolean);
  set(row, { "data-key": key });
  columns.forEach((column, k) => {
    const cell = row.children[k];
    if (!cell.field) {
      say(cell, said(column, cells[k]));
      if (root.data.dense) set(cell, { title: cell.textContent });
      return;
    }
    put(cell.field, column, value(k), empty);
    cell.field.called = `${column.name}, ${called || words.unnamed}`;
    const more = column.kind === "several" ? `: ${cell.field.textContent}` : "";
    set(cell.field, { "aria-label": cell.field.called + more });
    if (empty && cell.field.matches("input[type=text]")) set(cell.field, { placeholder: empty });
    refuse(cell, faults[nameOf(key, column.id)] ?? "", told, column.wrong);
  });
}

function refuse(cell, words, told, wrong) {
  let sentence = cell.querySelector(".fault");
  if (words && !sentence) {
    sentence = cell.appendChild(document.createElement("p"));
    set(sentence, { class: "fault", id: `${cell.id}-fault` });
  }
  if (!words) sentence?.remove();
  else say(sentence, words);
  const others = (cell.field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id.startsWith("fault-"));
  const by = [...others, ...(words ? [sentence.id] : []), ...told];
  if (by.length) set(cell.field, { "aria-describedby": by.join(" ") });
  else cell.field.removeAttribute("aria-describedby");
  if (cell.field.matches("button")) return;
  if (words || wrong) set(cell.field, { "aria-invalid": "true" });
  else if (!others.length) cell.field.removeAttribute("aria-invalid");
}

// One row is in the order of the tab key; of many rows only those near are drawn, more as one goes down.
function draw(root) {
  const body = root.querySelector("tbody");
  const [active, there] = [document.activeElement, body.contains(document.activeElement)];
  const [at, across] = there ? [active.closest("tr").sectionRowIndex, active.closest("td, th").cellIndex] : [];
  const shown = inOrder(root).slice(0, root.many);
  const before = new Set(body.kept?.keys());
  patch(body, shown, (item) => begin(root, item), (row, item) => update(root, row, item));
  shown.forEach(({ key }, k) => {
    const row = body.kept.get(key);
    if (body.children[k] !== row) body.insertBefore(row, body.children[k] ?? null);
  });
  showSort(root);
  if (!body.kept.has(root.tab)) root.tab = shown[Math.min(at ?? 0, shown.length - 1)]?.key;
  for (const key of body.kept.keys()) reach(body.kept.get(key), key === root.tab);
  if (there && !body.contains(active)) (enter(body.kept.get(root.tab), across) ?? root.querySelector(".add")).focus();
  const added = root.adding && shown.find(({ key }) => !before.has(key));
  if (added) {
    root.adding = false;
    enter(body.kept.get(added.key), 0)?.focus();
  }
}

const reach = (row, on) => row?.querySelectorAll(FIELDS).forEach((one) => set(one, { tabindex: on ? 0 : -1 }));
const enter = (row, across) => row?.children[across]?.field ?? [...(row?.children ?? [])].find((cell) => cell.field)?.field;

function more(root) {
  if (root.many >= root.data.rows.length) return;
  root.many += AT_ONCE;
  draw(root);
}

function wish(root, node, value) {
  const column = root.data.columns[node.closest("td, th").cellIndex];
  root.press(nameOf(node.closest("tr").dataset.key, column.id), value);
  draw(root);
}

function listen(root) {
  root.addEventListener("input", ({ target }) => { if (target.closest("tbody")) target.typing = target.matches(WRITTEN); });
  root.addEventListener("change", ({ target }) => {
    if (!target.closest("tbody")) return;
    target.typing = false;
    wish(root, target, target.type === "checkbox" ? target.checked : target.value);
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.matches("thead button")) {
      sort(root, root.data.columns[button.parentElement.cellIndex].id);
      draw(root);
    } else if (button?.matches(".several")) choose(root, button);
    else if (button?.matches(".gone")) wish(root, button, true);
    else if (button?.matches(".add") && !root.adding) {
      root.adding = true;
      root.many = Infinity;
      root.press(nameOf("", "add"), true);
    }
  });
  root.addEventListener("focusin", ({ target }) => {
    const row = target.closest("tbody tr");
    if (!row || row.dataset.key === root.tab) return;
    reach(root.querySelector("tbody").kept.get(root.tab), false);
    root.tab = row.dataset.key;
    reach(row, true);
  });
  root.querySelector(".rows").addEventListener("scroll", ({ target }) => {
    if (target.scrollTop + 2 * target.clientHeight > target.scrollHeight) more(root);
  });
  root.addEventListener("keydown", (event) => (event.target.matches("thead button") ? alongHeads : keyed)(root, event));
}

// Arrows go from row to row where the field has no use for them, Enter and Shift+Enter from every field but buttons.
function keyed(root, event) {
  const { target, key } = event;
  if (!target.closest("tbody") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (key === "Escape" && target.typing) {
    target.typing = false;
    draw(root);
  }
  const way = { Enter: event.shiftKey ? -1 : 1, ArrowUp: -1, ArrowDown: 1 }[key];
  if (!way || target.matches(key === "Enter" ? "button" : "select, input[type=date]")) return;
  let row = target.closest("tr");
  const across = target.closest("td, th").cellIndex;
  do {
    if (way > 0 && !row.nextElementSibling) more(root);
    row = way > 0 ? row.nextElementSibling : row.previousElementSibling;
  } while (row && !enter(row, across));
  if (!row) return;
  event.preventDefault();
  enter(row, across).focus();
}

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".written-table");
  if (!root.data) {
    listen(root);
    root.id ||= `written-${Math.random().toString(36).slice(2, 8)}`;
  }
  root.data = data;
  root.many ??= AT_ONCE;
  root.classList.toggle("dense", data.dense);
  pressed(root, data.heard, (wished) => setStateValue("wish", wished));
  root.querySelector(".rows").style.maxHeight = `${data.height}px`;
  set(root.querySelector("table"), { lang: data.lang });
  say(root.querySelector("caption"), data.caption);
  const add = root.querySelector(".add");
  add.hidden = !data.add;
  say(add, data.add);
  heads(root, data.columns);
  draw(root);
}
