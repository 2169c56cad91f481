/** The answer to a query: as a table, on the map, as a chart; things in it lead to their pages and to Explore. */

import * as api from "../api";
import { h, outsideLink } from "../dom";
import { saveText } from "../export/save";
import { csv } from "../export/csv";
import { EventMap } from "../map/map";
import { addressOf, type Site, style } from "../router";
import type { Thing } from "../shapes";
import type { Answer, Row, Table, Term } from "../sparql";
import { count, plural, title, words } from "../words";

const SHOWN = 500;
const CHARTED = 40;
const PREFIX = "https://w3id.org/newsgraph/ontology#";

type Tab = "table" | "map" | "chart";

export function results(answer: Answer, base: string, site: Site): { element: HTMLElement; leave(): void } {
  if (answer.kind === "boolean") return { element: h("p", { class: "boolean" }, answer.value ? "Yes" : "No"), leave: () => undefined };
  if (answer.kind === "graph") {
    const text = answer.text;
    return { element: h("div", {}, h("p", {}, h("button", { type: "button", onclick: () => saveText("answer.ttl", text, "text/turtle") }, "Save as Turtle")), h("pre", { class: "turtle", tabindex: 0 }, text.slice(0, 200_000))), leave: () => undefined };
  }
  const { table } = answer;
  const iris = [...new Set(table.rows.flatMap((row) => table.columns.flatMap((name) => (isThing(row[name], base) ? [row[name]!.value] : []))))];
  const host = h("div", {});
  let map: EventMap | null = null;
  const drop = (): void => {
    map?.remove();
    map = null;
  };
  const show = async (tab: Tab): Promise<void> => {
    drop();
    for (const button of bar.querySelectorAll<HTMLElement>("[data-tab]")) button.setAttribute("aria-pressed", String(button.dataset["tab"] === tab));
    if (tab === "table") return host.replaceChildren(tableOf(table, base));
    if (tab === "chart") return host.replaceChildren(chartOf(table));
    await style("map");
    map = new EventMap((spot) => spot && (location.hash = addressOf("entity", spot.id)));
    host.replaceChildren(h("div", { class: "answer-map" }, map.element));
    await map.start();
    map.show(await spotsOf(table, iris), null);
  };
  const tabButton = (tab: Tab, text: string): HTMLElement =>
    h("button", { type: "button", "data-tab": tab, "aria-pressed": "false", onclick: () => void show(tab).catch(site.fail) }, text);
  const bar = h("div", { class: "row answer-bar" },
    h("p", { class: "hint", role: "status" }, plural(table.rows.length, "row"), table.rows.length > SHOWN ? `, the first ${SHOWN} shown` : ""),
    h("div", { class: "tabs", role: "group", "aria-label": "Show the answer as" }, tabButton("table", "Table"),
      iris.length || coordinates(table) ? tabButton("map", "Map") : null, numberColumn(table) ? tabButton("chart", "Chart") : null),
    iris.length ? h("button", { type: "button", onclick: () => void explore(iris, site).catch(site.fail) }, `In Explore (${Math.min(iris.length, 100)})`) : null,
    h("button", { type: "button", onclick: () => saveText("answer.csv", csv([table.columns, ...table.rows.map((row) => table.columns.map((name) => row[name]?.value))]), "text/csv;charset=utf-8") }, "CSV"));
  void show("table");
  return { element: h("div", {}, bar, host), leave: drop };
}

const isThing = (term: Term | undefined, base: string): boolean =>
  term?.type === "uri" && (term.value.startsWith(`${base}entity/`) || term.value.startsWith(`${base}event/`));

async function explore(iris: string[], site: Site): Promise<void> {
  const { nodes } = await api.subgraph(iris.slice(0, 100));
  await site.explore(nodes);
}

function tableOf({ columns, rows }: Table, base: string): HTMLElement {
  if (rows.length === 0) return h("p", {}, "Nothing matches.");
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows of the answer" }, h("table", {},
    h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, title(name))))),
    h("tbody", {}, ...rows.slice(0, SHOWN).map((row) => h("tr", {}, ...columns.map((name) => h("td", { dir: "auto" }, cell(row[name], base))))))));
}

function cell(term: Term | undefined, base: string): Node | null {
  if (!term) return null;
  if (term.type !== "uri") return document.createTextNode(typeof term.value === "string" ? term.value : "«triple»");
  if (term.value.startsWith(base)) {
    const [kind = "", ...rest] = term.value.slice(base.length).split("/");
    const id = safeDecode(rest.join("/"));
    if (["entity", "event", "article"].includes(kind)) return h("a", { href: addressOf(kind, id) }, id);
  }
  if (term.value.startsWith(PREFIX)) return document.createTextNode(words(term.value.slice(PREFIX.length)));
  return outsideLink(term.value, term.value);
}

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const numeric = (term: Term | undefined): boolean => term !== undefined && term.type === "literal" && term.value !== "" && Number.isFinite(Number(term.value));

function numberColumn({ columns, rows }: Table): string | null {
  if (rows.length < 2) return null;
  return columns.find((name) => !/lat|long|lon$/i.test(name) && rows.every((row) => row[name] === undefined || numeric(row[name])) && rows.some((row) => numeric(row[name]))) ?? null;
}

/** Bars of the first column of numbers, named by the first column of words. */
function chartOf(table: Table): HTMLElement {
  const number = numberColumn(table)!;
  const name = table.columns.find((column) => column !== number) ?? number;
  const rows = table.rows.filter((row) => numeric(row[number])).slice(0, CHARTED);
  const most = Math.max(1, ...rows.map((row) => Math.abs(Number(row[number]!.value))));
  return h("ul", { class: "bar-chart" }, ...rows.map((row) => {
    const amount = Number(row[number]!.value);
    const bar = h("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${(Math.abs(amount) / most) * 100}%`;
    return h("li", {}, h("span", { class: "name", dir: "auto" }, short(row[name])), h("span", { class: "track" }, bar), h("span", { class: "number" }, count(amount)));
  }));
}

const short = (term: Term | undefined): string => (term?.value ?? "").replace(/^https?:\/\/.*[/#]/, "").slice(0, 80);

const coordinates = ({ columns }: Table): [string, string] | null => {
  const [latitude, longitude] = [columns.find((name) => /^lat/i.test(name)), columns.find((name) => /^lon/i.test(name))];
  return latitude && longitude ? [latitude, longitude] : null;
};

async function spotsOf(table: Table, iris: string[]): Promise<{ id: string; label: string; latitude: number; longitude: number; count: number }[]> {
  const own = coordinates(table);
  if (own) {
    const label = table.columns.find((name) => !own.includes(name)) ?? own[0];
    return table.rows.flatMap((row: Row, index) => numeric(row[own[0]]) && numeric(row[own[1]])
      ? [{ id: row[label]?.value ?? String(index), label: short(row[label]), latitude: Number(row[own[0]]!.value), longitude: Number(row[own[1]]!.value), count: 1 }] : []);
  }
  const { nodes } = await api.subgraph(iris.slice(0, 400));
  return nodes.flatMap(({ id, label, latitude, longitude }: Thing) => (latitude == null || longitude == null ? [] : [{ id, label, latitude, longitude, count: 1 }]));
}
