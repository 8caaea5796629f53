// A chart is one Vega view that lives as long as its panel. Python sends the compiled drawing once
// and fresh columns after that; only a drawing of another shape replaces the view, drawn out of
// sight first, so that nothing flickers.

import { h } from "./dom.js";

const RUNTIME = Symbol.for("blendnb.vega");

// The Vega runtime, asked for once a page whichever widget comes first.
export function vega(model) {
  globalThis[RUNTIME] ??= new Promise((resolve, reject) => {
    const late = setTimeout(() => failed(new Error("The charts did not load; run the cell again.")), 30000);
    function failed(error) {
      delete globalThis[RUNTIME];
      reject(error);
    }
    function heard(message, buffers) {
      if (message.kind !== "vega") return;
      model.off("msg:custom", heard);
      clearTimeout(late);
      const url = URL.createObjectURL(new Blob(buffers, { type: "text/javascript" }));
      import(url).then(resolve, failed).finally(() => URL.revokeObjectURL(url));
    }
    model.on("msg:custom", heard);
    model.send({ want: "vega" });
  });
  return globalThis[RUNTIME];
}

export function chart(model) {
  const place = h("div", { class: "drawing", "data-live": true });
  let view = null;
  let finalize = null;
  let drawn = null; // shape of the drawing on the page
  let work = Promise.resolve();
  let newest = 0;
  const drawings = new Map(); // by shape: what Python has sent before and does not send again

  async function draw(figure, turn) {
    const { default: embed } = await vega(model);
    if (turn !== newest) return; // a newer figure is waiting behind this one
    if (view && figure.shape === drawn) await refresh(figure);
    else await replace(embed, figure);
    const picture = place.querySelector("svg");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", figure.description);
  }

  async function refresh({ height, data }) {
    for (const [name, columns] of Object.entries(data)) view.data(name, rows(columns));
    await view.height(height).runAsync();
  }

  async function replace(embed, { shape, height, data }) {
    const drawing = drawings.get(shape);
    const sources = drawing.data.map((source) => (data[source.name] ? { ...source, values: rows(data[source.name]) } : source));
    const stage = h("div");
    const made = await embed(stage, { ...drawing, height, data: sources }, { mode: "vega", renderer: "svg", actions: false, defaultStyle: false });
    place.replaceChildren(stage);
    close();
    [view, finalize] = [made.view, made.finalize];
    // Vega reads texts such as dates only when it loads them, so such a drawing is always replaced.
    drawn = drawing.data.some(({ format }) => format?.parse) ? null : shape;
  }

  function close() {
    finalize?.();
    [view, finalize, drawn] = [null, null, null];
  }

  return {
    element: place,
    show(figure) {
      if (figure.drawing) drawings.set(figure.shape, figure.drawing);
      const turn = (newest += 1);
      work = work.then(() => draw(figure, turn)).catch((error) => {
        place.textContent = `This chart could not be drawn (${error.message}).`;
        close();
      });
      return work;
    },
    close,
  };
}

function rows(columns) {
  const names = Object.keys(columns);
  const length = columns[names[0]]?.length ?? 0;
  return Array.from({ length }, (_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}
