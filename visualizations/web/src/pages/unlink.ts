/** "This is somebody else": parts what an article means from the thing it was taken for, and takes that back. */

import * as api from "../api";
import { h } from "../dom";
import type { Site } from "../router";
import { curating, type Decided, decisions, undo } from "./decisions";
import { asWriter } from "./token";

/** A button, shown where the server takes such decisions and the thing is in the graph. */
export function unlink(article: string, local: { id: string; iri?: string | null }, name: string, site: Site | null): HTMLElement | null {
  if (!site || !local.iri) return null;
  const key = `${article}#${local.id}`;
  const host = h("span", { class: "judge", hidden: true });
  const button = h("button", { type: "button", title: `In this article, ${name} is not the one of the other articles` }, "Not the same one");
  const back = h("button", { type: "button", "aria-label": `Undo: ${name} is kept apart`, hidden: true }, "Undo");
  const said = h("span", { class: "hint", hidden: true }, "kept apart");
  let action: number | null = null;
  const show = (parted: number | null): void => {
    action = parted;
    button.hidden = parted !== null;
    back.hidden = said.hidden = parted === null;
  };
  button.addEventListener("click", () => {
    asWriter(() => api.post<Decided>("splits", { thing: local.iri, part: [key] }), host).then((answer) => {
      show(answer.action);
      back.focus();
      site.say(`${name} stands by itself now.`);
    }, site.fail);
  });
  back.addEventListener("click", () => {
    const parted = action;
    if (parted === null) return;
    asWriter(() => undo(parted), host).then(() => {
      show(null);
      button.focus();
      site.say("Undone.");
    }, site.fail);
  });
  host.append(button, said, back);
  void offer(host, key, show);
  return host;
}

/** Shown where the server takes decisions; as it stands, if it was parted on an earlier visit. */
async function offer(host: HTMLElement, key: string, show: (parted: number | null) => void): Promise<void> {
  try {
    host.hidden = !(await curating());
    if (host.hidden) return;
    const made = (await inForce()).find(({ subject, judgement, left, right }) =>
      subject !== "claim" && judgement === "different" && (left === key || right === key));
    if (made) show(made.action);
  } catch {
    // without the earlier decisions the button still works
  }
}

let asked: { at: number; found: ReturnType<typeof decisions> } | null = null;

/** All names of a page ask at once: one answer serves them. */
function inForce(): ReturnType<typeof decisions> {
  if (!asked || Date.now() - asked.at > 1000) asked = { at: Date.now(), found: decisions() };
  return asked.found;
}
