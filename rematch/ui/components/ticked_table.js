const AT_ONCE = 150;
const told = (cell) => (Array.isArray(cell) ? cell[1] : cell);

// Sorted anew with every plan.
function sortedRows({ rows, columns, lang }, sort) {
  const column = columns.findIndex(({ id }) => id === sort?.id);
  const value = ({ cells: { [column]: cell } }) => (Array.isArray(cell) ? cell[0] : cell || null);
  return column < 0 ? rows : byValue(rows, value, sort.way, lang);
}

function heads(root, columns) {
  const said = JSON.stringify(columns);
  if (root.headed === said) return;
  root.headed = said;
  let left = 0;
  root.held = columns.map(({ held, width }, k) => {
    const style = held ? `left:${left}px` : "";
    left += width;
    return [held ? `held${columns[k + 1]?.held ? "" : " last"}` : "", style];
  });
  root.late.disconnect();
  root.querySelector("table").style.width = `${left}px`;
  root.querySelector("colgroup").innerHTML = columns.map(({ width }) => `<col style="width:${width}px">`).join("");
  root.querySelector("thead tr").replaceChildren(...columns.map(({ name, help, kind, late }, k) => {
    const head = document.createElement("th");
    set(head, { scope: "col", class: `${root.held[k][0]} ${kind === "number" ? "number" : ""}`, style: root.held[k][1] });
    head.innerHTML = '<button type="button"></button>';
    set(head.firstChild, { tabindex: k ? -1 : 0, title: help || name });
    say(head.firstChild, name);
    if (late) root.late.observe(head);
    return head;
  }));
  root.querySelector("tbody").kept = undefined;
  root.querySelector("tbody").replaceChildren();
}

function begin(root, columns) {
  const row = document.createElement("tr");
  columns.forEach(({ kind }, k) => {
    const cell = document.createElement(k ? "td" : "th");
    set(cell, { class: `${root.held[k][0]} ${kind === "number" ? "number" : ""}`, style: root.held[k][1] });
    if (!k) {
      set(cell, { scope: "row" });
      cell.innerHTML = '<label><input type="checkbox" tabindex="-1"><span></span></label>';
    } else if (kind === "share") cell.innerHTML = '<div class="share"><span aria-hidden="true"><i></i></span><b></b></div>';
    row.append(cell);
  });
  return row;
}

function update(row, { key, cells }, columns, ticked) {
  const box = row.firstChild.firstChild.firstChild;
  row.classList.toggle("picked", ticked);
  set(row, { "data-key": key });
  box.checked = ticked;
  columns.forEach(({ kind }, k) => {
    const [cell, words] = [row.children[k], told(cells[k])];
    if (!k) say(box.nextSibling, words);
    else if (kind === "share") {
      say(cell.querySelector("b"), words);
      set(cell.querySelector("i"), { style: `width:${(100 * (cells[k][0] ?? 0)).toFixed(1)}%` });
    } else say(cell, words);
    if (kind === "text" && k) set(cell, { title: words });
  });
}

// Of a long table only what is near is drawn; more comes as one goes down.
function draw(root) {
  const { columns, ticked } = root.data;
  const body = root.querySelector("tbody");
  const isTicked = (key) => root.wished.get(key)?.[0] ?? ticked.includes(key);
  const shown = sortedRows(root.data, root.sort).slice(0, root.many);
  patch(body, shown, () => begin(root, columns), (row, item) => update(row, item, columns, isTicked(item.key)));
  shown.forEach(({ key }, k) => {
    const row = body.kept.get(key);
    if (body.children[k] !== row) body.insertBefore(row, body.children[k] ?? null);
  });
  if (!shown.some(({ key }) => key === root.tab)) root.tab = shown.find(({ key }) => isTicked(key))?.key ?? shown[0]?.key;
  for (const [key, row] of body.kept) set(row.querySelector("input"), { tabindex: key === root.tab ? 0 : -1 });
  showSort(root);
}

function more(root) {
  if (root.many >= root.data.rows.length) return;
  root.many += AT_ONCE;
  draw(root);
}

function listen(root) {
  root.addEventListener("click", (event) => {
    const head = event.target.closest("thead button");
    if (head) {
      root.sort = turned(root.sort, root.data.columns[head.parentElement.cellIndex].id);
      draw(root);
      return;
    }
    const row = event.target.closest("tbody tr");
    if (row && !event.target.closest("label")) row.querySelector("input").click();
  });
  root.addEventListener("change", (event) => {
    const { key } = event.target.closest("tr").dataset;
    root.press(key, event.target.checked);
    draw(root);
  });
  root.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (row) root.tab = row.dataset.key;
  });
  root.addEventListener("scroll", () => {
    if (root.scrollTop + 2 * root.clientHeight > root.scrollHeight) more(root);
  });
  root.addEventListener("keydown", (event) => (event.target.matches("thead button") ? alongHeads : alongRows)(root, event));
}

function alongRows(root, event) {
  const all = [...root.querySelectorAll("tbody input")];
  const k = all.indexOf(event.target);
  const to = { ArrowUp: k - 1, ArrowDown: k + 1, Home: 0, End: all.length - 1 }[event.key];
  if (k < 0 || to === undefined) return;
  event.preventDefault();
  if (to + 1 >= all.length) more(root);
  const next = all[to] ?? root.querySelectorAll("tbody input")[to];
  if (!next) return;
  for (const one of all) set(one, { tabindex: -1 });
  set(next, { tabindex: 0 });
  next.focus();
}

// Columns that take long to fill are asked for once, when the first of them comes into view.
function watch(root) {
  root.late = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) root.ask();
  });
}

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".ticked-table");
  if (!root.data) {
    listen(root);
    watch(root);
  }
  root.many ??= AT_ONCE;
  root.ask = () => { if (!root.data.filled) setStateValue("near", true); };
  pressed(root, data.heard, (wish) => setStateValue("wish", wish));
  newest(data, (drawn) => show(root, drawn));
}

function show(root, data) {
  root.data = data;
  root.style.maxHeight = `${data.height}px`;
  set(root.querySelector("table"), { lang: data.lang });
  say(root.querySelector("caption"), data.caption);
  heads(root, data.columns);
  draw(root);
}
