/** On how many independent sources something rests. */

import { h } from "../dom";
import type { Article, Evidence } from "../shapes";
import { plural } from "../words";

/**
 * Articles of one agency or one outlet count as one source, and so does an article that repeats another's text.
 * A number the server worked out over all articles wins over one made from those in hand.
 */
export function independent(evidence: Evidence[], known?: { independent: number; articles: number } | null): HTMLElement {
  const articles = new Map(evidence.flatMap(({ article }) => (article ? [[article.id, article]] : [])));
  const origins = new Set([...articles.values()].map(originOf));
  const [sources, total] = known ? [known.independent, known.articles] : [origins.size, articles.size];
  return h("p", { class: "sources" },
    h("strong", {}, `independent sources: ${sources}`), ` (${plural(total, "article")})`);
}

const originOf = (article: Article): string =>
  article.copy_of ?? article.agency ?? article.publisher ?? article.id;
