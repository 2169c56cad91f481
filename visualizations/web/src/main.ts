/** Puts the parts together. */

import { fromHash, recall, toHash } from "./address";
import { Problem } from "./api";
import { Canvas } from "./canvas";
import { byId } from "./dom";
import { Explorer } from "./explorer";
import { toCsv } from "./export/csv";
import { save } from "./export/save";
import { toSvg } from "./export/svg";
import { type Key, listenForKeys } from "./keys";
import { Details } from "./panels/details";
import { EmptyState } from "./panels/empty";
import { Legend } from "./panels/legend";
import { Table } from "./panels/table";
import { Search } from "./search";
import { startTheme, toggleTheme } from "./theme";

declare global {
  interface Window {
    /** Plain values only; for tests. */
    __kgTest?: { report(): unknown };
  }
}

const announcer = byId("announcer");
let silence = 0;
const say = (text: string): void => {
  announcer.textContent = text;
  window.clearTimeout(silence);
  silence = window.setTimeout(() => (announcer.textContent = ""), 8000);
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
const search = new Search((thing) => {
  const first = explorer.view.nodes.size === 0;
  explorer.add(thing);
  byId("canvas").focus({ preventScroll: true });
  if (first) void explorer.open(thing.id);
});
const empty = new EmptyState((thing) => {
  explorer.add(thing);
  void explorer.open(thing.id);
});
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

let written = "";
function remember(): void {
  written = toHash(explorer.view, explorer.selection);
  history.replaceState(null, "", written || location.pathname + location.search);
}

async function restore(): Promise<void> {
  const memory = fromHash(location.hash);
  if (!memory || location.hash === written) return;
  try {
    const { view, lost } = await recall(memory);
    explorer.timeline.commit(view);
    explorer.select(memory.selection);
    canvas.fit();
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
};
const onNode = (act: (id: string) => void) => (): void => {
  if (explorer.selection?.kind === "node") act(explorer.selection.id);
};
const help = byId<HTMLDialogElement>("help");
const KEYS: Key[] = [
  { press: ["/"], does: "search", act: () => search.focus() },
  { press: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], does: "go to the next node that way", act: step },
  { press: ["Enter"], does: "expand the selected node", act: onNode((id) => void explorer.open(id)) },
  { press: ["e"], does: "read the evidence", act: () => explorer.selection && details.focus() },
  { press: ["h"], does: "hide the selected node", act: onNode((id) => explorer.hide(id)) },
  { press: ["Shift+h"], does: "keep only it and its neighbours", act: onNode((id) => explorer.hideOthers(id)) },
  { press: ["Ctrl+z"], does: "undo", act: undo },
  { press: ["Ctrl+y", "Ctrl+Shift+z"], does: "redo", act: redo },
  { press: ["f"], does: "fit everything", act: () => canvas.fit() },
  { press: ["+", "="], does: "closer", act: () => canvas.zoom(1.25) },
  { press: ["-"], does: "farther", act: () => canvas.zoom(0.8) },
  { press: ["t"], does: "table beside the graph", act: toggleTable },
  { press: ["l"], does: "types and filters", act: toggleLegend },
  { press: ["d"], does: "light or dark", act: changeTheme },
  { press: ["Escape"], does: "close the panel", act: () => explorer.select(null) },
  { press: ["?"], does: "these keys", act: () => help.showModal() },
];
listenForKeys(KEYS);

const CLICKS: Record<string, () => void> = {
  undo, redo, fit: () => canvas.fit(), theme: changeTheme,
  "zoom-in": () => canvas.zoom(1.25), "zoom-out": () => canvas.zoom(0.8),
  "table-toggle": toggleTable, "legend-toggle": toggleLegend, "help-open": () => help.showModal(),
  "export-png": () => void canvas.png().then((picture) => save("newsgraph.png", picture), fail),
  "export-svg": () => save("newsgraph.svg", toSvg(explorer.view)),
  "export-csv": () => save("newsgraph.csv", toCsv(explorer.view)),
  "copy-link": () => void navigator.clipboard.writeText(location.href).then(() => say("Copied the link to this view."), fail),
};
for (const [id, act] of Object.entries(CLICKS)) byId(id).addEventListener("click", act);
byId("export").addEventListener("click", ({ target, currentTarget }) => {
  if (target instanceof HTMLButtonElement) (currentTarget as HTMLDetailsElement).open = false;
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  search.focus();
});
window.addEventListener("hashchange", () => void restore());
window.__kgTest = { report: () => ({ ...canvas.report(), selection: explorer.selection }) };

if (window.matchMedia("(max-width: 1099px)").matches) toggleLegend();
else byId("legend-toggle").setAttribute("aria-pressed", "true");
document.body.classList.add("blank");
empty.load().catch(fail);
void restore();
