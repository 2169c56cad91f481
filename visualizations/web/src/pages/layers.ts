/** Text with stretches marked that may lie within one another. Offsets count code points; nothing is parsed as markup. */

import { h } from "../dom";

export interface Layer {
  start: number;
  end: number;
  className: string;
  label: string;
  /** Of the thing that the stretch stands for. */
  id?: string;
}

/**
 * Between any two boundaries of stretches lies one piece, which carries all classes that cover it. A piece leads to the
 * narrowest thing that covers it. Paragraphs end at line breaks.
 */
export function layered(text: string, layers: Layer[], known: Map<string, string>): HTMLElement[] {
  const points = Array.from(text);
  const good = layers.filter(({ start, end }) => start >= 0 && start < end && end <= points.length);
  const breaks = points.flatMap((point, index) => (point === "\n" ? [index, index + 1] : []));
  const edges = [...new Set([0, points.length, ...breaks, ...good.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const starting = new Map<number, Layer[]>();
  for (const layer of good) starting.set(layer.start, [...(starting.get(layer.start) ?? []), layer]);
  const paragraphs: HTMLElement[] = [];
  let paragraph = h("p");
  let open: Layer[] = [];
  edges.slice(0, -1).forEach((from, index) => {
    const to = edges[index + 1]!;
    open = [...open.filter(({ end }) => end > from), ...(starting.get(from) ?? [])];
    const piece = points.slice(from, to).join("");
    if (piece === "\n") {
      if (paragraph.hasChildNodes()) paragraphs.push(paragraph);
      paragraph = h("p");
    } else paragraph.append(open.length ? marked(piece, from, open, known) : piece);
  });
  if (paragraph.hasChildNodes()) paragraphs.push(paragraph);
  return paragraphs;
}

function marked(piece: string, from: number, open: Layer[], known: Map<string, string>): HTMLElement {
  const narrow = [...open].sort((a, b) => a.end - a.start - (b.end - b.start));
  const things = narrow.filter(({ id }) => id !== undefined);
  const address = things.map(({ id }) => known.get(id!)).find(Boolean);
  const about = { class: [...new Set(open.map(({ className }) => className))].join(" "), title: narrow.map(({ label }) => label).join("; "), "data-start": from };
  const inner = things.length ? h("mark", about, piece) : h("span", about, piece);
  return address ? h("a", { class: "plain", href: address }, inner) : inner;
}
