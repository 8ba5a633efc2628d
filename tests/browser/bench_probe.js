// Milliseconds from a key press to the changes of the document; the framework's own signs of work do not count.
(() => {
  const bench = { began: null, first: null, numbers: null, drawn: null, last: null };
  const APART = "[data-testid=stHeader], [data-testid=stStatusWidget], [data-testid=stSpinner]";
  const NUMBERS = "[class*=st-key-numbers], .st-key-movers";
  const PLAN = `${NUMBERS}, .st-key-plan_map, .st-key-plan_table, .st-key-group_weights`;
  const of = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  // What is not drawn anew yet gets another class, as every element of the empty page does.
  const marked = ({ attributeName, target }) => attributeName === "class" && target.matches("[data-stale]");
  const counts = (record) => {
    const target = of(record.target);
    if (!target || target.closest(APART)) return false;
    if (record.type === "attributes") return !/^data-(stale|test)/.test(record.attributeName) && !marked(record);
    return ![...record.addedNodes, ...record.removedNodes].some((node) => of(node)?.matches?.(APART));
  };
  const look = (records) => {
    if (bench.began === null) return;
    const now = performance.now() - bench.began;
    for (const record of records) {
      if (!counts(record)) continue;
      bench.last = now;
      const target = of(record.target);
      if (target.closest(PLAN)) bench.drawn = now;
      if (record.type === "attributes" || !target.closest("[data-testid=stMain]")) continue;
      if (target.closest(NUMBERS)) bench.numbers = now;
      if (!target.closest("[data-testid=stSlider]")) bench.first ??= now;
    }
  };
  bench.finished = (quiet) =>
    document.querySelector("[data-test-script-state=notRunning]") !== null &&
    !window.direct?.asking &&
    bench.last !== null &&
    performance.now() - bench.began - bench.last > quiet;
  bench.read = () => ({ first: bench.first, numbers: bench.numbers, drawn: bench.drawn, last: bench.last });
  window.bench = bench;
  document.addEventListener(
    "keydown",
    () => Object.assign(bench, { began: performance.now(), first: null, numbers: null, drawn: null, last: null }),
    true,
  );
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document, all);
})();
