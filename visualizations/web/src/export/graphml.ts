/** What is on screen as GraphML (http://graphml.graphdrawing.org), which Gephi, yEd and Cytoscape read. */

import { shownEdges, shownNodes, type View } from "../view";
import { words } from "../words";

const NS = "http://graphml.graphdrawing.org/xmlns";
const NODE_KEYS = ["label", "type", "kind", "iri", "x", "y"] as const;
const EDGE_KEYS = ["label", "property", "confidence", "factuality", "sentences"] as const;
const NUMBERS = new Set(["x", "y", "confidence", "sentences"]);
/** XML 1.0 cannot hold these characters at all. */
// eslint-disable-next-line no-control-regex
const UNHELD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function toGraphml(view: View): Blob {
  const file = document.implementation.createDocument(NS, "graphml");
  const add = (parent: Element, name: string, attributes: Record<string, string>, text?: string): Element => {
    const element = file.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value.replace(UNHELD, ""));
    if (text !== undefined) element.textContent = text.replace(UNHELD, "");
    parent.append(element);
    return element;
  };
  const root = file.documentElement;
  const declare = (scope: "node" | "edge", names: readonly string[]): void => {
    for (const name of names) add(root, "key", { id: `${scope}-${name}`, for: scope, "attr.name": name, "attr.type": NUMBERS.has(name) ? "double" : "string" });
  };
  declare("node", NODE_KEYS);
  declare("edge", EDGE_KEYS);
  const graph = add(root, "graph", { edgedefault: "directed" });
  const fill = (parent: Element, scope: string, values: Record<string, string | number | null | undefined>): void => {
    for (const [name, value] of Object.entries(values)) if (value !== null && value !== undefined) add(parent, "data", { key: `${scope}-${name}` }, String(value));
  };
  for (const { id, iri, label, type, kind } of shownNodes(view)) {
    const { x, y } = view.places.get(id) ?? { x: 0, y: 0 };
    fill(add(graph, "node", { id }), "node", { label, type, kind, iri, x, y });
  }
  for (const { source, target, property, confidence, factuality, evidence_count: sentences } of shownEdges(view)) {
    fill(add(graph, "edge", { source, target }), "edge", { label: words(property), property, confidence, factuality, sentences });
  }
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(file)], { type: "application/graphml+xml" });
}
