/** Puts the parts together. */

import { fromHash, recall, toHash } from "./address";
import { Problem } from "./api";
import { Canvas } from "./canvas";
import { byId } from "./dom";
import { Explorer } from "./explorer";
import { keyHelp, listenForKeys, type Key } from "./keys";
import { Details } from "./panels/details";
import { EmptyState } from "./panels/empty";
import { Legend } from "./panels/legend";
import { Table } from "./panels/table";
import { addressOf, Router } from "./router";
import { Search } from "./search";
import type { Thing } from "./shapes";
import { startTheme, toggleTheme } from "./theme";

declare global {
  interface Window {
    /** Plain values only; for tests. */
    __kgTest?: { report(): unknown };
  }
}

/** On the canvas of Explore, and at the foot of the other pages. */
const announcers = [byId("announcer"), byId("page-announcer")] as const;
let silence = 0;
const say = (text: string): void => {
  const paged = document.body.classList.contains("paged");
  announcers[0].textContent = paged ? "" : text;
  announcers[1].textContent = paged ? text : "";
  window.clearTimeout(silence);
  silence = window.setTimeout(() => announcers.forEach((one) => (one.textContent = "")), 8000);
};
const fail = (error: unknown): void => {
  const problem = error instanceof Problem ? `${error.heading}. ${error.message}` : String(error);
  say(error instanceof Problem && error.trace ? `${problem} (${error.trace})` : problem);
};

startTheme(() => canvas.restyle());
const canvas: Canvas = new Canvas(byId("canvas"), {
  select: (selection) => explorer.select(selection),
  open: (id) => void explorer.open(id),
  moved: (id, to) => explorer.move(id, to),
});
const explorer: Explorer = new Explorer(canvas, { say, fail });
/** Things chosen on another page are shown on the graph, beside what is there. */
const toExplore = async (things: Thing[]): Promise<void> => {
  location.hash = written;
  await explorer.bring(things);
};
const router = new Router({ explore: toExplore, say, fail }, comeBack);
const search = new Search((thing) => {
  if (!router.onExplore) location.hash = written;
  const first = explorer.view.nodes.size === 0;
  explorer.add(thing);
  byId("canvas").focus({ preventScroll: true });
  if (first) void explorer.open(thing.id);
});
const empty = new EmptyState((thing) => {
  explorer.add(thing);
  void explorer.open(thing.id);
}, () => void import("./tour").then(({ tour }) => tour(explorer)));
new Legend(explorer);
new Table(explorer);
const details = new Details(explorer);

explorer.timeline.listen((view) => {
  empty.show(view.nodes.size === 0);
  byId<HTMLButtonElement>("undo").disabled = !explorer.timeline.canUndo;
  byId<HTMLButtonElement>("redo").disabled = !explorer.timeline.canRedo;
  document.body.classList.toggle("blank", view.nodes.size === 0);
  remember();
});
explorer.whenSelected(remember);

/** The address of the graph as it stands; kept while the reader is on another page. */
let written = "";
function remember(): void {
  written = toHash(explorer.view, explorer.selection);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-page="explore"]')) link.hash = written;
  if (router.onExplore) history.replaceState(null, "", written || location.pathname + location.search);
}

/** Explore comes into sight: as it was, or as its address says. */
function comeBack(): void {
  canvas.fitWhenSized();
  void restore();
}

async function restore(): Promise<void> {
  const memory = fromHash(location.hash);
  if (!memory || location.hash === written) return;
  try {
    const { view, lost } = await recall(memory);
    explorer.restore(view);
    explorer.select(memory.selection);
    canvas.fitSoon();
    if (lost) say(`${lost} of the saved nodes are no longer in the graph.`);
  } catch (error) {
    fail(error);
  }
}

function toggleTable(): void {
  const shown = document.body.classList.toggle("tabled");
  byId("table").hidden = !shown;
  byId("table-toggle").setAttribute("aria-pressed", String(shown));
}

function toggleLegend(): void {
  const closed = document.body.classList.toggle("legend-closed");
  byId("legend-toggle").setAttribute("aria-pressed", String(!closed));
}

function undo(): void {
  explorer.timeline.undo();
  say("Undone.");
}

function redo(): void {
  explorer.timeline.redo();
  say("Redone.");
}

function step(press: string): void {
  const across = { ArrowLeft: -1, ArrowRight: 1 }[press] ?? 0;
  const down = { ArrowUp: -1, ArrowDown: 1 }[press] ?? 0;
  explorer.step(across, down);
}

const changeTheme = (): void => {
  toggleTheme();
  canvas.restyle();
  document.dispatchEvent(new Event("newsgraph-theme"));
};
const onNode = (act: (id: string) => void) => (): void => {
  if (explorer.selection?.kind === "node") act(explorer.selection.id);
};
function openSelected(): void {
  const { selection } = explorer;
  if (selection?.kind === "fold") explorer.unfold(selection.id);
  else if (selection?.kind === "node") void explorer.open(selection.id);
}
const help = byId<HTMLDialogElement>("help");
const showHelp = (): void => {
  byId("help-keys").replaceChildren(...keyHelp());
  help.showModal();
};
const go = (hash: string) => (): void => {
  location.hash = hash;
};
const EVERYWHERE: Key[] = [
  { press: ["/"], does: "search", act: () => search.focus() },
  { press: ["g e"], does: "go to Explore", act: () => go(written)() },
  { press: ["g t"], does: "go to events in time and place", act: go(addressOf("events")) },
  { press: ["g c"], does: "go to conflicts", act: go(addressOf("conflicts")) },
  { press: ["g p"], does: "go to paths", act: go(addressOf("path")) },
  { press: ["g q"], does: "go to questions (SPARQL)", act: go(addressOf("ask")) },
  { press: ["g s"], does: "go to sources", act: go(addressOf("sources")) },
  { press: ["g r"], does: "go to review", act: go(addressOf("review")) },
  { press: ["g a"], does: "go to adding articles", act: go(addressOf("add")) },
  { press: ["d"], does: "light or dark", act: changeTheme },
  { press: ["?"], does: "these keys", act: showHelp },
];
const EXPLORE: Key[] = [
  { press: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], does: "go to the next node that way", act: step },
  { press: ["Enter"], does: "expand the selected node, open a fold", act: openSelected },
  { press: ["e"], does: "read the evidence", act: () => explorer.selection && details.focus() },
  { press: ["o"], does: "open its page", act: () => details.openPage() },
  { press: ["h"], does: "hide the selected node", act: onNode((id) => explorer.hide(id)) },
  { press: ["Shift+h"], does: "keep only it and its neighbours", act: onNode((id) => explorer.hideOthers(id)) },
  { press: ["p"], does: "pin the selected node, or no longer", act: onNode((id) => explorer.pin(id, !explorer.view.pins.has(id))) },
  { press: ["c"], does: "fold equal leaves, or open all folds", act: () => explorer.fold() },
  { press: ["r"], does: "arrange anew what is not pinned", act: () => explorer.arrange() },
  { press: ["Ctrl+z"], does: "undo", act: undo },
  { press: ["Ctrl+y", "Ctrl+Shift+z"], does: "redo", act: redo },
  { press: ["f"], does: "fit everything", act: () => canvas.fit() },
  { press: ["+", "="], does: "closer", act: () => canvas.zoom(1.25) },
  { press: ["-"], does: "farther", act: () => canvas.zoom(0.8) },
  { press: ["t"], does: "table beside the graph", act: toggleTable },
  { press: ["l"], does: "types and filters", act: toggleLegend },
  { press: ["Escape"], does: "close the panel", act: () => explorer.select(null) },
];
listenForKeys({ everywhere: EVERYWHERE, explore: EXPLORE, isExplore: () => router.onExplore });

/** What is saved is put together by code that is loaded only then. */
const exported = (kind: "png" | "svg" | "csv" | "graphml" | "jsonld" | "html") => (): void =>
  void import("./export/all").then(({ exportView }) => exportView(kind, explorer.view, canvas)).catch(fail);
const CLICKS: Record<string, () => void> = {
  undo, redo, fit: () => canvas.fit(), theme: changeTheme,
  "zoom-in": () => canvas.zoom(1.25), "zoom-out": () => canvas.zoom(0.8),
  "table-toggle": toggleTable, "legend-toggle": toggleLegend, "help-open": showHelp,
  "theme-narrow": changeTheme, "help-narrow": showHelp,
  "export-png": exported("png"), "export-svg": exported("svg"), "export-csv": exported("csv"),
  "export-graphml": exported("graphml"), "export-jsonld": exported("jsonld"), "export-html": exported("html"),
  "copy-link": () => void navigator.clipboard.writeText(location.href).then(() => say("Copied the link to this view."), fail),
  "views-open": () => void import("./saved").then(({ savedViews }) => savedViews(() => written, say)),
  "tour-open": () => {
    help.close();
    void import("./tour").then(({ tour }) => tour(explorer));
  },
};
for (const [id, act] of Object.entries(CLICKS)) byId(id).addEventListener("click", act);
for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu")) {
  menu.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("button, a")) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });
}
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  search.focus();
});
window.addEventListener("hashchange", () => void router.follow());
window.__kgTest = { report: () => ({ ...canvas.report(), selection: explorer.selection }) };

if (window.matchMedia("(max-width: 1099px)").matches) toggleLegend();
else byId("legend-toggle").setAttribute("aria-pressed", "true");
document.body.classList.add("blank");
if (router.onExplore) empty.load().catch(fail);
else empty.loadLater();
void router.follow(true);
