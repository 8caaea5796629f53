// Speaks the language file's English, as the kernel has it spoken: import it before what is tested.

import { readFileSync } from "node:fs";

import { speak } from "../../blendnb/widgets/static/texts.js";

const FILE = new URL("../../templates/language/en.toml", import.meta.url);
const SECTION = "[studio.text]";

/** The texts of the scripts by key: one text a line, or its plural forms. */
export function english() {
  const [, after] = readFileSync(FILE, "utf8").split(`\n${SECTION}\n`);
  const [section] = after.split(/\n\[/);
  const lines = [...section.matchAll(/^(\w+) = (.+)$/gm)];
  return Object.fromEntries(lines.map(([, key, value]) => [key, value.startsWith("{") ? forms(value) : JSON.parse(value)]));
}

function forms(table) {
  return Object.fromEntries([...table.matchAll(/(\w+) = ("(?:[^"\\]|\\.)*")/g)].map(([, name, value]) => [name, JSON.parse(value)]));
}

speak(english());
