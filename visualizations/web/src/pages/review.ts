/** Pairs that may be one: side by side, decided with one key, and every decision can be taken back. */

import * as api from "../api";
import { describe } from "../described";
import { h } from "../dom";
import type { Opener, Page, Site } from "../router";
import type { Entity } from "../shapes";
import { percent, plural, title, words } from "../words";
import { absentPage, articleLine, problem, sheet, thingLink } from "./common";
import { answer, curating, type Question, questions, type Side, undo } from "./decisions";
import { asWriter } from "./token";

const AT_ONCE = 25;

export const open: Opener = async (_, site) => {
  if (!(await curating())) return absentPage("Review", "a queue of pairs to decide; one that only reads does not");
  try {
    const desk = new Desk(site);
    await desk.fill();
    return desk.page();
  } catch (error) {
    if (api.isAbsent(error)) return absentPage("Review", "a queue of pairs to decide");
    throw error;
  }
};

interface Done {
  question: Question;
  action: number | null;
}

class Desk {
  readonly #site: Site;
  readonly #card = h("div", { "aria-live": "polite" });
  readonly #tally = h("p", { class: "hint", role: "status" });
  /** Where a token is asked for. */
  readonly #asking = h("div", {});
  #queue: Question[] = [];
  readonly #done: Done[] = [];
  #busy = false;
  #turn = 0;

  constructor(site: Site) {
    this.#site = site;
  }

  page(): Page {
    return {
      title: "Review",
      content: [sheet(h("header", { class: "sheet-head" }, h("h1", {}, "Are these the same?"),
        h("p", {}, "The questions whose answers are worth most come first. The graph follows every decision at once, and any can be taken back."), this.#tally), this.#asking, this.#card)],
      keys: [
        { press: ["m"], does: "the same: merge, or leave joined", act: () => void this.#decide("same") },
        { press: ["n"], does: "not the same", act: () => void this.#decide("different") },
        { press: ["s"], does: "skip", act: () => this.#skip() },
        { press: ["u", "Ctrl+z"], does: "undo the last decision", act: () => void this.#undo() },
      ],
      shown: () => this.#show(),
    };
  }

  async fill(): Promise<void> {
    const seen = new Set(this.#done.map(({ question }) => keyOf(question)));
    const { items } = await questions(AT_ONCE + seen.size > 200 ? 200 : AT_ONCE + seen.size);
    this.#queue = items.filter((question) => !seen.has(keyOf(question)));
  }

  #show(): void {
    const [question] = this.#queue;
    const decided = this.#done.filter(({ action }) => action !== null).length;
    this.#tally.textContent = `${plural(this.#queue.length, "question")} waiting${decided ? `, ${decided} decided` : ""}`;
    if (!question) {
      this.#card.replaceChildren(h("p", {}, "Nothing is left to decide."), this.#undoButton());
      return;
    }
    const verdict = (text: string, key: string, act: () => void, primary = false): HTMLElement =>
      h("button", { type: "button", class: primary ? "primary" : null, onclick: act }, text, h("kbd", {}, key));
    const turn = ++this.#turn;
    const [left, right] = [side(question.left), side(question.right)];
    this.#card.replaceChildren(
      h("p", {}, question.joined ? "The graph takes them for one. " : "The graph keeps them apart. ",
        h("span", { class: "hint" }, `${percent(question.score)} the same, by ${words(question.rule)}`)),
      h("ul", { class: "tags reasons" }, ...question.why.split(/[;,]\s*/).filter(Boolean).map((reason) => h("li", {}, reason))),
      h("div", { class: "verdicts" },
        verdict("The same", "M", () => void this.#decide("same"), true), verdict("Not the same", "N", () => void this.#decide("different")),
        verdict("Skip", "S", () => this.#skip()), this.#undoButton()),
      h("div", { class: "pair" }, left, right));
    void this.#fill(question, left, right, turn);
  }

  /** What each side is known by, and the words of its article. */
  async #fill(question: Question, left: HTMLElement, right: HTMLElement, turn: number): Promise<void> {
    const known = await Promise.all([question.left, question.right].map((one) => about(question.subject, one)));
    if (turn !== this.#turn) return;
    left.append(...known[0]!);
    right.append(...known[1]!);
  }

  #undoButton(): HTMLElement {
    const button = h("button", { type: "button", onclick: () => void this.#undo() }, "Undo", h("kbd", {}, "U"));
    button.disabled = this.#done.length === 0;
    return button;
  }

  #skip(): void {
    const question = this.#queue.shift();
    if (question) this.#done.push({ question, action: null });
    void this.#next();
  }

  async #decide(judgement: "same" | "different"): Promise<void> {
    const [question] = this.#queue;
    if (!question || this.#busy) return;
    this.#busy = true;
    try {
      const { action } = await asWriter(() => answer(question.left.key, question.right.key, judgement), this.#asking);
      this.#queue.shift();
      this.#done.push({ question, action });
      this.#site.say(`${question.left.name} and ${question.right.name}: ${judgement === "same" ? "the same" : "not the same"}.`);
      await this.#next();
    } catch (error) {
      this.#card.prepend(problem(error));
    } finally {
      this.#busy = false;
    }
  }

  async #undo(): Promise<void> {
    const last = this.#done.pop();
    if (!last || this.#busy) return;
    this.#busy = true;
    try {
      const { action } = last;
      if (action !== null) await asWriter(() => undo(action), this.#asking);
      this.#queue.unshift(last.question);
      this.#site.say("Undone.");
      this.#show();
    } catch (error) {
      this.#done.push(last);
      this.#site.fail(error);
    } finally {
      this.#busy = false;
    }
  }

  async #next(): Promise<void> {
    if (this.#queue.length === 0) await this.fill().catch((error: unknown) => this.#site.fail(error));
    this.#show();
  }
}

const keyOf = ({ left, right }: Question): string => `${left.key} ${right.key}`;

const side = (one: Side): HTMLElement =>
  h("section", {}, h("p", { class: "kind" }, title(one.thing.type)), h("h2", { dir: "auto" }, one.name),
    h("p", { class: "hint" }, "in the graph: ", thingLink(one.thing), ` · ${plural(one.article_count, "article")}`));

async function about(subject: Question["subject"], one: Side): Promise<Node[]> {
  const [card, sentences] = await Promise.all([
    subject === "entity" ? api.entity(one.thing.id).catch(() => null) : null, sentencesOf(one).catch(() => [])]);
  return [
    ...(card ? facts(card) : []),
    ...(sentences.length ? [h("h3", {}, "In its article")] : []),
    ...sentences.map((text) => h("blockquote", { class: "sentence", dir: "auto" }, text)),
    one.article ? h("ul", { class: "rows" }, articleLine(one.article)) : h("p", { class: "hint" }, "Its article is not in the graph."),
  ];
}

function facts(card: Entity): Node[] {
  const names = (card.aliases ?? []).filter((name) => name !== card.label).slice(0, 8);
  const described = describe(card);
  return [
    described ? h("p", { dir: "auto" }, described) : null,
    names.length ? h("p", { class: "aliases", dir: "auto" }, `also: ${names.join(" · ")}`) : null,
    card.facts?.length ? h("ul", { class: "roles" }, ...card.facts.slice(0, 5).map(({ property, value }) => h("li", {}, h("span", { class: "hint" }, words(property)), " ", h("q", { dir: "auto" }, value)))) : null,
  ].filter((node) => node !== null);
}

/** Up to three stretches of text around what the article says of it. */
async function sentencesOf({ key }: Side): Promise<string[]> {
  const cut = key.lastIndexOf("#");
  const record = await api.record(key.slice(0, cut));
  const local = key.slice(cut + 1);
  const points = Array.from(record.article.text);
  const entity = record.entities.find(({ id }) => id === local);
  const event = record.events.find(({ id }) => id === local);
  if (event) return [points.slice(event.evidence.start, event.evidence.end).join("")];
  const starts = (entity?.mentions ?? []).slice(0, 3).map(({ start }) => around(points, start));
  return [...new Set(starts)];
}

function around(points: string[], at: number): string {
  let [from, to] = [at, at];
  while (from > 0 && !/[\n]/.test(points[from - 1]!) && !(points[from - 1] === " " && /[.!?]/.test(points[from - 2] ?? ""))) from -= 1;
  while (to < points.length && points[to] !== "\n" && !(/[.!?]/.test(points[to]!) && /\s/.test(points[to + 1] ?? " "))) to += 1;
  return points.slice(from, to + 1).join("").trim();
}
