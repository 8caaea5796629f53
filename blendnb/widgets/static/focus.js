// Where the keyboard is. What has the focus may go away by what it did: a finding that was mended, a
// button that is not needed any more, a pane that gives room to another. Then what stands nearest has
// it: outside of the studio the next key would be the notebook's.

export const REACHABLE = "input, textarea, select, button:not(:disabled), summary, [tabindex='0']";

// `panes()` are the parts of the studio, nearest to be shown first.
export function heldFocus(root, panes) {
  let around = []; // where the focus was, from the inside out
  const known = new WeakMap(); // what had the focus last in each pane
  let frame = 0;

  root.addEventListener("focusin", ({ target }) => {
    around = [];
    for (let at = target; at && at !== root; at = at.parentElement) if (at === target || at.dataset.key || panes().includes(at)) around.push(at);
    for (const pane of panes()) if (pane.contains(target)) known.set(pane, target);
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !root.contains(relatedTarget)) around = [];
  });
  const pressed = ({ target }) => {
    if (!root.contains(target)) around = [];
  };
  document.addEventListener("pointerdown", pressed, true);

  function lost() {
    const held = document.activeElement;
    if (around.length === 0) return false;
    return held === document.body || (root.contains(held) && !usable(held));
  }

  function keepNow() {
    if (!lost()) return;
    const places = [...around, ...panes()].filter(usable);
    const next = places.map(firstIn).find(Boolean) ?? places[0];
    next?.focus({ preventScroll: true });
  }

  return {
    // After a drawing; and again when what was hidden is known to be hidden.
    keep() {
      keepNow();
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setTimeout(keepNow));
    },
    // What had the focus last in a pane, or what one begins with there.
    into(pane) {
      const last = known.get(pane);
      const next = last && usable(last) ? last : firstIn(pane);
      (next ?? pane).focus();
    },
    close: () => document.removeEventListener("pointerdown", pressed, true),
  };
}

function usable(element) {
  return element.isConnected && !element.disabled && element.checkVisibility({ visibilityProperty: true });
}

function firstIn(place) {
  if (place.matches(REACHABLE)) return place;
  return place.querySelector("[data-row][tabindex='0']") ?? [...place.querySelectorAll(REACHABLE)].find(usable);
}
