const { datasets, light, dark, patch } = JSON.parse(document.getElementById("explored").textContent);
const night = matchMedia("screen and (prefers-color-scheme: dark)");
const draw = () =>
  vegaEmbed("#chart", { ...(night.matches ? dark : light), datasets }, { actions: false, patch, renderer: "svg" });
night.addEventListener("change", draw);
draw();
