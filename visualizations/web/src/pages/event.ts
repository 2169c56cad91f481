/** An event as a story: what, who, where, when, how many according to whom, what surrounds it, and every sentence. */

import * as api from "../api";
import { h } from "../dom";
import { bySurety, doubt, filler, period, type Ways } from "../panels/event";
import { evidenceCard } from "../panels/evidence";
import { independent } from "../panels/outlets";
import { rivalFigures } from "../panels/rivals";
import { markedSentence } from "../marks";
import { addressOf, type Opener } from "../router";
import type { Article, EventCard, EventRow, Role } from "../shapes";
import { count, date, plural, words } from "../words";
import { quarrel } from "./conflicts";
import { articleLine, eventLine, head, section, sheet, thingLink } from "./common";

const WHO = ["agent", "patient", "participant", "recipient", "beneficiary"];
const WHERE = ["place", "origin", "destination"];
const DAYS_AROUND = 3;

export const open: Opener = async ({ id }, site) => {
  const card = await api.event(id);
  const ways: Ways = {
    open: (thing) => (location.hash = addressOf("entity", thing.id)),
    openId: (other) => (location.hash = addressOf("entity", other)),
  };
  const articles = new Map(card.evidence.flatMap(({ article }) => (article ? [[article.id, article]] : [])));
  const figures = rivalFigures(card.evidence, card.quantities, card.iri, ways);
  const [around, rivals] = await Promise.all([nearby(card), disagreeing(card)]);
  const content = sheet(
    head(card, ...doubt(card), lede(card), independent(card.evidence, card.sources),
      h("p", { class: "actions" },
        h("button", { type: "button", class: "primary", onclick: () => void site.explore([card, ...taking(card)]) }, "Explore"),
        h("a", { class: "button", href: addressOf("path", "", { from: taking(card)[0]?.id }) }, "Find paths"),
        h("a", { class: "button", href: `id/event/${encodeURI(id)}?format=ttl` }, "As data"))),
    h("div", { class: "story" },
      h("div", {},
        h("section", {}, h("h2", {}, "When"), h("p", {}, date(period(card)))),
        roleSection("Who", card, WHO, ways), roleSection("Where", card, WHERE, ways),
        roleSection("More", card, null, ways)),
      h("div", {},
        figures.length ? h("section", {}, h("h2", {}, "How many, according to whom"), ...figures) : null,
        h("section", {}, h("h2", {}, plural(card.evidence.length, "report")),
          ...bySurety(card).map((one) => evidenceCard(one, { subject: card.iri }, ways.openId))))),
    rivals, around,
    h("section", {}, h("h2", {}, plural(articles.size, "article")), h("ul", { class: "rows" }, ...byDate([...articles.values()]).map(articleLine))));
  return { title: card.label, content: [content] };
};

const taking = (card: EventCard) => card.roles.flatMap(({ entity }) => (entity ? [entity] : []));

/** The surest report, in the article's own words. */
function lede(card: EventCard): HTMLElement | null {
  const [best] = bySurety(card);
  if (!best) return null;
  const quote = markedSentence(best, best.article?.id, { subject: card.iri });
  quote.classList.add("lede");
  return quote;
}

function roleSection(heading: string, card: EventCard, roles: string[] | null, ways: Ways): HTMLElement | null {
  const own = card.roles.filter(({ role }) => (roles ? roles.includes(role) : ![...WHO, ...WHERE].includes(role)));
  if (own.length === 0) return null;
  return h("section", {}, h("h2", {}, heading),
    h("ul", { class: "roles" }, ...own.map((role) => h("li", {},
      h("span", { class: "hint" }, words(role.role)), " ", role.entity ? thingLink(role.entity) : filler(role, ways), evidenceOf(role, card, ways)))));
}

/** The sentences behind one role, asked for when opened. */
function evidenceOf(role: Role, card: EventCard, ways: Ways): HTMLElement | null {
  if (!role.statement) return null;
  const box = h("details", { class: "behind" }, h("summary", { "aria-label": `Sentences for ${words(role.role)}` }, count(role.evidence_count ?? 1)));
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    api.evidence(role.statement!).then(
      ({ items }) => box.append(...items.map((one) => evidenceCard(one, { subject: card.iri, object: role.entity?.iri ?? null }, ways.openId))),
      (error: unknown) => box.append(h("p", { class: "problem" }, String(error))));
  }, { once: false });
  return box;
}

/** Claims, also about other events, that cannot be true together with what is said of this one. */
const disagreeing = (card: EventCard): Promise<HTMLElement | null> =>
  section("Reports that disagree", async () => {
    const { items } = await api.conflicts({ about: `event/${card.id}`, limit: 5, cursor: null });
    return items.length ? h("ul", {}, ...items.map(quarrel)) : null;
  });

/** Other events of the same days that share somebody or the place with this one. */
async function nearby(card: EventCard): Promise<HTMLElement | null> {
  const day = /^\d{4}-\d\d-\d\d/.exec(card.start ?? "")?.[0];
  const shared = taking(card).slice(0, 4);
  if (!day || shared.length === 0) return null;
  return section("Around it: the same days, the same people or place", async () => {
    const lists = await Promise.all(shared.map(({ id }) => api.events({ participant: id, from: shifted(day, -DAYS_AROUND), to: shifted(day, DAYS_AROUND), limit: 12 })));
    const found = new Map<string, EventRow>();
    for (const { items } of lists) for (const event of items) if (event.id !== card.id) found.set(event.id, event);
    if (found.size === 0) return null;
    const rows = [...found.values()].sort((a, b) => (a.start ?? "").localeCompare(b.start ?? "")).slice(0, 12);
    return h("ul", { class: "rows" }, ...rows.map((event) => eventLine(event)));
  });
}

function shifted(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

const byDate = (articles: Article[]): Article[] =>
  articles.sort((a, b) => (b.published ?? "").localeCompare(a.published ?? ""));
