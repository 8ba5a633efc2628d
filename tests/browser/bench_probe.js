// Milliseconds from a key press to the changes of the document; the framework's own signs of work do not count.
(() => {
  const bench = { began: null, first: null, numbers: null, drawn: null, last: null };
  const APART = "[data-testid=stHeader], [data-testid=stStatusWidget], [data-testid=stSpinner]";
  const of = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const counts = (record) => {
    const target = of(record.target);
    if (!target || target.closest(APART)) return false;
    if (record.type === "attributes") return !/^data-(stale|test)/.test(record.attributeName);
    return ![...record.addedNodes, ...record.removedNodes].some((node) => of(node)?.matches?.(APART));
  };
  const look = (records) => {
    if (bench.began === null) return;
    const now = performance.now() - bench.began;
    for (const record of records) {
      if (!counts(record)) continue;
      bench.last = now;
      const target = of(record.target);
      if (!target.closest("canvas")) bench.drawn = now;
      if (record.type === "attributes" || !target.closest("[data-testid=stMain]")) continue;
      const place = target.closest("[class*=st-key-numbers], .st-key-changed");
      if (place) bench.numbers = now;
      if (!target.closest("[data-testid=stSlider]")) bench.first ??= now;
    }
  };
  bench.finished = (quiet) =>
    document.querySelector("[data-test-script-state=notRunning]") !== null &&
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
