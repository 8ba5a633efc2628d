export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".clickable");
  if (root.said !== data.html) {
    root.said = data.html;
    root.innerHTML = data.html;
  }
  root.onclick = (event) => {
    const chosen = event.target.closest("[data-household]");
    if (chosen) setTriggerValue("household", chosen.dataset.household);
  };
}
