/** "This is somebody else": parts what an article means from the thing it was taken for, and takes that back. */

import * as api from "../api";
import { h } from "../dom";
import type { Site } from "../router";
import { curating, type Decided, undo } from "./decisions";

/** A button, shown where the server takes such decisions and the thing is in the graph. */
export function unlink(article: string, local: { id: string; iri?: string | null }, name: string, site: Site | null): HTMLElement | null {
  if (!site || !local.iri) return null;
  const host = h("span", { class: "judge", hidden: true });
  const button = h("button", { type: "button", title: `In this article, ${name} is not the one of the other articles` }, "Not the same one");
  const back = h("button", { type: "button", hidden: true }, "Undo");
  let decided: Decided | null = null;
  button.addEventListener("click", () => {
    api.post<Decided>("splits", { thing: local.iri, part: [`${article}#${local.id}`] }).then((answer) => {
      decided = answer;
      [button.hidden, back.hidden] = [true, false];
      back.focus();
      site.say(`${name} stands by itself now.`);
    }, site.fail);
  });
  back.addEventListener("click", () => {
    if (!decided) return;
    undo(decided.action).then(() => {
      [button.hidden, back.hidden] = [false, true];
      button.focus();
      site.say("Undone.");
    }, site.fail);
  });
  host.append(button, back);
  curating().then((offered) => (host.hidden = !offered), () => undefined);
  return host;
}
