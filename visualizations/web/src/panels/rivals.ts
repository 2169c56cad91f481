/** Figures of an event, those of one thing together: who says how many, where and when; rivals stand side by side. */

import { h } from "../dom";
import type { Evidence, Figure } from "../shapes";
import { count, date, plural, title } from "../words";
import { evidenceCard, voucher } from "./evidence";

interface Row {
  figure: Figure;
  evidence: Evidence | null;
}

interface Ways {
  openId(id: string): void;
}

/** One block per thing counted, those that are disputed first. */
export function rivalFigures(evidence: Evidence[], figures: Figure[], subject: string, ways: Ways): HTMLElement[] {
  const rows = evidence.flatMap((one) => (one.quantities ?? []).map((figure): Row => ({ figure, evidence: one })));
  const known = rows.length ? rows : figures.map((figure): Row => ({ figure, evidence: null }));
  const groups = new Map<string, Row[]>();
  for (const row of known) {
    const key = [row.figure.what, row.figure.unit ?? ""].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()]
    .map((group) => ({ group, disputed: isDisputed(group) }))
    .sort((a, b) => Number(b.disputed) - Number(a.disputed))
    .map(({ group, disputed }) => block(group, disputed, subject, ways));
}

/** Figures of which no number satisfies all: the server says so where it knows; what was updated since does not count. */
function isDisputed(group: Row[]): boolean {
  const claims = new Set(group.map(({ evidence }) => evidence?.claim).filter(Boolean));
  if (group.some(({ evidence }) => evidence?.conflicts_with?.some((other) => claims.has(other)))) return true;
  const updated = new Set(group.flatMap(({ evidence }) => evidence?.supersedes ?? []));
  const spans = group.filter(({ evidence }) => !updated.has(evidence?.claim ?? "-")).map(({ figure }) => span(figure));
  return Math.max(...spans.map(([low]) => low)) > Math.min(...spans.map(([, high]) => high));
}

/** The numbers that a figure allows; "about" allows a tenth more or less. */
function span({ value, modifier }: Figure): [number, number] {
  if (value === null) return [-Infinity, Infinity];
  switch (spaced(modifier ?? "exact")) {
    case "more than": case "at least": return [value, Infinity];
    case "less than": case "at most": return [-Infinity, value];
    case "about": return [value * 0.9, value * 1.1];
    default: return [value, value];
  }
}

function block(group: Row[], disputed: boolean, subject: string, ways: Ways): HTMLElement {
  const superseded = new Set(group.flatMap(({ evidence }) => evidence?.supersedes ?? []));
  const most = Math.max(...group.map(({ figure }) => figure.value ?? 0));
  const rows = [...group].sort((a, b) => (b.figure.value ?? -1) - (a.figure.value ?? -1));
  const { what, unit } = group[0]!.figure;
  return h("section", { class: `figures${disputed ? " disputed" : ""}` },
    h("h3", {}, title([unit, what].filter(Boolean).join(" ")),
      disputed ? h("span", { class: "badge warn" }, `${plural(new Set(group.map(({ figure }) => figure.value ?? figure.text)).size, "rival figure")}`) : null),
    h("ul", {}, ...rows.map((row) => entry(row, most, superseded.has(row.evidence?.claim ?? "-"), subject, ways))));
}

function entry({ figure, evidence }: Row, most: number, updated: boolean, subject: string, ways: Ways): HTMLElement {
  const article = figure.article ?? evidence?.article;
  const who = figure.attributed_to ?? evidence?.attributed_to;
  const line = h("p", { class: "rival" },
    h("strong", { class: "figure" }, amount(figure)),
    h("span", { class: "according" },
      who ? "according to " : null, who ? voucher(who, ways.openId) : null,
      h("span", { class: "hint" }, [who ? null : "in the article’s own voice", article?.publisher, article?.published ? date(article.published) : null, updated ? "updated since" : null].filter(Boolean).join(" · "))));
  const bar = figure.value !== null && most > 0 ? meter(figure.value / most) : null;
  if (!evidence) return h("li", { class: updated ? "updated" : null }, line, bar);
  return h("li", { class: updated ? "updated" : null }, line, bar,
    h("details", {}, h("summary", {}, "The sentence"), evidenceCard(evidence, { subject }, ways.openId)));
}

/** "more than 1,300"; the wording where there is no number. */
export function amount(figure: Figure): string {
  const modifier = figure.modifier && figure.modifier !== "exact" ? `${spaced(figure.modifier)} ` : "";
  return figure.value === null ? figure.text ?? "" : `${modifier}${count(figure.value)}`;
}

const spaced = (modifier: string): string => modifier.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** A plain bar to compare by eye; the number beside it says the same. */
function meter(share: number): HTMLElement {
  const bar = h("div", { class: "meter", "aria-hidden": "true" }, h("div"));
  (bar.firstElementChild as HTMLElement).style.width = `${Math.max(1, Math.round(share * 100))}%`;
  return bar;
}
