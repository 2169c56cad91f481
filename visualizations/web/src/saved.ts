/** Views kept in this browser, by name: each is an address. */

import { byId, h } from "./dom";

const KEY = "newsgraph-views";

interface Saved {
  name: string;
  hash: string;
}

export function savedViews(current: () => string, say: (text: string) => void): void {
  const dialog = byId<HTMLDialogElement>("views");
  const name = byId<HTMLInputElement>("views-name");
  const draw = (): void => byId("views-list").replaceChildren(...read().map((view) => row(view, dialog, draw)));
  byId<HTMLFormElement>("views-form").onsubmit = (event) => {
    event.preventDefault();
    const hash = current();
    const title = name.value.trim();
    if (!hash || !title) return say(hash ? "Give the view a name." : "Put something on the graph first.");
    write([{ name: title, hash }, ...read().filter((view) => view.name !== title)]);
    name.value = "";
    draw();
    say(`Saved “${title}”.`);
  };
  draw();
  dialog.showModal();
}

function row(view: Saved, dialog: HTMLDialogElement, draw: () => void): HTMLElement {
  return h("li", { class: "row" },
    h("a", { href: view.hash, onclick: () => dialog.close() }, view.name),
    h("button", { type: "button", "aria-label": `Forget ${view.name}`, onclick: () => {
      write(read().filter(({ name }) => name !== view.name));
      draw();
    } }, "✕"));
}

function read(): Saved[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one): one is Saved => typeof one?.name === "string" && /^#[a-z]=/.test(String(one?.hash))) : [];
  } catch {
    return [];
  }
}

const write = (views: Saved[]): void => localStorage.setItem(KEY, JSON.stringify(views.slice(0, 50)));
