/** One piece of evidence: the sentence with its marks, who printed it, who vouches, and how it was found. */

import { h, outsideLink } from "../dom";
import { type About, markedSentence } from "../marks";
import type { Article, Evidence, Thing, Voucher } from "../shapes";
import { date, factuality, percent } from "../words";

export function evidenceCard(evidence: Evidence, about: About, open: (thing: string) => void, lead?: Node): HTMLElement {
  const { article, extraction, further = [] } = evidence;
  return h("article", { class: "evidence" },
    lead ?? null,
    ...[evidence, ...further].map((quote) => markedSentence(quote, article?.id, about)),
    article ? source(article) : null,
    h("ul", { class: "tags" },
      evidence.factuality ? h("li", { class: `factuality ${evidence.factuality}` }, factuality(evidence.factuality)) : null,
      evidence.attributed_to ? h("li", {}, "according to ", voucher(evidence.attributed_to, open)) : null,
      evidence.conflicts_with?.length ? h("li", { class: "conflict" }, "another report disagrees") : null,
      evidence.supersedes?.length ? h("li", {}, "updates an earlier report") : null,
      extraction.confidence == null ? null : h("li", {}, percent(extraction.confidence)),
      extraction.rule ? h("li", { class: "rule", title: "The rule or model that read this" }, extraction.rule) : null));
}

function source({ title, publisher, published, url, deeplink }: Article): HTMLElement {
  return h("p", { class: "source" },
    outsideLink(deeplink ?? url, title ?? "Untitled article"),
    h("span", {}, [publisher ?? "unknown publisher", date(published)].join(", ")));
}

/** Who vouches: a way to them where they are known, else their words. */
export function voucher({ id, label }: Voucher, open: (thing: string) => void): Node {
  if (!id) return document.createTextNode(label);
  return h("button", { type: "button", class: "link", onclick: () => open(id) }, label);
}

export const nameOf = (thing: Thing, open: (thing: Thing) => void): HTMLElement =>
  h("button", { type: "button", class: "link", dir: "auto", onclick: () => open(thing) }, thing.label);
