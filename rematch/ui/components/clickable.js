export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".clickable");
  newest(data, ({ html, line }) => {
    if (line) root.querySelector("p").outerHTML = line;
    else if (root.said !== html) root.innerHTML = html;
    root.said = html;
  });
  root.onclick = (event) => {
    const chosen = event.target.closest("[data-household]");
    if (chosen) setTriggerValue("household", chosen.dataset.household);
  };
}
