/** The card of an event: when, who in which role, the figures and according to whom, the sentences. */

import { h } from "../dom";
import type { EventCard, Figure, Role, Thing } from "../shapes";
import { count, date, factuality, words } from "../words";
import { evidenceCard, nameOf, voucher } from "./evidence";

export interface Ways {
  open(thing: Thing): void;
  openId(id: string): void;
}

export function eventBody(card: EventCard, ways: Ways): HTMLElement[] {
  const when = card.start && card.end && card.end !== card.start ? `${card.start}/${card.end}` : card.start ?? card.end;
  return [
    h("dl", { class: "card" },
      h("dt", {}, "When"), h("dd", {}, date(when)),
      ...card.roles.flatMap((role) => [h("dt", {}, words(role.role)), h("dd", {}, filler(role, ways))])),
    ...(card.factuality && card.factuality !== "asserted"
      ? [h("p", { class: `factuality ${card.factuality}` }, `This event is ${factuality(card.factuality)}.`)]
      : []),
    ...(card.quantities.length
      ? [h("h2", {}, "Figures"), h("ul", { class: "figures" }, ...card.quantities.map((one) => figure(one, ways)))]
      : []),
    h("h2", {}, `Evidence (${count(card.evidence.length)})`),
    ...card.evidence.map((one) => evidenceCard(one, { subject: card.iri }, ways.openId)),
  ];
}

const filler = (role: Role, ways: Ways): Node =>
  role.entity ? nameOf(role.entity, ways.open) : h("q", { dir: "auto" }, role.text ?? "");

function figure(figure: Figure, ways: Ways): HTMLElement {
  const modifier = figure.modifier && figure.modifier !== "exact" ? `${figure.modifier} ` : "";
  const number = figure.value === null ? figure.text ?? "" : `${modifier}${count(figure.value)}`;
  const source = figure.article
    ? [figure.article.publisher, figure.article.published ? date(figure.article.published) : null].filter(Boolean).join(", ")
    : "";
  return h("li", {},
    h("strong", {}, number), ` ${[figure.unit, figure.what].filter(Boolean).join(" ")}`,
    h("span", { class: "according" },
      figure.attributed_to ? "according to " : null,
      figure.attributed_to ? voucher(figure.attributed_to, ways.openId) : null,
      source ? ` (${source})` : null));
}
