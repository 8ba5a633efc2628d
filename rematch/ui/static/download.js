// Saves a chart as an image with plotly.js's own, hidden button: its format is an option of the drawn chart. What the
// chart is and what comes of it is written into the file: as title and description of an SVG, as texts of a PNG.
if (!window.rematchDownloads) {
  window.rematchDownloads = true;
  let asked = null;
  const bytes = (text) => new TextEncoder().encode(text);
  const number = (value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

  function check(part) {
    let found = ~0;
    for (const byte of part) {
      found ^= byte;
      for (let bit = 0; bit < 8; bit += 1) found = (found >>> 1) ^ (found & 1 ? 0xedb88320 : 0);
    }
    return ~found;
  }

  const chunk = (keyword, text) => {
    const part = [...bytes(`iTXt${keyword}\0\0\0${document.documentElement.lang}\0\0${text}`)];
    return [...number(part.length - 4), ...part, ...number(check(part))];
  };
  const HEADER = 33;
  const described = {
    png: (file, { name, words }) => {
      const texts = new Uint8Array([...chunk("Title", name), ...chunk("Description", words)]);
      return [file.slice(0, HEADER), texts, file.slice(HEADER)];
    },
    svg: (file, { name, words }) => {
      const drawn = new DOMParser().parseFromString(new TextDecoder().decode(file), "image/svg+xml");
      for (const [tag, text] of [["desc", words], ["title", name]]) {
        const node = drawn.createElementNS("http://www.w3.org/2000/svg", tag);
        node.textContent = text;
        drawn.documentElement.prepend(node);
      }
      drawn.documentElement.setAttribute("role", "img");
      return [new XMLSerializer().serializeToString(drawn)];
    },
  };

  async function save(link, { format, ...said }) {
    const found = await (await fetch(link.href)).blob();
    const whole = new Blob(described[format](new Uint8Array(await found.arrayBuffer()), said), { type: found.type });
    const own = Object.assign(document.createElement("a"), { href: URL.createObjectURL(whole), download: link.download });
    own.click();
    setTimeout(() => URL.revokeObjectURL(own.href), 10000);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[download]");
    if (link && link.download === asked?.file) {
      event.preventDefault();
      save(link, asked);
      asked = null;
    }
    const button = event.target.closest?.("button[data-chart]");
    const chart = button && document.querySelector(`.st-key-${button.dataset.chart} .js-plotly-plot`);
    if (!chart) return;
    const { format, name, words } = button.dataset;
    asked = { format, name, words, file: `${button.dataset.chart}.${format}` };
    chart._context.toImageButtonOptions = { format, filename: button.dataset.chart, scale: format === "png" ? 2 : 1 };
    chart.querySelector(".modebar-btn").click();
  });
}
