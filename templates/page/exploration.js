const { datasets, light, dark, patch } = JSON.parse(document.getElementById("explored").textContent);
const night = matchMedia("screen and (prefers-color-scheme: dark)");
// Read aloud, hundreds of dots say nothing; the table below says what the best of them are.
const draw = async () => {
  const spec = { ...(night.matches ? dark : light), datasets };
  await vegaEmbed("#chart", spec, { actions: false, patch, renderer: "svg" });
  document.querySelector("#chart svg").setAttribute("aria-hidden", "true");
  document.documentElement.classList.add("runs");
};
night.addEventListener("change", draw);
draw();
