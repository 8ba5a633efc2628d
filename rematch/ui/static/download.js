// Saves a chart as an image with plotly.js's own, hidden button: its format is an option of the drawn chart. What the
// chart is, of what and of which day, is drawn over it; that and what comes of it is written into the file, too: as
// title and description of an SVG, as texts of a PNG.
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
  const HEADER = 33, PAD = 10, LEADING = 1.35, PNG_SCALE = 2;

  function wrapped(pen, text, width) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.filter(Boolean);
  }
  // The lines over an image of this width, each with its font and the place of its foot, and how high all are.
  function heading({ name, mark, font }, width) {
    const pen = document.createElement("canvas").getContext("2d"), lines = [];
    let foot = PAD;
    for (const [text, size, weight] of [[name, 15, 600], [mark, 12, 400]]) {
      pen.font = `${weight} ${size}px ${font}`;
      for (const line of wrapped(pen, text, width - 2 * PAD)) lines.push({ line, size, weight, foot: (foot += LEADING * size) });
    }
    return { lines, height: Math.ceil(foot + PAD) };
  }
  async function headedPng(found, said) {
    const drawn = await createImageBitmap(found), { lines, height } = heading(said, drawn.width / PNG_SCALE);
    const sheet = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height + PNG_SCALE * height });
    const pen = sheet.getContext("2d");
    pen.fillStyle = said.paper;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(drawn, 0, PNG_SCALE * height);
    pen.scale(PNG_SCALE, PNG_SCALE);
    pen.fillStyle = said.ink;
    for (const { line, size, weight, foot } of lines) {
      pen.font = `${weight} ${size}px ${said.font}`;
      pen.fillText(line, PAD, foot);
    }
    const whole = await new Promise((done) => sheet.toBlob(done, "image/png"));
    return new Uint8Array(await whole.arrayBuffer());
  }
  const SVG = "http://www.w3.org/2000/svg";
  async function headedSvg(found, said) {
    const drawn = new DOMParser().parseFromString(await found.text(), "image/svg+xml"), root = drawn.documentElement;
    const [width, below] = ["width", "height"].map((side) => parseFloat(root.getAttribute(side)));
    const { lines, height } = heading(said, width), inside = [...root.childNodes];
    const made = (tag, attributes, ...inner) => {
      const node = root.appendChild(drawn.createElementNS(SVG, tag));
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      node.append(...inner);
    };
    made("rect", { width, height: below + height, fill: said.paper });
    made("g", { transform: `translate(0,${height})` }, ...inside);
    for (const { line, size, weight, foot } of lines) {
      made("text", { x: PAD, y: foot, fill: said.ink, "font-family": said.font, "font-size": size, "font-weight": weight }, line);
    }
    root.setAttribute("height", below + height);
    root.setAttribute("viewBox", `0 0 ${width} ${below + height}`);
    return drawn;
  }

  const described = {
    png: async (found, { name, words, ...said }) => {
      const file = await headedPng(found, { name, ...said });
      const texts = new Uint8Array([...chunk("Title", name), ...chunk("Description", words)]);
      return [file.slice(0, HEADER), texts, file.slice(HEADER)];
    },
    svg: async (found, { name, words, ...said }) => {
      const drawn = await headedSvg(found, { name, ...said });
      for (const [tag, text] of [["desc", words], ["title", name]]) {
        const node = drawn.createElementNS(SVG, tag);
        node.textContent = text;
        drawn.documentElement.prepend(node);
      }
      drawn.documentElement.setAttribute("role", "img");
      return [new XMLSerializer().serializeToString(drawn)];
    },
  };

  async function save(link, { format, ...said }) {
    const found = await (await fetch(link.href)).blob();
    const whole = new Blob(await described[format](found, said), { type: found.type });
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
    const { format, name, words, mark } = button.dataset;
    const { paper_bgcolor: paper, font: { family: font, color: ink } } = chart._fullLayout;
    asked = { format, name, words, mark, paper, font, ink, file: `${button.dataset.chart}.${format}` };
    chart._context.toImageButtonOptions = { format, filename: button.dataset.chart, scale: format === "png" ? PNG_SCALE : 1 };
    chart.querySelector(".modebar-btn").click();
  });
}
