/** Keys of the site. The same tables make the behaviour and the help. */

import { byId, h } from "./dom";

export interface Key {
  /** As the event names it, with "Ctrl+" or "Shift+" in front; "g e" is one key after another. */
  press: string[];
  does: string;
  act(press: string): void;
}

const PATIENCE_MS = 1500;
let everywhere: Key[] = [];
let explore: Key[] = [];
let page: Key[] = [];
let onExplore: () => boolean = () => true;
let first = "";
let forget = 0;

export function listenForKeys(keys: { everywhere: Key[]; explore: Key[]; isExplore: () => boolean }): void {
  ({ everywhere, explore, isExplore: onExplore } = keys);
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || isTyping(event)) return;
    const press = nameOf(event);
    const key = find(first ? `${first} ${press}` : press);
    if (first) first = "";
    if (!key) return remember(press);
    const moves = /^(Enter|Arrow)/.test(press);
    if (onExplore() && moves && !onCanvas(event.target)) return;
    if (!onExplore() && press === "Enter") return;
    event.preventDefault();
    key.act(press);
  });
}

export function setPageKeys(keys: Key[]): void {
  page = keys;
}

/** The help as it stands: what can be pressed here. */
export function keyHelp(): HTMLElement[] {
  const groups: [string, Key[]][] = [["Everywhere", everywhere], [onExplore() ? "On the graph" : "On this page", active()]];
  return groups.filter(([, keys]) => keys.length).map(([heading, keys]) =>
    h("section", {}, h("h3", {}, heading), h("dl", {}, ...keys.flatMap(({ press, does }) => [
      h("dt", {}, ...press.flatMap((name, index) => [index ? " " : null, ...name.split(" ").map((part) => h("kbd", {}, readable(part)))])),
      h("dd", {}, does),
    ]))));
}

const active = (): Key[] => (onExplore() ? explore : page);
const find = (press: string): Key | undefined => [...active(), ...everywhere].find((key) => key.press.includes(press));

/** The first of two keys waits a moment for the second. */
function remember(press: string): void {
  if (![...active(), ...everywhere].some((key) => key.press.some((name) => name.startsWith(`${press} `)))) return;
  first = press;
  window.clearTimeout(forget);
  forget = window.setTimeout(() => (first = ""), PATIENCE_MS);
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

/** Also inside an editor in a shadow tree, which the event's target hides. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select"));
}

const onCanvas = (target: EventTarget | null): boolean => target === document.body || target === byId("canvas");
