/** Where reports disagree: each quarrel on a card of its own, the rival claims side by side. */

import * as api from "../api";
import { h } from "../dom";
import { amount } from "../panels/rivals";
import { evidenceCard } from "../panels/evidence";
import { addressOf, type Opener, type Page } from "../router";
import type { Evidence } from "../shapes";
import { date, plural, words } from "../words";
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
    list.replaceChildren(await growing(
      (cursor) => api.conflicts({ ...(about ? { about } : {}), disputed, limit: 12, cursor }), quarrel,
      disputed ? "No two reports contradict each other." : "No source has updated its own figures."));
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

/** Of one claim: its figures, or else what it says and with which status. */
function said(claim: Evidence): string {
  const figures = (claim.quantities ?? []).map((figure) => [amount(figure), figure.unit, figure.what].filter(Boolean).join(" "));
  if (figures.length) return figures.join("; ");
  const object = claim.object?.label ?? claim.value ?? claim.wording ?? "";
  return [claim.factuality === "denied" ? "not" : "", words(claim.property ?? ""), object].filter(Boolean).join(" ");
}

export function quarrel(conflict: api.Conflict): HTMLElement {
  const [first] = conflict.subjects;
  const replaced = new Set(conflict.relations.filter(({ relation }) => relation === "supersedes").map(({ other }) => other));
  const claims = [...conflict.claims].sort((a, b) => figureOf(b) - figureOf(a));
  return h("li", { class: "quarrel" },
    h("h2", {}, ...conflict.subjects.flatMap((thing, index) => [index ? h("span", { class: "hint" }, " or ") : null, thingLink(thing)])),
    h("p", { class: "hint" }, `${plural(claims.length, "claim")} from ${plural(conflict.sources, "independent source")}`,
      first ? [" · ", date(first.start)].join("") : null),
    h("div", { class: "rivals" }, ...claims.map((claim) => h("section", { class: replaced.has(claim.claim ?? "") ? "updated" : null },
      h("p", { class: "figure" }, said(claim)),
      claim.attributed_to ? null : h("p", { class: "hint" }, "in the article’s own voice"),
      replaced.has(claim.claim ?? "") ? h("p", { class: "badge" }, "updated since") : null,
      evidenceCard({ ...claim, conflicts_with: [] }, { subject: first?.iri ?? null, object: claim.object?.iri ?? null }, (id) => (location.hash = addressOf("entity", id)))))));
}

const figureOf = ({ quantities = [] }: Evidence): number => quantities[0]?.value ?? -1;
