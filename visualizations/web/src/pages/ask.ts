/** Questions in SPARQL: examples to start from, completion of the vocabulary, answers that lead on. */

import questions from "newsgraph:questions";
import * as api from "../api";
import { Editor } from "../ask/editor";
import { Examples } from "../ask/examples";
import { results } from "../ask/results";
import { h } from "../dom";
import type { Opener } from "../router";
import { type Answer, query as run } from "../sparql";
import { problem } from "./common";

const FIRST = "requests_for_help";

export const open: Opener = async ({ query }, site) => {
  const meta = await api.meta();
  const start = query.get("query") ?? questions.find(({ name }) => name === FIRST)?.query ?? "SELECT * WHERE { ?s ?p ?o } LIMIT 10";
  const answer = h("section", { class: "answer", "aria-label": "Answer", "aria-live": "polite" });
  const editor = new Editor(start, () => void ask());
  const button = h("button", { type: "button", class: "primary", title: "Key in the editor: Ctrl+Enter", onclick: () => void ask() }, "Run");
  const cancel = h("button", { type: "button", disabled: true, onclick: () => asking.abort() }, "Cancel");
  let asking = new AbortController();
  let leave = (): void => undefined;
  const ask = async (): Promise<void> => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    site.remember({ query: editor.text });
    cancel.disabled = false;
    answer.replaceChildren(h("p", { class: "hint loading" }, "Asking…"));
    try {
      const began = performance.now();
      const found = await run(editor.text, signal);
      if (signal.aborted) return;
      leave();
      const shown = results(found, meta.base ?? "", site);
      leave = shown.leave;
      answer.replaceChildren(shown.element, ...namesInIt(editor.text, found), h("p", { class: "hint" }, `answered in ${Math.round(performance.now() - began)} ms`));
    } catch (error) {
      if (signal.aborted) answer.replaceChildren(h("p", { class: "hint" }, "Cancelled."));
      else answer.replaceChildren(problem(error));
    } finally {
      if (!signal.aborted) cancel.disabled = true;
    }
  };
  const examples = new Examples((text) => {
    editor.text = text;
    void ask();
  });
  const content = h("div", { class: "sheet wide ask" },
    h("header", { class: "sheet-head" }, h("h1", {}, "Ask anything"),
      h("p", {}, "Choose a question, change it, run it: SPARQL 1.1 over everything that was read. Ctrl+Space completes the terms of the vocabulary.")),
    h("div", { class: "ask-grid" },
      h("nav", { "aria-label": "Example questions" }, h("h2", {}, "Questions to start from"), examples.element),
      h("div", {}, editor.element,
        h("p", { class: "row" }, button, cancel, h("span", { class: "hint" }, limits(meta.limits ?? {}))), answer)));
  return {
    title: "Ask", content: [content],
    shown: () => void (query.has("query") ? ask() : Promise.resolve()).then(() => examples.sort()),
    leave: () => {
      examples.leave();
      asking.abort();
      leave();
      editor.remove();
    },
  };
};

/** A question that names things of another graph finds nothing: which words to change is said. */
function namesInIt(text: string, answer: Answer): HTMLElement[] {
  if (answer.kind !== "table" || answer.table.rows.length) return [];
  const names = [...new Set([...text.matchAll(/"([\p{L}][^"\n]*)"(?!\^)/gu)].map(([, name]) => `“${name}”`))];
  return names.length ? [h("p", { class: "hint" }, `The question names ${names.join(", ")}: put names of this graph there.`)] : [];
}

function limits({ query_seconds: seconds, query_answer_bytes: bytes }: Record<string, number>): string {
  const said = [seconds ? `${seconds} seconds` : "", bytes ? `${Math.round(bytes / 2 ** 20)} MB of answer` : ""].filter(Boolean);
  return said.length ? `A query may take up to ${said.join(" and ")}; reading only.` : "Reading only.";
}
