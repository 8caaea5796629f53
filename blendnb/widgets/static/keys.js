// Keys of the studio: single letters, and only while the focus is in it and no text is typed.

const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const PRESSED = new Set(["checkbox", "radio"]);

function isTyping({ nodeName, type, isContentEditable }) {
  return (TYPING.has(nodeName) && !PRESSED.has(type)) || isContentEditable;
}

// `acts` has a function for each key, `step(n)`, `option(n)` and `part(by)`, which F6 means even where
// text is typed: from a text box to the board it is some ninety times the Tab key.
export function hearKeys(root, acts) {
  root.addEventListener("keydown", (event) => {
    if (event.key === "F6" && !event.target.closest("dialog")) {
      event.preventDefault();
      acts.part(event.shiftKey ? -1 : 1);
      return;
    }
    const undoing = (event.ctrlKey || event.metaKey) && !event.altKey && !isTyping(event.target) && { z: event.shiftKey ? "r" : "u", y: "r" }[event.key.toLowerCase()];
    if (undoing && !event.target.closest("dialog")) {
      event.preventDefault();
      event.stopPropagation();
      acts[undoing]();
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.target.closest("dialog, .palette")) return;
    const digit = event.code.match(/^Digit([1-5])$/)?.[1];
    const act = digit ? () => acts[event.shiftKey ? "option" : "step"](Number(digit) - 1) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
