// Focus stays where somebody works: on the heading of a new page, in what has opened, beside what has vanished.
(() => {
  const page = (window.rematch ??= {});
  const READY = "[data-testid=stApp][data-test-script-state=notRunning]";
  const TABBED = "a[href], button, input, select, textarea, summary, [tabindex]";
  const HEADING = "h1, h2, h3, h4";
  const SCROLLED = ".katex-display, pre, [data-testid=stTable]";
  const TYPED = "textarea, input:not([type=range], [type=checkbox], [type=radio], [role=combobox][aria-expanded=false])";
  const KEYS = { undo: "Control+Z Meta+Z", redo: "Control+Shift+Z Control+Y Meta+Shift+Z" };
  const WAITED = 3000, PATIENCE = 500;
  let trail = [], byKeys = true, wanted = null, opened = null, asked = false, lostAt = null;

  const enabled = (node) => node.isConnected && !node.disabled && node.tabIndex >= 0 && node.getClientRects().length > 0
    && !node.closest("[inert], [aria-hidden=true]");
  // What is worked with comes before the sign that explains it.
  const first = (root) => {
    const all = [...root.querySelectorAll(TABBED)].filter(enabled);
    return all.find((node) => !node.closest(".stTooltipIcon")) ?? all[0];
  };
  // A widget that is shown anew, as its value was changed elsewhere, has the number of its turn behind its key.
  const keyed = (key) => document.querySelector(`[class~="st-key-${key}"], [class*="st-key-${key}-turn"]`);
  const KEY = /st-key-([\w-]+?)(?:-turn\d+)?(?![\w-])/;
  const lost = () => !document.activeElement || document.activeElement === document.body
    || document.activeElement.disabled || !document.activeElement.isConnected;

  function enter(node) {
    if (!node) return false;
    if (!node.matches(TABBED)) node.tabIndex = -1;
    node.focus({ preventScroll: !byKeys });
    return document.activeElement === node;
  }
  const head = (root) => root.querySelector(HEADING) ?? first(root) ?? root;

  // What had the focus, and what stands around it: the nearest that is still there takes it over.
  function remember(node) {
    trail = [];
    for (let at = node; at && at !== document.body; at = at.parentElement) {
      trail.push({ at, key: KEY.exec(at.getAttribute("class") ?? "")?.[1] });
    }
  }
  // What is drawn anew has the focus again as soon as it is there; else it is waited for.
  function gone() {
    if (wanted || !trail.length || !lost() || !document.querySelector(READY)) { lostAt = null; return; }
    lostAt ??= Date.now();
    const near = trail.find(({ key }) => key);
    const there = near && keyed(near.key);
    if (!(there && first(there)) && Date.now() - lostAt < PATIENCE) setTimeout(soon, PATIENCE);
    else again();
  }
  function again() {
    for (const { at, key } of trail) {
      const there = at.isConnected ? at : key && keyed(key);
      if (there?.querySelector("h1")) break;
      if (!there) continue;
      const next = enabled(there) && there.matches(TABBED) ? there : first(there);
      if (next) return enter(next);
    }
    enter(document.querySelector("[data-testid=stMain] h1"));
  }

  // Whoever works on the new page already, before it was said to be one, is not called back.
  const goneOn = () => !lost() && document.activeElement.tagName !== "H1"
    && Boolean(document.activeElement.closest("[data-testid=stMain], [data-testid=stSidebar]"));

  // A page, or a step of one, that was gone to: its heading, once it is there and another than before.
  function arrive() {
    const root = wanted?.key ? keyed(wanted.key) : document.querySelector("[data-testid=stMain]");
    const heading = root && head(root);
    if (!heading && document.querySelector(READY) && Date.now() > wanted.until) wanted = null;
    if (!heading || !document.querySelector(READY) || heading.closest("[data-stale=true]")) return;
    if (!wanted.key && heading.tagName !== "H1") return;
    const called = wanted.key || !goneOn();
    wanted = null;
    if (called) enter(heading);
  }

  function open() {
    const body = document.querySelector("[data-testid=stPopoverBody]");
    if (!body) opened = null;
    if (!body || opened === body || !document.querySelector(READY)) return;
    opened = body;
    if (!body.contains(document.activeElement)) enter(first(body) ?? body);
  }

  // Past the last control of what has opened, or before the first, one goes on at the button that opened it.
  function leave(event) {
    const body = event.target.closest?.("[data-testid=stPopoverBody]");
    if (event.key !== "Tab" || !body) return;
    const stops = [...body.querySelectorAll(TABBED)].filter(enabled);
    const button = document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]");
    if (!button || (event.target !== (event.shiftKey ? first(body) : stops.at(-1)) && event.target !== body)) return;
    if (event.target === body && stops.length && !event.shiftKey) return;
    button.focus();
    button.click();
    if (event.shiftKey) event.preventDefault();
  }

  // Undo and redo by keys; a box that is typed in has its own.
  function steps(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const which = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!which || event.target.closest?.(TYPED)) return;
    const button = keyed(which)?.querySelector("button");
    if (!button) return;
    event.preventDefault();
    if (button.disabled) page.say?.(page.words[which]);
    else button.click();
  }

  // To a part of the page by its number among those that can be skipped to.
  function skipByKey(event) {
    const number = event.altKey && event.shiftKey && /^Digit([1-9])$/.exec(event.code)?.[1];
    const part = number && page.skips?.[number - 1];
    if (!part || !keyed(part[0])) return;
    event.preventDefault();
    enter(first(keyed(part[0])));
  }

  function skips() {
    const main = document.querySelector("[data-testid=stSkipToContent]");
    if (!main) return;
    const there = page.skips.filter(([key]) => keyed(key));
    const words = there.map(([, said]) => said).join("|");
    for (const [key] of there) keyed(key).id ||= `to-${key}`;
    if (page.skipped === words && document.querySelector(".skips")) return;
    page.skipped = words;
    document.querySelector(".skips")?.remove();
    const nav = document.createElement("nav");
    nav.className = "skips";
    nav.setAttribute("aria-label", page.words.skips);
    for (const [key, said] of there) {
      const link = document.createElement("a");
      link.href = `#to-${key}`;
      link.textContent = said;
      link.setAttribute("aria-keyshortcuts", `Alt+Shift+${1 + page.skips.findIndex(([one]) => one === key)}`);
      link.addEventListener("click", (event) => { event.preventDefault(); byKeys = true; enter(first(keyed(key))); });
      nav.append(link);
    }
    main.after(nav);
  }

  function scrolled() {
    for (const node of document.querySelectorAll(SCROLLED)) {
      const wide = node.scrollWidth > node.clientWidth + 1;
      if (wide && node.tabIndex < 0) node.tabIndex = 0;
      else if (!wide && node.getAttribute("tabindex") === "0") node.removeAttribute("tabindex");
    }
  }

  function look() {
    asked = false;
    skips();
    scrolled();
    page.tieFaults();
    page.tellLimits();
    for (const drawn of document.querySelectorAll(".js-plotly-plot .main-svg:not([aria-hidden])")) drawn.setAttribute("aria-hidden", "true");
    for (const one of document.querySelectorAll("button.take-along[data-name]")) page.label(one);
    for (const [which, keys] of Object.entries(KEYS)) {
      const button = keyed(which)?.querySelector("button");
      if (button && !button.hasAttribute("aria-keyshortcuts")) button.setAttribute("aria-keyshortcuts", keys);
    }
    if (wanted) arrive();
    open();
    gone();
  }
  const soon = () => { if (!asked) { asked = true; setTimeout(look, 120); } };

  page.goTo = (name, key, turn) => {
    const before = page.at;
    page.at = `${name} ${turn}`;
    if (before !== undefined && before !== page.at) wanted = { key: before.startsWith(`${name} `) ? key : null, until: Date.now() + WAITED };
    soon();
    setTimeout(soon, WAITED + 200);
  };
  page.watchFocus = () => {
    document.addEventListener("focusin", (event) => remember(event.target));
    document.addEventListener("pointerdown", () => { byKeys = false; }, true);
    document.addEventListener("keydown", (event) => { byKeys = true; leave(event); steps(event); skipByKey(event); }, true);
    addEventListener("resize", soon);
    new MutationObserver(soon).observe(document.documentElement, {
      childList: true, subtree: true, attributes: true,
      attributeFilter: ["disabled", "data-test-script-state", "data-stale"],
    });
  };
})();
