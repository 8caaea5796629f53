// Every text and every mark of a page beside what is painted behind it, with their contrast.
//
// What is behind is asked of the browser: everything painted under a point, from the top down.
// A mark is what a drawing paints: a reader must see its fill or its outline. Marks of one group may
// lie over each other, as dots do; what is behind them is what is behind their group.
() => {
  const parse = color => {
    const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
    return color.startsWith("color(srgb") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], [R, G, B]) =>
    [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => c / 255)
      .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const isMark = e => e instanceof SVGGeometryElement || e instanceof SVGTextContentElement;
  const opacity = e => {
    let all = 1;
    for (let at = e; at instanceof Element; at = at.parentElement) all *= getComputedStyle(at).opacity;
    return all;
  };
  const paint = (e, kind) => {
    const style = getComputedStyle(e), color = style[kind];
    if (!color || color === "none" || (kind === "stroke" && !parseFloat(style.strokeWidth))) return null;
    const [r, g, b, a] = parse(color);
    const alpha = a * style[kind + "Opacity"] * opacity(e);
    return alpha ? [r, g, b, alpha] : null;
  };
  const inFill = (e, x, y) => {
    const at = new DOMPoint(x, y).matrixTransform(e.getScreenCTM().inverse());
    return e.isPointInFill(at);
  };
  // What one element paints at a point.
  const painted = (e, x, y, lines) => {
    if (e instanceof SVGTextContentElement) return null;
    if (!isMark(e)) {
      const [r, g, b, a] = parse(getComputedStyle(e).backgroundColor);
      return a ? [r, g, b, a * opacity(e)] : null;
    }
    if (inFill(e, x, y)) return paint(e, "fill");
    return lines ? paint(e, "stroke") : null;
  };
  const behind = (e, x, y, lines) => {
    const stack = document.elementsFromPoint(x, y), place = stack.indexOf(e);
    const below = place < 0 ? stack.filter(other => !e.contains(other)) : stack.slice(place + 1)
      .filter(other => other.parentElement !== e.parentElement || !isMark(e));
    if (!isMark(e)) below.unshift(e);
    const layers = [];
    for (const other of below) {
      const color = painted(other, x, y, lines);
      if (color) layers.push(color);
      if (color && color[3] === 1) break;
    }
    return layers.reverse().reduce((ground, layer) => over(layer, ground), parse(getComputedStyle(document.body).backgroundColor));
  };
  const found = [];
  const note = (kind, e, color, x, y, what) => {
    const ground = behind(e, x, y, kind === "text");
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const large = kind === "text" && (size >= 24 || (size >= 18.66 && style.fontWeight >= 700));
    found.push({
      kind, large, what: what.trim().replace(/\s+/g, " ").slice(0, 60), x, y,
      classes: `${e.parentElement.getAttribute("class") || ""} ${e.getAttribute("class") || ""}`.trim(),
      color: color.map(Math.round).join(), ground: ground.map(Math.round).join(),
      ratio: contrast(over(color, ground), ground),
    });
  };
  const visible = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Texts of the page, in each line's middle; what is cut to a pixel is there to be heard.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || e.closest("svg, script, style") || !visible(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = [...range.getClientRects()].find(r => r.width > 1 && r.height > 1);
    if (!box || e.closest("thead")?.getBoundingClientRect().height === 1) continue;
    const color = parse(getComputedStyle(e).color);
    color[3] *= opacity(e);
    note("text", e, color, box.x + box.width / 2, box.y + box.height / 2, walker.currentNode.textContent);
  }
  // What style sheets write, and the boxes they draw to be ticked.
  for (const e of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(e, "::before"), box = e.getBoundingClientRect();
    if (style.content === "none" || style.content === "normal" || !visible(e) || !box.width) continue;
    const said = style.content !== '""', color = said ? style.color : style.borderTopColor;
    note(said ? "text" : "mark", e, parse(color), box.x + 2, box.y + box.height / 2, `::before ${style.content}`);
  }
  // Drawings: each label at both ends and in the middle, each mark along its outline.
  for (const e of document.querySelectorAll("svg *")) {
    if (!isMark(e) || !visible(e) || e.closest("defs, clipPath")) continue;
    if (e.localName === "tspan" || (e instanceof SVGTextContentElement && !e.textContent.trim())) continue;
    const box = e.getBoundingClientRect();
    if (e instanceof SVGTextContentElement) {
      const color = paint(e, "fill");
      for (const share of [0.05, 0.5, 0.95])
        note("text", e, color || [0, 0, 0, 0], box.x + box.width * share, box.y + box.height / 2, e.textContent);
      continue;
    }
    const length = e.getTotalLength(), matrix = e.getScreenCTM();
    const fill = paint(e, "fill"), stroke = paint(e, "stroke");
    if (!length || !(fill || stroke)) continue;
    const best = { ratio: 0 };
    for (const share of [0.02, 0.27, 0.52, 0.77]) {
      const at = e.getPointAtLength(length * share).matrixTransform(matrix);
      for (const color of [stroke, fill]) {
        if (!color) continue;
        const ground = behind(e, at.x, at.y, false), ratio = contrast(over(color, ground), ground);
        if (ratio > best.ratio) Object.assign(best, { ratio, color, at });
      }
    }
    if (best.color) note("mark", e, best.color, best.at.x, best.at.y, e.localName);
  }
  return found;
}
