// The board's side panel, in place of the step: the palette, or all that one touchpoint is.

import { palette } from "./board_palette.js";
import { touchpointPanel, typedInto } from "./board_panel.js";
import { h } from "./dom.js";

// `board` says what there is and does what is asked for here; `changed` hears what is shown.
export function boardSide(root, board, changed) {
  let shown = null; // { palette: true }, { id } or nothing

  function open(wanted, focusThere = true) {
    shown = wanted;
    if (shown?.id) board.chooseOnly(shown.id);
    changed(shown);
    board.draw();
    if (shown && focusThere) (root.querySelector(".side [data-first]") ?? root.querySelector(".side button"))?.focus();
  }

  function close() {
    if (!shown) return;
    open(null);
    board.focusRow();
  }

  function panel() {
    if (!shown) return null;
    const heading = shown.palette ? "Add to the journey" : "Touchpoint";
    return [
      h("div", { class: "side-head", "data-key": "side-head" }, h("h2", {}, heading), h("button", { type: "button", class: "quiet", "data-board": "close" }, "Back to the step")),
      ...(shown.palette ? palette(...board.forPalette()) : touchpointPanel(...board.forTouchpoint(shown.id))),
    ];
  }

  root.addEventListener("change", ({ target }) => {
    const form = target.closest?.("[data-touchpoint]");
    if (form) board.change(form.dataset.touchpoint, (row, guide) => typedInto({ target, form, row, guide }));
  });

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest(".side")) return;
    event.preventDefault();
    close();
  });

  return {
    get id() {
      return shown?.id;
    },
    get palette() {
      return Boolean(shown?.palette);
    },
    // The step is wanted again, wherever the keyboard is.
    leave() {
      shown = null;
    },
    open,
    close,
    panel,
  };
}
