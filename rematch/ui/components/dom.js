// What every drawn piece needs: the document is only touched where it says something else.
const set = (node, values) => {
  for (const [name, value] of Object.entries(values)) {
    if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
};
const say = (node, words) => { if (node.textContent !== words) node.textContent = words; };

// One node an item, kept by its key as long as the item is there.
function patch(parent, items, begin, update) {
  parent.kept ??= new Map();
  const keys = new Set(items.map((item) => item.key));
  for (const [key, node] of parent.kept) {
    if (!keys.has(key)) { node.remove(); parent.kept.delete(key); }
  }
  for (const item of items) {
    let node = parent.kept.get(item.key);
    if (!node) {
      node = begin(item);
      parent.kept.set(item.key, node);
      parent.append(node);
    }
    update(node, item);
  }
}

// What was pressed stands until the server has heard it, whatever an older answer says; presses are numbered.
function pressed(root, heard, send) {
  root.wished ??= new Map();
  root.presses = Math.max(root.presses ?? 0, heard);
  for (const [key, [, press]] of root.wished) if (press <= heard) root.wished.delete(key);
  root.press = (key, value) => {
    root.presses += 1;
    root.wished.set(key, [value, root.presses]);
    send(Object.fromEntries([...root.wished].filter(([, [, press]]) => press !== Infinity)));
  };
}

// A move may be answered beside the page's own run; until a run has heard that move, the answer is newer.
const direct = (window.direct ??= { press: 0, said: {}, draw: {}, asking: null });

function newest(data, draw) {
  direct.draw[data.piece] = draw;
  draw((data.moves < direct.press && direct.said[data.piece]) || data);
}
