/** The drawn graph: shows a view, reports what the reader touches. */

import cytoscape from "cytoscape";
import { drawing } from "./drawing";
import { FOLD, folded } from "./folds";
import { look } from "./palette";
import { calm, token } from "./theme";
import { isEdgeShown, isShown, type Point, type View } from "./view";
import { isUncertain, words } from "./words";

export type Selection = { kind: "node" | "edge" | "fold"; id: string } | null;

interface Listeners {
  select(selection: Selection): void;
  open(id: string): void;
  moved(id: string, to: Point): void;
}

const LABEL_LENGTH = 48;
/** Above this, edges of a selected node keep their names to themselves. */
const NAMED_EDGES = 12;
/** Below this zoom labels are too small; additions do not zoom out further. */
const READABLE = 0.65;
/** Free pixels around what is brought into sight. */
const ROOM = 48;
/** Above this, lines are straight: curves that keep clear of one another take long to draw. */
const CURVED_EDGES = 200;
const EDGE = "edge ";
const PREFIX = { node: "", edge: EDGE, fold: FOLD };

export class Canvas {
  readonly #cy: cytoscape.Core;

  constructor(host: HTMLElement, listeners: Listeners) {
    this.#cy = cytoscape({
      container: host,
      style: drawing(),
      minZoom: 0.15,
      maxZoom: 2.5,
      boxSelectionEnabled: false,
      selectionType: "single",
      // While it is moved, a picture of the graph is moved: drawing many lines anew for every frame takes too long.
      textureOnViewport: true,
    });
    this.#cy.on("tap", (event) => {
      if (event.target === this.#cy) listeners.select(null);
      else listeners.select(selectionOf(event.target));
    });
    this.#cy.on("dbltap", "node", (event) => listeners.open(event.target.id()));
    this.#cy.on("dragfree", "node", (event) => listeners.moved(event.target.id(), { ...event.target.position() }));
    this.#cy.on("mouseover", "node, edge", (event) => {
      event.target.addClass("hover named");
      host.classList.add("pointing");
    });
    this.#cy.on("mouseout", "node, edge", (event) => {
      event.target.removeClass("hover");
      host.classList.remove("pointing");
      this.#nameEdges();
    });
    new ResizeObserver(() => {
      this.#cy.resize();
      this.#cy.nodes(":selected").forEach((node) => this.reveal(node.id()));
    }).observe(host);
  }

  /** Draws exactly this view; what stays is not touched, so it cannot move. */
  show(whole: View): void {
    const view = folded(whole);
    this.#cy.batch(() => {
      this.#cy.elements().filter((element) => !isIn(view, element.id())).remove();
      for (const [id, node] of view.nodes) {
        const { color, shape } = look(node);
        const data = { id, color, shape, short: shorten(node.label) };
        const place = view.places.get(id);
        const drawn = this.#cy.getElementById(id);
        const element = drawn.nonempty() ? drawn : this.#cy.add({ group: "nodes", data, position: { ...place! } });
        const at = element.position();
        if (place && (at.x !== place.x || at.y !== place.y)) element.position({ ...place });
        if (element.data("short") !== data.short) element.data(data);
        element.toggleClass("filtered", !isShown(view, id)).toggleClass("pinned", view.pins.has(id));
        if (id.startsWith(FOLD)) element.addClass("fold").ungrabify();
      }
      for (const [key, edge] of view.edges) {
        const id = EDGE + key;
        const times = (edge.evidence_count ?? 1) > 1 ? ` ×${edge.evidence_count}` : "";
        const data = { id, source: edge.source, target: edge.target, name: words(edge.property) + times };
        const drawn = this.#cy.getElementById(id);
        const element = drawn.nonempty() ? drawn : this.#cy.add({ group: "edges", data });
        element.toggleClass("uncertain", isUncertain(edge)).toggleClass("filtered", !isEdgeShown(view, key));
      }
    });
    this.#cy.edges().toggleClass("many", this.#cy.edges().length > CURVED_EDGES);
    this.#nameEdges();
  }

  select(selection: Selection): void {
    this.#cy.batch(() => {
      this.#cy.elements().unselect().removeClass("aside");
      if (selection) {
        const chosen = this.#cy.getElementById(PREFIX[selection.kind] + selection.id);
        chosen.select();
        const near = selection.kind !== "edge" ? chosen.closedNeighborhood() : chosen.union(chosen.connectedNodes());
        if (chosen.nonempty()) this.#cy.elements().not(near).addClass("aside");
      }
    });
    this.#nameEdges();
  }

  /** Brings everything into sight, never closer than life size. */
  fit(): void {
    const shown = this.#cy.nodes().not(".filtered");
    if (shown.nonempty()) this.#look(shown, 0);
  }

  /** After an addition: everything, as long as it stays readable; else what is around the node that was opened. */
  showAdded(anchor: string | null): void {
    const shown = this.#cy.nodes().not(".filtered");
    if (shown.empty()) return;
    const box = shown.boundingBox();
    const sight = this.#cy.extent();
    if (box.x1 >= sight.x1 && box.x2 <= sight.x2 && box.y1 >= sight.y1 && box.y2 <= sight.y2) return;
    const near = this.#cy.getElementById(anchor ?? "").closedNeighborhood().nodes().intersection(shown);
    const readable = this.#zoomFor(box) >= READABLE || near.empty();
    this.#look(readable ? shown : near, READABLE);
  }

  #zoomFor({ w, h }: { w: number; h: number }): number {
    return Math.min(1, (this.#cy.width() - ROOM) / w, (this.#cy.height() - ROOM) / h);
  }

  #look(at: cytoscape.NodeCollection, least: number): void {
    const box = at.boundingBox();
    const zoom = Math.max(least, this.#zoomFor(box));
    const middle = { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
    const pan = { x: this.#cy.width() / 2 - middle.x * zoom, y: this.#cy.height() / 2 - middle.y * zoom };
    this.#cy.stop();
    if (calm()) this.#cy.viewport({ zoom, pan });
    else this.#cy.animate({ zoom, pan, duration: 250 });
  }

  /** When the canvas had no size until now, everything is brought into sight once it has one. */
  fitWhenSized(): void {
    if (this.#cy.width() === 0) this.fitSoon();
  }

  /** Once the panels beside the canvas have taken their room. */
  fitSoon(): void {
    window.requestAnimationFrame(() => window.requestAnimationFrame(() => {
      this.#cy.resize();
      this.fit();
    }));
  }

  zoom(factor: number): void {
    const middle = { x: this.#cy.width() / 2, y: this.#cy.height() / 2 };
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: middle });
  }

  /** Pans, where needed, until the node can be seen. */
  reveal(id: string): void {
    const node = this.#cy.getElementById(id);
    if (node.empty()) return;
    const { x, y } = node.renderedPosition();
    const margin = 40;
    const seen = x > margin && y > margin && x < this.#cy.width() - margin && y < this.#cy.height() - margin;
    if (!seen) this.#cy.animate({ center: { eles: node }, duration: calm() ? 0 : 200 });
  }

  restyle(): void {
    this.#cy.style(drawing());
  }

  png(): Promise<Blob> {
    return this.#cy.png({ output: "blob-promise", scale: 2, bg: token("canvas"), full: false });
  }

  /** What is drawn where, as plain values for tests. */
  report(): { nodes: Record<string, Point>; edges: number; zoom: number; pan: Point } {
    const shown = this.#cy.nodes().not(".filtered");
    const nodes = Object.fromEntries(shown.map((node): [string, Point] => [node.id(), { ...(node as cytoscape.NodeSingular).position() }]));
    return { nodes, edges: this.#cy.edges(":visible").not(".filtered").length, zoom: this.#cy.zoom(), pan: { ...this.#cy.pan() } };
  }

  #nameEdges(): void {
    this.#cy.edges().removeClass("named");
    this.#cy.edges(":selected").addClass("named");
    const around = this.#cy.nodes(":selected").connectedEdges();
    if (around.length <= NAMED_EDGES) around.addClass("named");
  }
}

const isIn = (view: View, id: string): boolean =>
  id.startsWith(EDGE) ? view.edges.has(id.slice(EDGE.length)) : view.nodes.has(id);

function selectionOf(element: cytoscape.SingularElementReturnValue): Selection {
  const id = element.id();
  const ends = endsOf(element);
  const fold = ends.find((end) => end.startsWith(FOLD));
  if (fold) return { kind: "fold", id: fold.slice(FOLD.length) };
  return element.isNode() ? { kind: "node", id } : { kind: "edge", id: id.slice(EDGE.length) };
}

/** What a click is on: a node itself, or both ends of a line. */
const endsOf = (element: cytoscape.SingularElementReturnValue): string[] =>
  [element.data("source"), element.data("target"), element.id()].filter((id): id is string => typeof id === "string");

const shorten = (label: string): string =>
  label.length <= LABEL_LENGTH ? label : `${label.slice(0, LABEL_LENGTH - 1).trimEnd()}…`;
