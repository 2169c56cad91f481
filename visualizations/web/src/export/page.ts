/** One HTML file without a script: the drawing, and a table with the sentence behind each line. */

import { h } from "../dom";
import { shownEdges, type View } from "../view";
import { words } from "../words";
import { svgElement } from "./svg";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b2330;background:#fafbfd}
svg{max-width:100%;height:auto;border:1px solid #dce1e9;border-radius:8px}table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.4rem .8rem;border-bottom:1px solid #dce1e9}`;

export function toPage(view: View, sentences: Map<string, string>): Blob {
  const page = document.implementation.createHTMLDocument("A part of the graph");
  page.documentElement.lang = "en";
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = POLICY;
  const style = page.createElement("style");
  style.textContent = STYLE;
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset, policy);
  page.head.append(style);
  const rows = shownEdges(view).map((edge) => h("tr", {},
    ...[view.nodes.get(edge.source)?.label ?? "", words(edge.property), view.nodes.get(edge.target)?.label ?? "", sentences.get(edge.id) ?? ""].map((text) => h("td", { dir: "auto" }, text))));
  page.body.append(h("h1", {}, "A part of the graph"), svgElement(view),
    h("h2", {}, "The same in words"),
    h("table", {}, h("thead", {}, h("tr", {}, ...["Subject", "Relation", "Object", "Sentence"].map((name) => h("th", {}, name)))), h("tbody", {}, ...rows)));
  return new Blob(["<!doctype html>\n", page.documentElement.outerHTML], { type: "text/html;charset=utf-8" });
}
