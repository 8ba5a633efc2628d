// What is wrong with a field is heard with it: its sentence below is tied to it, and it is marked as refused.
(() => {
  const page = (window.rematch ??= {});
  const FIELD = "input:not([type=file], [type=range]), textarea, button:not(.stTooltipIcon *)";
  const TIED = "aria-describedby", MARK = "data-refused";

  page.tieFaults = () => {
    const said = new Map([...document.querySelectorAll(".field-fault")].map((one) => [one.dataset.field, one.id]));
    for (const field of document.querySelectorAll(`[${MARK}]`)) {
      if (!said.has(field.getAttribute(MARK))) untie(field);
    }
    for (const [key, id] of said) {
      const field = document.querySelector(`[class~="st-key-${key}"]`)?.querySelector(FIELD);
      if (!field || field.getAttribute(MARK) === key) continue;
      field.setAttribute(MARK, key);
      if (field.matches("input, textarea")) field.setAttribute("aria-invalid", "true");
      field.setAttribute(TIED, [...others(field), id].join(" "));
    }
  };

  const others = (field) => (field.getAttribute(TIED) ?? "").split(" ").filter((id) => id && !id.startsWith("fault-"));

  function untie(field) {
    field.removeAttribute(MARK);
    field.removeAttribute("aria-invalid");
    const left = others(field).join(" ");
    if (left) field.setAttribute(TIED, left);
    else field.removeAttribute(TIED);
  }
})();
