/** The query editor: CodeMirror with SPARQL colours and completion of the vocabulary's terms. */

import { autocompletion, closeBrackets, type Completion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import terms from "newsgraph:terms";
import { h } from "../dom";

const KEYWORDS = "SELECT DISTINCT WHERE OPTIONAL FILTER BIND VALUES UNION MINUS GRAPH ORDER BY GROUP HAVING LIMIT OFFSET ASK CONSTRUCT DESCRIBE PREFIX COUNT SUM AVG MIN MAX STR LANG REGEX CONTAINS STRAFTER COALESCE EXISTS NOT".split(" ");

export const PREFIXES: Record<string, string> = {
  kg: "https://w3id.org/newsgraph/ontology#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  geo: "http://www.w3.org/2003/01/geo/wgs84_pos#",
};

const OPTIONS: Completion[] = [
  ...terms.map(({ name, kind, label, definition }): Completion => ({
    label: `kg:${name}`, type: kind === "class" ? "class" : "property", detail: label, ...(definition ? { info: definition } : {}),
  })),
  ...["skos:prefLabel", "skos:altLabel", "rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "geo:lat", "geo:long"].map((label): Completion => ({ label, type: "property" })),
  ...KEYWORDS.map((label): Completion => ({ label, type: "keyword", boost: -10 })),
  ...Object.entries(PREFIXES).map(([name, address]): Completion => ({ label: `PREFIX ${name}: <${address}>`, type: "namespace", boost: -20 })),
];

function complete(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w:]*$/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const variable = context.matchBefore(/\?\w*$/);
  if (variable) {
    const names = new Set([...context.state.doc.toString().matchAll(/\?\w+/g)].map(([name]) => name));
    names.delete(variable.text);
    return { from: variable.from, options: [...names].map((label) => ({ label, type: "variable" })) };
  }
  return { from: word.from, options: OPTIONS, validFor: /^[\w:]*$/ };
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.string, tags.number], color: "var(--code-value)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.atom, tags.link], color: "var(--code-name)" },
]);

const LOOK = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "13.5px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", lineHeight: "1.5", maxHeight: "46vh" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
  ".cm-content": { caretColor: "var(--ink)", minHeight: "180px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", borderRadius: "8px", color: "var(--ink)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.8" },
  ".cm-completionInfo": { maxWidth: "320px", padding: "6px 10px" },
});

/** The browser's own way of replacing several lines sets styles on elements, against the policy; this way does not. */
const typedOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) return false;
    view.dispatch({ ...view.state.replaceSelection(event.data), userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

/** In a shadow tree its styles are constructed sheets, which a policy without inline styles admits. */
export class Editor {
  readonly element = h("div", { class: "editor" });
  readonly #view: EditorView;

  constructor(text: string, run: () => void) {
    const root = this.element.attachShadow({ mode: "open" });
    const state = EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(), StreamLanguage.define(sparql),
        syntaxHighlighting(COLOURS), LOOK, EditorView.lineWrapping, placeholder("SELECT …"), autocompletion({ override: [complete], icons: false }),
        typedOver, EditorView.contentAttributes.of({ "aria-label": "SPARQL query" }),
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
        // Tab stays with the page, so that the keyboard can leave the editor.
        keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      ],
    });
    this.#view = new EditorView({ state, root });
    root.append(this.#view.dom);
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  focus(): void {
    this.#view.focus();
  }

  remove(): void {
    this.#view.destroy();
  }
}
