// What a number may be is told before it is typed: seen in its field where there is room, heard with it.
(() => {
  const page = (window.rematch ??= {});
  const BOX = "[data-testid=stNumberInputContainer]";
  const ROOM = 200;

  page.tellLimits = () => {
    for (const input of document.querySelectorAll(`${BOX} input[max]:not([max=""])`)) {
      const [low, high] = [input.min, input.max].map((bound) => bound && written(bound));
      const words = page.words.limits[input.min === "" ? "most" : "both"].replace("{low}", low).replace("{high}", high);
      if (input.title !== words) input.title = words;
      const box = input.closest(BOX), seen = box.clientWidth >= ROOM ? words : "";
      if ((box.dataset.limits ?? "") !== seen) box.dataset.limits = seen;
    }
  };

  const written = (bound) => Number(bound).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 9 });
})();
