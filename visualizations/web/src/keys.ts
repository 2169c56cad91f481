/** Keys of the page. One table makes both the behaviour and the help. */

import { byId, h } from "./dom";

export interface Key {
  /** As the event names it, with "Ctrl+" or "Shift+" in front. */
  press: string[];
  does: string;
  act(press: string): void;
}

export function listenForKeys(keys: Key[]): void {
  const table = new Map(keys.flatMap((key) => key.press.map((press): [string, Key] => [press, key])));
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("dialog[open]");
    const press = nameOf(event);
    const key = table.get(press);
    if (!key || open || isTyping(event.target)) return;
    if (/^(Enter|Arrow)/.test(press) && !onCanvas(event.target)) return;
    event.preventDefault();
    key.act(press);
  });
  const rows = keys.flatMap(({ press, does }) => [
    h("dt", {}, ...press.flatMap((name, index) => [index ? " " : null, h("kbd", {}, readable(name))])),
    h("dd", {}, does),
  ]);
  byId("help-keys").replaceChildren(...rows);
}

function nameOf(event: KeyboardEvent): string {
  if (event.altKey) return "";
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const letter = /^[a-z]$/i.test(event.key);
  const shift = event.shiftKey && letter ? "Shift+" : "";
  return control + shift + (letter ? event.key.toLowerCase() : event.key);
}

const readable = (name: string): string =>
  name.replace("Arrow", "").replace("Left", "←").replace("Right", "→").replace("Up", "↑").replace("Down", "↓").toUpperCase()
    .replace("CTRL", "Ctrl").replace("SHIFT", "Shift").replace("ENTER", "Enter").replace("ESCAPE", "Esc");

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");

const onCanvas = (target: EventTarget | null): boolean => target === document.body || target === byId("canvas");
