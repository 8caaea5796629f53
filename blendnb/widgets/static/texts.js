// The sentences of the language that the kernel speaks. It sends them once, when the widget is made;
// the scripts hold none of their own.

/** @typedef {string | Record<string, string>} Text one text, or its plural forms by category and `=n` */

/** @type {Record<string, Text>} */
let spoken = {};
let spokenTag = "en-GB";
let plurals = new Intl.PluralRules(spokenTag);

/**
 * Speak a language from now on.
 *
 * @param {unknown} texts by key, as the widget holds them
 * @param {unknown} tag of the language
 */
export function speak(texts, tag = "en-GB") {
  if (!texts) return;
  spoken = /** @type {Record<string, Text>} */ (texts);
  spokenTag = String(tag);
  plurals = new Intl.PluralRules(spokenTag);
}

/** The tag of the language that is spoken, for dates. */
export function language() {
  return spokenTag;
}

/**
 * A sentence with its gaps filled, as `say` does in Python; `count` chooses among plural forms.
 *
 * @param {string} key
 * @param {Record<string, unknown>} values
 * @returns {string}
 */
export function phrase(key, values = {}) {
  const text = spoken[key] ?? key;
  const form = typeof text === "string" ? text : (text[`=${values.count}`] ?? text[plurals.select(Number(values.count))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}
