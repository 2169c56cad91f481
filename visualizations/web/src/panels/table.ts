/** The graph as a table: the same content and selection for keyboards, screen readers and small screens. */

import { byId, h } from "../dom";
import type { Explorer } from "../explorer";
import { icon } from "../palette";
import type { Edge, Thing } from "../shapes";
import { edgeKey, shownEdges, shownNodes, type View } from "../view";
import { count, date, factuality, percent, words } from "../words";

interface Row {
  key: string;
  from: Thing;
  edge: Edge | null;
  to: Thing | null;
}

const COLUMNS: [string, (row: Row) => string | number][] = [
  ["Subject", ({ from }) => from.label],
  ["Relation", ({ edge }) => (edge ? words(edge.property) : "")],
  ["Object", ({ to }) => to?.label ?? ""],
  ["Since", ({ edge }) => edge?.valid_from ?? ""],
  ["Certainty", ({ edge }) => edge?.confidence ?? 1],
  ["Sentences", ({ edge }) => edge?.evidence_count ?? 0],
];

export class Table {
  readonly #host = byId("table");
  readonly #explorer: Explorer;
  #column = -1;
  #descending = false;

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
    explorer.timeline.listen(() => this.#show());
    explorer.whenSelected(() => this.#markSelected());
  }

  #show(): void {
    const rows = this.#sorted(rowsOf(this.#explorer.view));
    const heads = COLUMNS.map(([name], column) => {
      const order = column !== this.#column ? "none" : this.#descending ? "descending" : "ascending";
      return h("th", { scope: "col", "aria-sort": order },
        h("button", { type: "button", onclick: () => this.#sort(column) }, name, h("span", { "aria-hidden": "true" }, { none: "", ascending: " ↑", descending: " ↓" }[order])));
    });
    this.#host.replaceChildren(
      h("table", {}, h("caption", {}, "What is on screen, one row per line of the graph"),
        h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows.map((row) => this.#row(row)))));
    this.#markSelected();
  }

  #row({ key, from, edge, to }: Row): HTMLElement {
    const node = (thing: Thing): Node =>
      h("button", { type: "button", class: "link", onclick: () => this.#explorer.select({ kind: "node", id: thing.id }) }, icon(thing), thing.label);
    const relation = edge && h("button", { type: "button", class: "link", onclick: () => this.#explorer.select({ kind: "edge", id: key }) }, words(edge.property));
    const certainty = edge ? [percent(edge.confidence), edge.factuality && edge.factuality !== "asserted" ? factuality(edge.factuality) : ""].filter(Boolean).join(", ") : "";
    return h("tr", { "data-edge": key, "data-node": edge ? null : from.id },
      h("td", {}, node(from)), h("td", {}, relation), h("td", {}, to && node(to)),
      h("td", {}, edge?.valid_from ? date(edge.valid_from) : ""), h("td", {}, certainty),
      h("td", { class: "number" }, edge?.evidence_count ? count(edge.evidence_count) : ""));
  }

  #sort(column: number): void {
    this.#descending = column === this.#column && !this.#descending;
    this.#column = column;
    this.#show();
    this.#host.querySelectorAll<HTMLElement>("th button")[column]?.focus();
  }

  #sorted(rows: Row[]): Row[] {
    const value = COLUMNS[this.#column]?.[1];
    if (!value) return rows;
    const sign = this.#descending ? -1 : 1;
    return rows.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return sign * (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y)));
    });
  }

  #markSelected(): void {
    const selection = this.#explorer.selection;
    for (const row of this.#host.querySelectorAll<HTMLElement>("tbody tr")) {
      const chosen = selection && (selection.kind === "edge" ? row.dataset["edge"] : row.dataset["node"]) === selection.id;
      row.toggleAttribute("data-selected", Boolean(chosen));
    }
  }
}

/** One row per line, then one per node that no line touches. */
function rowsOf(view: View): Row[] {
  const touched = new Set<string>();
  const rows = shownEdges(view).flatMap((edge): Row[] => {
    const [from, to] = [view.nodes.get(edge.source), view.nodes.get(edge.target)];
    if (!from || !to) return [];
    touched.add(from.id).add(to.id);
    return [{ key: edgeKey(edge), from, edge, to }];
  });
  const lone = shownNodes(view).filter(({ id }) => !touched.has(id));
  return [...rows, ...lone.map((from): Row => ({ key: "", from, edge: null, to: null }))];
}
