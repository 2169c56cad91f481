/** A minute's walk: what the reader can do, at the places where it is done. It can be left at every step. */

import * as api from "./api";
import { h } from "./dom";
import type { Explorer } from "./explorer";

interface Stop {
  at: string;
  heading: string;
  text: string;
  before?(): Promise<void>;
}

export async function tour(explorer: Explorer): Promise<void> {
  document.querySelector(".tour")?.remove();
  const stops = stopsOf(explorer);
  let index = 0;
  const card = h("div", { class: "tour", role: "dialog", "aria-label": "Tour", tabindex: -1 });
  const lit = (): HTMLElement | null => document.querySelector(stops[index]!.at);
  const end = (): void => {
    card.remove();
    document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
    document.removeEventListener("keydown", keys, true);
  };
  const go = async (to: number): Promise<void> => {
    if (to >= stops.length) return end();
    index = Math.max(0, to);
    const { heading, text, before } = stops[index]!;
    await before?.();
    document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
    lit()?.classList.add("lit");
    card.replaceChildren(
      h("p", { class: "hint" }, `${index + 1} of ${stops.length}`), h("h2", {}, heading), h("p", {}, text),
      h("div", { class: "row" },
        h("button", { type: "button", class: "primary", onclick: () => void go(index + 1) }, index + 1 < stops.length ? "Next" : "Done"),
        index ? h("button", { type: "button", onclick: () => void go(index - 1) }, "Back") : null,
        h("button", { type: "button", class: "link", onclick: end }, "Leave the tour")));
    place(card, lit());
    card.querySelector<HTMLElement>("button")?.focus();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === "Escape") end();
    else if (event.key === "ArrowRight") void go(index + 1);
    else if (event.key === "ArrowLeft") void go(index - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", keys, true);
  document.body.append(card);
  await go(0);
}

function stopsOf(explorer: Explorer): Stop[] {
  const begin = async (): Promise<void> => {
    if (location.hash.startsWith("#/")) location.hash = "";
    if (explorer.view.nodes.size) return;
    const [first] = (await api.meta()).examples?.filter(({ type }) => type === "Person") ?? [];
    const thing = first ?? (await api.meta()).examples?.[0];
    if (!thing) return;
    explorer.add(thing);
    await explorer.open(thing.id);
  };
  return [
    { at: ".searchbox", heading: "Begin with a name", text: "Any person, organization, place or event, in any spelling or script. The key / leads here from everywhere." },
    { at: "#canvas", heading: "Open what interests you", text: "Double-click, or the arrow keys and Enter. Only what you ask for appears, and nothing that stands ever moves. Dashed lines are claimed, denied, planned, or unsure.", before: begin },
    { at: "#details", heading: "Read the evidence", text: "Every line leads to its sentences: who says so, through which outlet, how sure. “Read in place” opens the article at the sentence.", before: begin },
    { at: "#legend", heading: "The legend is the filter", text: "Untick a type to take it off the graph. The key T shows the same as a table." },
    { at: "#pages", heading: "Other ways to look", text: "Events in time and place, conflicts between reports, paths between two names, and questions in SPARQL." },
  ];
}

/** Below or above what it tells of, within the window. */
function place(card: HTMLElement, target: HTMLElement | null): void {
  const box = target?.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const room = { x: window.innerWidth - width - 12, y: window.innerHeight - height - 12 };
  const middle = { x: (window.innerWidth - width) / 2, y: (window.innerHeight - height) / 2 };
  const below = box && box.bottom + 12 <= room.y ? box.bottom + 12 : middle.y;
  card.style.left = `${Math.min(room.x, Math.max(12, box && box.width ? box.left + Math.min(24, box.width / 2) : middle.x))}px`;
  card.style.top = `${Math.min(room.y, Math.max(12, box && box.width ? below : middle.y))}px`;
}
