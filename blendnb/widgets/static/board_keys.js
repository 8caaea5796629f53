// The board by keyboard alone: every key does one thing to the row that has the focus, or to all
// chosen rows if it is one of them.

import { DAYS_IN_WEEK } from "./board_axis.js";

export const BOARD_KEYS = [
  ["↑ ↓, home, end", "Go from bar to bar"],
  ["← →", "Move by a day; with shift by a week"],
  ["alt + ← →", "Shorten or lengthen by a day; with shift by a week"],
  ["space", "Choose a bar in addition, or no longer"],
  ["shift + ↑ ↓, ctrl + a", "Choose several, or all"],
  ["enter", "Open the side panel of a bar"],
  ["n", "Add from the palette"],
  ["d", "Duplicate"],
  ["delete", "Delete"],
  ["escape", "Give up a drag; choose nothing"],
];

export function hearBoardKeys(list, board) {
  list.addEventListener("keydown", (event) => {
    const id = event.target.closest("[data-row]")?.dataset.row;
    if (!id || event.isComposing) return;
    const act = actOf(event, board, id);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

function actOf({ key, shiftKey: shift, altKey: alt, ctrlKey, metaKey }, board, id) {
  const all = ctrlKey || metaKey;
  const days = (shift ? DAYS_IN_WEEK : 1) * (key === "ArrowLeft" ? -1 : 1);
  if (all) return key.toLowerCase() === "a" && !alt ? () => board.chooseAll() : null;
  switch (key) {
    case "ArrowUp":
    case "ArrowDown":
      return alt ? null : () => board.goBy(id, key === "ArrowUp" ? -1 : 1, shift);
    case "Home":
    case "End":
      return () => board.goBy(id, key === "Home" ? -Infinity : Infinity, shift);
    case "ArrowLeft":
    case "ArrowRight":
      return () => board.shift(id, alt ? "last" : "move", days);
    case " ":
      return () => board.choose(id);
    case "Enter":
      return alt ? null : () => board.edit(id);
    case "Delete":
    case "Backspace":
      return alt ? null : () => board.remove(id);
    case "Escape":
      return board.escape();
    default:
      return alt ? null : LETTERS[key.toLowerCase()]?.(board, id);
  }
}

const LETTERS = {
  n: (board) => () => board.palette(),
  d: (board, id) => () => board.duplicate(id),
};
