/** One piece of evidence: the sentence with its marks, who vouches, who printed it, and how it was found. */

import { h, outsideLink } from "../dom";
import { type About, markedSentence } from "../marks";
import { addressOf } from "../router";
import type { Article, Evidence, Thing, Voucher } from "../shapes";
import { date, factuality, percent } from "../words";

export function evidenceCard(evidence: Evidence, about: About, open: (thing: string) => void, lead?: Node): HTMLElement {
  const { article, extraction, further = [] } = evidence;
  const by = [extraction.method, extraction.model].filter(Boolean).join(" ");
  return h("article", { class: "evidence" },
    lead ?? null,
    ...[evidence, ...further].map((quote) => markedSentence(quote, article?.id, about)),
    article ? chain(evidence, article, open) : null,
    h("ul", { class: "tags" },
      evidence.factuality ? h("li", { class: `factuality ${evidence.factuality}` }, factuality(evidence.factuality)) : null,
      evidence.conflicts_with?.length ? h("li", { class: "conflict" }, "another report disagrees") : null,
      evidence.supersedes?.length ? h("li", {}, "updates an earlier report") : null,
      extraction.confidence == null ? null : h("li", {}, percent(extraction.confidence)),
      extraction.rule ? h("li", { class: "rule", title: `The rule or model that read this${by ? `: ${by}` : ""}` }, extraction.rule) : null));
}

/** Who says it, through whom it reached the reader: the source, the agency, the outlet's article. */
function chain(evidence: Evidence, article: Article, open: (thing: string) => void): HTMLElement {
  const { attributed_to: who } = evidence;
  const { agency, publisher, title } = article;
  const [from, to] = evidence.offsets.sentence;
  return h("div", { class: "source" },
    h("ol", { class: "chain", "aria-label": "Who says so, through whom" },
      who ? h("li", {}, h("span", { class: "hint" }, "according to "), voucher(who, open)) : null,
      agency && agency !== publisher ? h("li", {}, h("span", { class: "hint" }, "through "), agency) : null,
      h("li", {}, who ? h("span", { class: "hint" }, "printed by ") : null,
        [publisher ?? "unknown publisher", date(article.published)].join(", "))),
    h("p", {}, outsideLink(article.deeplink ?? article.url, title ?? "Untitled article"), " · ",
      h("a", { href: addressOf("article", article.id, { at: `${from}-${to}` }) }, "read in place")));
}

/** Who vouches: a way to them where they are known, else their words. */
export function voucher({ id, label }: Voucher, open: (thing: string) => void): Node {
  if (!id) return h("span", { dir: "auto" }, label);
  return h("button", { type: "button", class: "link", dir: "auto", onclick: () => open(id) }, label);
}

export const nameOf = (thing: Thing, open: (thing: Thing) => void): HTMLElement =>
  h("button", { type: "button", class: "link", dir: "auto", onclick: () => open(thing) }, thing.label);
