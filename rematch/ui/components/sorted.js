// Rows by what `value` says of each, one way or the other; those of which it says nothing come last.
function byValue(rows, value, way, lang) {
  const words = new Intl.Collator(lang, { numeric: true });
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    return way * (typeof a === "number" && typeof b === "number" ? a - b : words.compare(a, b));
  });
}

const turned = (sort, id) => ({ id, way: sort?.id === id ? -sort.way : 1 });

// A head sorts. The order is that of the press: no row runs away from who is writing in it, new ones come last.
function sort(root, id) {
  const { columns, rows, lang } = root.data;
  const k = columns.findIndex((one) => one.id === id);
  const value = ({ cells: { [k]: cell } }) => (columns[k].kind === "said" && Array.isArray(cell) ? cell[0]
    : typeof cell === "boolean" ? Number(!cell) : said(columns[k], cell) || null);
  root.sort = turned(root.sort, id);
  root.order = byValue(rows, value, root.sort.way, lang).map(({ key }) => key);
}

function inOrder(root) {
  if (!root.order) return root.data.rows;
  const place = new Map(root.order.map((key, at) => [key, at]));
  const at = ({ key }) => place.get(key) ?? place.size;
  return [...root.data.rows].sort((one, other) => at(one) - at(other));
}

function showSort(root) {
  root.querySelectorAll("thead th").forEach((head, k) => {
    if (root.sort?.id === root.data.columns[k].id) set(head, { "aria-sort": root.sort.way > 0 ? "ascending" : "descending" });
    else head.removeAttribute("aria-sort");
  });
}

// One head is in the order of the tab key, arrows go to the others.
function alongHeads(root, event) {
  const all = [...root.querySelectorAll("thead button")];
  const k = all.indexOf(event.target);
  const to = { ArrowLeft: k - 1, ArrowRight: k + 1, Home: 0, End: all.length - 1 }[event.key];
  if (k < 0 || !all[to]) return;
  event.preventDefault();
  set(all[k], { tabindex: -1 });
  set(all[to], { tabindex: 0 });
  all[to].focus();
}
