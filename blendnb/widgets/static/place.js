// Where a widget stands on a page: how wide it is, and whether its kernel is still there.

import { h } from "./dom.js";

const GONE = "The kernel was restarted. Run this cell again to go on.";
const PADDING = 40; // of the pane on the right, left and right
const ROUNDING = 20; // so that a window being resized asks for few new drawings

// Says hello once the widget stands on the page, tells every new width, and says when the kernel
// is gone. Returns what ends it.
export function standing(model, root, results, talk, say) {
  const gone = () => {
    talk.close();
    say(GONE);
  };
  model.on("comm_live_update", gone);

  // The first measurement is the moment at which the widget stands on the page: the time to say hello.
  let width = 0;
  const observer = new ResizeObserver(() => {
    const room = Math.floor(((results.clientWidth || root.clientWidth) - PADDING) / ROUNDING) * ROUNDING;
    if (root.clientWidth === 0 || room === width) return;
    talk.send(width === 0 ? { hello: room } : { width: room });
    width = room;
  });
  observer.observe(root);

  return () => {
    observer.disconnect();
    talk.close();
    model.off("comm_live_update", gone);
  };
}

export function shows(view, text) {
  return h("button", { type: "button", "data-shows": view }, text);
}

export function attributesOf(element) {
  return Object.fromEntries(element.getAttributeNames().map((name) => [name, element.getAttribute(name)]));
}
