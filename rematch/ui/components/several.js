// Several are chosen in a window of their own; their order is the order in which they were ticked.
function choose(root, node) {
  const dialog = root.querySelector("dialog");
  const [title, chosen, find, list, done] = dialog.children;
  const told = () => say(chosen, wordsOf(column, codes).join(", "));
  const column = root.data.columns[node.closest("td").cellIndex];
  const { key } = node.closest("tr").dataset;
  const now = root.wished.get(nameOf(key, column.id))?.[0];
  const codes = [...(now ?? root.data.rows.find((row) => row.key === key).cells[root.data.columns.indexOf(column)])];
  say(title, node.called);
  set(dialog, { "aria-label": title.textContent });
  set(find, { "aria-label": root.data.words.find, placeholder: root.data.words.find });
  find.hidden = column.options.length < 10;
  find.value = "";
  list.replaceChildren(...column.options.map(([code, words]) => {
    const item = document.createElement("li");
    item.innerHTML = '<label><input type="checkbox"><span></span></label>';
    const [box, text] = item.firstChild.children;
    say(text, words);
    box.checked = codes.includes(code);
    box.onchange = () => {
      if (box.checked) codes.push(code);
      else codes.splice(codes.indexOf(code), 1);
      told();
    };
    return item;
  }));
  find.oninput = () => {
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(find.value.toLowerCase());
  };
  say(done, root.data.words.done);
  done.onclick = () => {
    dialog.close();
    wish(root, node, codes);
  };
  told();
  dialog.showModal();
}
