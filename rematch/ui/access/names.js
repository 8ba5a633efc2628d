// The framework names its own parts in English: said here in the page's language; icons are not read aloud.
(() => {
  const NAMES = ["aria-label", "title", "placeholder", "alt"];
  const NAMED = NAMES.map((name) => `[${name}]`).join(",");
  const SIGNS = /:material\/\w+:\s*/g;
  const WRITTEN = "[data-testid=stMarkdownContainer]:not([data-testid=stFileUploader] *), .stHtml, .written-table, .ticked-table, svg, script, style, iframe";
  const page = (window.rematch ??= {});
  const kept = new WeakMap();
  let whole = new Map(), parts = [];

  page.speak = (pairs) => {
    const filled = ([english]) => english.includes("{");
    const quoted = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    whole = new Map(pairs.filter((pair) => !filled(pair)));
    parts = pairs.filter(filled).map(([english, said]) =>
      [new RegExp(`^${quoted(english).replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`), said]);
    page.name(document.documentElement);
  };

  function inWords(english) {
    if (whole.has(english)) return whole.get(english);
    for (const [pattern, said] of parts) {
      const found = pattern.exec(english);
      if (found) return said.replace(/\{(\w+)\}/g, (_, name) => asWritten(name, found.groups[name]));
    }
    const at = english.indexOf(": ");
    const head = at > 0 && whole.get(english.slice(0, at));
    return head ? `${head}: ${inWords(english.slice(at + 2))}` : english;
  }

  // Bounds are numbers: as the page's language writes them.
  const asWritten = (name, words) => (name === "low" || name === "high") && words !== "" && Number.isFinite(Number(words))
    ? new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 9 }).format(Number(words)) : words;

  // What it was in English is kept, for the page may change its language.
  function say(node, name, now, write) {
    if (!now) return;
    const all = kept.get(node) ?? {};
    const english = all[name]?.[1] === now ? all[name][0] : now;
    const said = inWords(english).replace(SIGNS, "");
    if (said === now) return;
    kept.set(node, { ...all, [name]: [english, said] });
    write(said);
  }

  const written = { acceptNode: (node) => node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT
    : node.matches(WRITTEN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP };

  function label(node) {
    for (const name of NAMES) {
      say(node, name, node.getAttribute(name), (said) => node.setAttribute(name, said));
    }
    if (node.matches("button.take-along[data-name]")) taken(node);
    if (node.matches("[role=img][aria-label$=' icon']")) node.setAttribute("aria-hidden", "true");
  }

  // The button for a chart's rows says whose they are, as those for its image do.
  function taken(beside) {
    const files = beside.closest("[class*=_files]");
    for (const button of files?.querySelectorAll("[data-testid=stDownloadButton] button") ?? []) {
      button.setAttribute("aria-label", `CSV: ${beside.dataset.name}`);
    }
  }

  page.label = label;
  page.name = (root) => {
    if (root.nodeType === Node.TEXT_NODE) {
      if (!root.parentElement?.closest(WRITTEN)) say(root, "#", root.data, (said) => { root.data = said; });
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    for (const node of [root, ...root.querySelectorAll(NAMED)]) label(node);
    for (const part of root.querySelectorAll("[class*=st-key-spoken_]")) speaks(part);
    speaks(root);
    if (root.closest(WRITTEN)) return;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, written);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.nodeType === Node.TEXT_NODE) say(text, "#", text.data, (said) => { text.data = said; });
    }
  };

  // A part of the page in another language than the page: the key of its container says which.
  function speaks(part) {
    const lang = /st-key-spoken_([A-Za-z0-9-]+)/.exec(part.getAttribute("class") ?? "")?.[1];
    if (lang && part.lang !== lang) part.lang = lang;
  }

  page.watchNames = () => new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(page.name);
      else if (type === "characterData") page.name(target);
      else { label(target); speaks(target); }
    }
  }).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: [...NAMES, "class"],
  });
})();
