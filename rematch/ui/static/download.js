// Saves a chart as an image with plotly.js's own, hidden button: its format is an option of the drawn chart.
if (!window.rematchDownloads) {
  window.rematchDownloads = true;
  document.addEventListener("click", (event) => {
    const asked = event.target.closest?.("button[data-chart]");
    const chart = asked && document.querySelector(`.st-key-${asked.dataset.chart} .js-plotly-plot`);
    if (!chart) return;
    const format = asked.dataset.format;
    chart._context.toImageButtonOptions = { format, filename: asked.dataset.chart, scale: format === "png" ? 2 : 1 };
    chart.querySelector(".modebar-btn").click();
  });
}
