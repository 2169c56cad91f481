/** Articles in: files dropped or text pasted, read while the reader watches; and a playground that keeps nothing. */

import * as api from "../api";
import { h } from "../dom";
import { addressOf, type Opener, type Page, type Site } from "../router";
import type { ArticleRecord } from "../shapes";
import { plural } from "../words";
import { problem, sheet } from "./common";
import { Judging } from "./judging";
import { key, reading } from "./reading";
import { asWriter } from "./token";

const LOOK_MS = 350;
const EXAMPLE = "Police arrested more than 120 dockers in Port Arlen on Friday, the Interior Ministry said. The union denied that anyone was injured.";

interface Job {
  id: string;
  state: "receiving" | "waiting" | "running" | "done" | "cancelled";
  items: number;
  read: number;
  new: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

interface Result {
  name: string;
  state: "created" | "changed" | "unchanged" | "rejected";
  article: string | null;
  title: string | null;
  facts: number;
  reason: string | null;
}

export const open: Opener = async ({ query }, site): Promise<Page> => {
  const [meta, queued, tried] = await Promise.all([api.meta(), api.offers("/v1/jobs", "post"), api.offers("/v1/analyze", "post")]);
  const adding = queued && meta.writable !== false;
  const desk = new Intake(site);
  const content = sheet(
    h("header", { class: "sheet-head" }, h("h1", {}, "Add articles"),
      h("p", {}, "Plain text, saved pages, PDF, JSON or JSON Lines. An article that is already there is recognized by its content.")),
    adding ? desk.element : h("p", { class: "problem" }, "This server only reads: articles are added where it runs, with kg build."),
    tried ? playground(query.get("text") ?? EXAMPLE) : h("p", { class: "hint" }, "This server does not offer the playground."));
  return { title: "Add articles", content: [content], leave: () => desk.leave() };
};

class Intake {
  readonly element: HTMLElement;
  readonly #site: Site;
  readonly #progress = h("div", { "aria-live": "polite" });
  #timer = 0;

  constructor(site: Site) {
    this.#site = site;
    const files = h("input", { type: "file", multiple: true, id: "files", accept: ".txt,.md,.html,.htm,.json,.jsonl,.pdf,.xml,.gz" });
    files.addEventListener("change", () => files.files?.length && void this.#files([...files.files]));
    const drop = h("div", { class: "drop" }, h("label", { for: "files" }, h("strong", {}, "Drop files here"), " or choose them: "), files);
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer?.files.length) void this.#files([...event.dataTransfer.files]);
    });
    this.element = h("section", {}, drop, this.#paste(), this.#progress);
  }

  leave(): void {
    window.clearTimeout(this.#timer);
  }

  #paste(): HTMLElement {
    const field = (name: string, hint: string): HTMLInputElement => h("input", { type: "text", name, placeholder: hint, autocomplete: "off", "aria-label": name });
    const [headline, published, publisher] = [field("Title", "Title"), field("Published", "2022-01-07"), field("Publisher", "Publisher")];
    const text = h("textarea", { "aria-label": "Text of an article", placeholder: "…or paste the text of an article" });
    const form = h("form", { class: "add-form" }, text, h("div", { class: "row" }, headline, published, publisher, h("button", { class: "primary" }, "Read it")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!text.value.trim()) return this.#site.say("Paste a text first.");
      const given = { text: text.value, title: headline.value, published: published.value, publisher: publisher.value };
      void this.#send(() => api.post<Job>("jobs", Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim()))));
    });
    return form;
  }

  #files(files: File[]): Promise<void> {
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    return this.#send(() => api.upload<Job>("jobs", form));
  }

  async #send(send: () => Promise<Job>): Promise<void> {
    this.leave();
    this.#progress.replaceChildren(h("p", { class: "hint loading" }, "Sending…"));
    try {
      this.#follow(await asWriter(send, this.#progress));
    } catch (error) {
      this.#progress.replaceChildren(problem(error));
    }
  }

  #follow(job: Job): void {
    const over = job.state === "done" || job.state === "cancelled";
    const bar = h("progress", { max: Math.max(1, job.items), value: job.read, "aria-label": "Articles read" });
    const cancel = h("button", { type: "button", onclick: () => void api.remove<Job>(`jobs/${job.id}`).catch(this.#site.fail) }, "Cancel");
    const said = [job.new ? `${job.new} new` : "", job.changed ? `${job.changed} changed` : "", job.unchanged ? `${job.unchanged} known already` : "", job.rejected ? `${job.rejected} could not be read` : ""].filter(Boolean).join(", ");
    const state = { receiving: "Receiving", waiting: "Waiting", running: "Reading", done: "Done", cancelled: "Cancelled" }[job.state];
    this.#progress.replaceChildren(h("p", { role: "status" }, `${state}: ${job.read} of ${plural(job.items, "file")}${said ? ` – ${said}` : ""} `, over ? null : cancel), over ? "" : bar);
    if (over) void this.#results(job).catch(this.#site.fail);
    else this.#timer = window.setTimeout(() => void api.get<Job>(`jobs/${job.id}`).then((next) => this.#follow(next), this.#site.fail), LOOK_MS);
  }

  /** What was extracted, at once: of a single article all of it, of many a list. */
  async #results(job: Job): Promise<void> {
    const { items } = await api.get<{ items: Result[] }>(`jobs/${job.id}/results`, { limit: 100 });
    const rows = items.map(({ name, state, article, title, facts, reason }) => h("li", {},
      article ? h("a", { href: addressOf("article", article) }, title ?? name) : h("span", {}, name), " ",
      h("span", { class: "hint" }, reason ?? `${{ created: "new", changed: "changed", unchanged: "known already", rejected: "could not be read" }[state]} · ${plural(facts, "fact")}`)));
    this.#progress.append(h("ul", { class: "rows" }, ...rows));
    const [only] = items;
    if (items.length === 1 && only?.article) {
      const [record, judging] = await Promise.all([api.record(only.article), Judging.of(only.article, this.#site)]);
      this.#progress.append(h("div", { class: "analysis" }, key(), reading(record, [], this.#site, judging)));
    }
  }
}

/** What the extraction finds in a sentence, and why; nothing is kept. */
function playground(start: string): HTMLElement {
  const text = h("textarea", { "aria-label": "Sentences to try" });
  text.value = start;
  const published = h("input", { type: "text", "aria-label": "Date against which “on Friday” is read", placeholder: "date, e.g. 2022-01-07", autocomplete: "off" });
  published.value = new Date().toISOString().slice(0, 10);
  const found = h("div", { class: "analysis", "aria-live": "polite" });
  const form = h("form", { class: "add-form" }, text, h("div", { class: "row" }, published, h("button", { class: "primary" }, "Try it")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    found.replaceChildren(h("p", { class: "hint loading" }, "Reading…"));
    const asked = { text: text.value, published: published.value.trim() || null, explain: true };
    api.post<{ record: ArticleRecord; explanation: string[] }>("analyze", asked).then(({ record, explanation }) => {
      found.replaceChildren(key(), reading(record, [], null),
        explanation.length ? h("details", { open: true }, h("summary", {}, "Why, sentence by sentence"), h("pre", { class: "turtle", tabindex: 0 }, explanation.join("\n"))) : "");
    }, (error: unknown) => found.replaceChildren(problem(error)));
  });
  return h("section", { class: "playground" }, h("h2", {}, "Playground"), h("p", { class: "hint" }, "Try a sentence: see what is read in it, and why. Nothing is kept."), form, found);
}
