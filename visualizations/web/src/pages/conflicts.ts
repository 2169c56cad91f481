/** Where reports disagree: each quarrel on a card of its own, the rival claims side by side. */

import * as api from "../api";
import { h } from "../dom";
import { amount } from "../panels/rivals";
import { evidenceCard } from "../panels/evidence";
import { addressOf, type Opener, type Page } from "../router";
import type { Evidence, Thing } from "../shapes";
import { count, date, plural, title, words } from "../words";
import { absentPage, growing, sheet, thingLink } from "./common";

export const open: Opener = async ({ query }, site) => {
  const about = query.get("about") ?? undefined;
  const updates = query.get("show") === "updates";
  try {
    return await board(about, updates, (show) => site.remember({ about, show }));
  } catch (error) {
    if (api.isAbsent(error)) return absentPage("Conflicts", "the list of conflicts");
    throw error;
  }
};

async function board(about: string | undefined, updates: boolean, remember: (show: string | null) => void): Promise<Page> {
  const list = h("div", {});
  const load = async (disputed: boolean): Promise<void> => {
    const found = await growing(
      (cursor) => api.conflicts({ ...(about ? { about } : {}), disputed, limit: 12, cursor }), quarrel,
      disputed ? "No two reports contradict each other." : "No source has updated its own figures.");
    list.replaceChildren(...inShort(found), found);
  };
  const tab = (text: string, disputed: boolean): HTMLButtonElement => {
    const button = h("button", { type: "button", "aria-pressed": String(disputed !== updates) }, text);
    button.addEventListener("click", () => {
      for (const other of tabs) other.setAttribute("aria-pressed", String(other === button));
      remember(disputed ? null : "updates");
      void load(disputed);
    });
    return button;
  };
  const tabs = [tab("Contradictions", true), tab("Updates of one source", false)];
  await load(!updates);
  return {
    title: "Conflicts",
    content: [sheet(
      h("header", { class: "sheet-head" }, h("h1", {}, "Where reports disagree"),
        h("p", {}, "Nothing is overwritten: claims that cannot all be true stand side by side, each with who says it, where and when."),
        h("div", { class: "tabs", role: "group", "aria-label": "Which" }, ...tabs)), list)],
  };
}

/** The questions at a glance, each leading to its claims further down. */
function inShort(found: HTMLElement): HTMLElement[] {
  const heads = [...found.querySelectorAll<HTMLElement>(".quarrel > h2")];
  if (heads.length < 2) return [];
  return [h("ul", { class: "chips short", "aria-label": "In short" }, ...heads.map((head) => h("li", {},
    h("button", { type: "button", class: "chip small", dir: "auto", onclick: () => {
      head.tabIndex = -1;
      head.scrollIntoView({ block: "start" });
      head.focus({ preventScroll: true });
    } }, head.textContent ?? ""))))];
}

/** Of one claim: its figures, or else what it says and with which status. */
function said(claim: Evidence): string {
  const figures = (claim.quantities ?? []).map((figure) => [amount(figure), figure.unit, figure.what].filter(Boolean).join(" "));
  if (figures.length) return figures.join("; ");
  const object = claim.object?.label ?? claim.value ?? claim.wording ?? "";
  return [claim.factuality === "denied" ? "not" : "", words(claim.property ?? ""), object].filter(Boolean).join(" ");
}

export function quarrel(conflict: api.Conflict): HTMLElement {
  const [first] = conflict.subjects;
  const claims = [...conflict.claims].sort((a, b) => figureOf(b) - figureOf(a));
  const rivals = h("div", { class: "rivals" }, ...claims.map((claim) => rival(claim, conflict)));
  const item = h("li", { class: "quarrel" },
    ...heading(conflict, claims),
    h("p", { class: "hint" }, `${plural(claims.length, "claim")} from ${plural(conflict.sources, "independent source")}`,
      first ? ` · ${days(conflict.subjects.filter((thing) => !elsewhen(conflict.subjects).includes(thing)))}` : null), rivals);
  void setApart(conflict, rivals).catch(() => undefined); // without it all stand together, as the server has them
  return item;
}

const rival = (claim: Evidence, { relations, subjects }: api.Conflict): HTMLElement => {
  const updated = relations.some(({ relation, other }) => relation === "supersedes" && other === claim.claim);
  return h("section", { class: updated ? "updated" : null, "data-claim": claim.claim },
    h("p", { class: "figure", dir: "auto" }, said(claim)),
    claim.attributed_to ? null : h("p", { class: "hint" }, "in the article’s own voice"),
    updated ? h("p", { class: "badge" }, "updated since") : null,
    evidenceCard({ ...claim, conflicts_with: [] }, { subject: subjects.map(({ iri }) => iri), object: claim.object?.iri ?? null }, (id) => (location.hash = addressOf("entity", id))));
};

/** The question in numbers, "Killed: 8 to 26", with what it is about below; without numbers what it is about. */
function heading({ subjects }: api.Conflict, claims: Evidence[]): HTMLElement[] {
  const figures = claims.flatMap(({ quantities = [] }) => quantities.slice(0, 1)).filter(({ value }) => value !== null);
  const values = figures.map(({ value }) => value ?? 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const names = subjects.flatMap((thing, index) => [index ? h("span", { class: "hint" }, " · ") : null, thingLink(thing)]);
  if (!figures.length) return [h("h2", {}, ...names)];
  const range = low === high ? count(low) : `${count(low)} to ${count(high)}`;
  const [first, ...others] = subjects;
  return [
    h("h2", { dir: "auto" }, `${title(figures[0]!.what)}: ${range}?`),
    others.length < 2 ? h("p", { class: "about" }, ...names)
      : h("details", { class: "about" }, h("summary", {}, `${first?.label ?? ""}, and ${plural(others.length, "other event")}`), h("p", {}, ...names)),
  ];
}

/** From the first to the last day of the events. */
function days(subjects: Thing[]): string {
  const starts = subjects.flatMap(({ start }) => start ?? []).sort();
  const [from, to] = [starts[0], starts.at(-1)];
  return from && to && from !== to ? `${date(from)} to ${date(to)}` : date(from);
}

const YEAR_MS = 366 * 86_400_000;

/** Events of more than a year before or after most of the others. */
function elsewhen(subjects: Thing[]): Thing[] {
  const dated = subjects.filter(({ start }) => start).sort((a, b) => Date.parse(a.start!) - Date.parse(b.start!));
  const middle = Date.parse(dated[Math.floor(dated.length / 2)]?.start ?? "");
  return dated.filter(({ start }) => Math.abs(Date.parse(start!) - middle) > YEAR_MS);
}

/** Figures of another year get a heading of their own: the same wording may tell of something else. */
async function setApart(conflict: api.Conflict, rivals: HTMLElement): Promise<void> {
  for (const event of elsewhen(conflict.subjects)) {
    const { evidence } = await api.event(event.id);
    const own = new Set(evidence.map(({ claim }) => claim));
    const cards = [...rivals.children].filter((card) => card instanceof HTMLElement && own.has(card.dataset["claim"]));
    if (!cards.length || cards.length === rivals.childElementCount) continue;
    rivals.after(h("section", { class: "apart" },
      h("h3", {}, `Of ${date(event.start)}, perhaps another event: `, thingLink(event)), h("div", { class: "rivals" }, ...cards)));
  }
}

const figureOf = ({ quantities = [] }: Evidence): number => quantities[0]?.value ?? -1;
