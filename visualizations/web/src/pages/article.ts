/** An article as it was read: its text with every mention and event marked, and what was made of it beside. */

import * as api from "../api";
import { h, outsideLink } from "../dom";
import { addressOf, type Opener } from "../router";
import type { ArticleRecord, ArticleVersion } from "../shapes";
import { date, plural } from "../words";
import { sheet } from "./common";
import { Judging } from "./judging";
import { key, reading } from "./reading";

export const open: Opener = async ({ id, query }, site) => {
  const [record, meta, judging, versions] = await Promise.all([recordOf(id), api.article(id), Judging.of(id, site), api.versions(id)]);
  if (!record) {
    return { title: meta.title ?? "Article", content: [sheet(heading(meta), h("p", { class: "problem" }, "This server keeps no text of its articles. What they say is in the graph, and the original at the publisher."))] };
  }
  const sentence = /^(\d+)-(\d+)$/.exec(query.get("at") ?? "");
  const sought = sentence ? [{ start: Number(sentence[1]), end: Number(sentence[2]), className: "sought", label: "the sentence you came for" }] : [];
  const content = h("div", { class: "sheet wide" }, heading({ ...meta, ...record.article, title: record.article.title ?? meta.title ?? null }), edits(id, versions), key(), reading(record, sought, site, judging));
  return {
    title: record.article.title ?? "Article", content: [content], keys: judging?.keys() ?? [], leave: () => judging?.leave(),
    shown: () => content.querySelector(".sought")?.scrollIntoView({ block: "center" }),
  };
};

async function recordOf(id: string): Promise<ArticleRecord | null> {
  try {
    return await api.record(id);
  } catch (error) {
    if (api.isAbsent(error)) return null;
    throw error;
  }
}

type Heading = Awaited<ReturnType<typeof api.article>> & { author?: string | null };

const heading = (meta: Heading): HTMLElement =>
  h("header", { class: "sheet-head" },
    h("p", { class: "kind" }, "Article"),
    h("h1", { dir: "auto" }, meta.title ?? "Untitled article"),
    h("p", { class: "hint" },
      meta.publisher ? h("a", { href: addressOf("sources", meta.publisher) }, meta.publisher) : "unknown publisher",
      ` · ${date(meta.published)}`, meta.author ? ` · ${meta.author}` : null, meta.url ? " · " : null,
      meta.url ? outsideLink(meta.url, "at the publisher") : null));

/** How often it was edited, and what each time; the addresses tell it sentence by sentence. */
const edits = (id: string, versions: ArticleVersion[]): HTMLElement | null =>
  versions.length < 2 ? null : h("details", { class: "versions" },
    h("summary", { class: "hint" }, plural(versions.length, "version")),
    h("ul", {}, ...versions.map(({ number, added, changes }) => h("li", { class: "hint" },
      changes ? h("a", { href: `v1/${api.path("articles", id, "versions", `${number}`, "changes")}` }, `Version ${number}`) : `Version ${number}`,
      added ? `, added ${date(added.slice(0, 10))}` : null,
      changes ? `: ${[
        `${plural(changes.sentences_removed, "sentence")} removed, ${changes.sentences_added} added`,
        changes.headline && "another headline", changes.figures && "other figures", changes.claims && "other claims",
      ].filter(Boolean).join(", ")}` : ": the first one"))));
