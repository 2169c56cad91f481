/** Right or wrong: what a reader finds on comparing what was read with the article's words; shown, kept, taken back. */

import * as api from "../api";
import { h } from "../dom";
import type { Key } from "../keys";
import type { Site } from "../router";
import type { Claim, Verdict } from "../shapes";
import { date } from "../words";
import { curating, type Decision, decisions, judge, undo } from "./decisions";
import { asWriter } from "./token";

const PATIENCE_MS = 20_000;

/** One finding beside the text. */
interface Row {
  element: HTMLElement;
  name: string;
  wanted: (claim: Claim) => boolean;
  /** Shows where in the text it stands. */
  point(): void;
  /** Told whether people rejected it. */
  changed(rejected: boolean): void;
  buttons: Record<Verdict["judgement"], HTMLButtonElement>;
  back: HTMLButtonElement;
  said: HTMLElement;
  tools: HTMLElement;
}

export class Judging {
  readonly #article: string;
  readonly #site: Site;
  readonly #writable: boolean;
  readonly #rows: Row[] = [];
  /** By claim, the decision made on this visit. */
  readonly #made = new Map<string, number>();
  #claims: Claim[];
  #last: Row | null = null;
  #busy = false;
  #turn = 0;

  private constructor(article: string, site: Site, claims: Claim[], writable: boolean) {
    [this.#article, this.#site, this.#claims, this.#writable] = [article, site, claims, writable];
  }

  /** What was judged in an article so far; null where the server does not tell. */
  static async of(article: string, site: Site): Promise<Judging | null> {
    try {
      const [claims, writable] = await Promise.all([api.articleClaims(article), curating()]);
      return new Judging(article, site, claims, writable);
    } catch (error) {
      if (api.isAbsent(error)) return null;
      throw error;
    }
  }

  /** Whether the reader can judge here, not only see what others judged. */
  get writable(): boolean {
    return this.#writable;
  }

  /** Gives a finding its buttons, where the graph holds the claim; `element` is struck through once it is rejected. */
  add(element: HTMLElement, finding: Pick<Row, "name" | "wanted"> & Partial<Pick<Row, "point" | "changed">>): void {
    if (!this.#claims.some(finding.wanted)) return;
    const row: Row = {
      element, name: finding.name, wanted: finding.wanted, point: finding.point ?? (() => undefined), changed: finding.changed ?? (() => undefined),
      buttons: {
        confirmed: verdict("✓", `Right: the article says so (${finding.name})`, () => void this.#judge(row, "confirmed")),
        rejected: verdict("✗", `Wrong: the article does not say so (${finding.name})`, () => void this.#judge(row, "rejected")),
      },
      back: h("button", { type: "button", class: "link", "aria-label": `Undo the verdict on ${finding.name}`, onclick: () => void this.#undo(row) }, "Undo"),
      said: h("span", { class: "hint", dir: "auto" }),
      tools: h("span", { class: "verdict" }),
    };
    row.tools.append(...(this.#writable ? [row.buttons.confirmed, row.buttons.rejected] : []), row.said, ...(this.#writable ? [row.back] : []));
    element.append(row.tools);
    element.tabIndex = -1;
    element.classList.add("finding");
    this.#rows.push(row);
    this.#show(row);
  }

  keys(): Key[] {
    if (!this.#writable || !this.#rows.length) return [];
    const onHere = (act: (row: Row) => void) => (): void => {
      const row = this.#here();
      if (row) act(row);
      else this.#go(1);
    };
    return [
      { press: ["j"], does: "next finding", act: () => this.#go(1) },
      { press: ["k"], does: "finding before", act: () => this.#go(-1) },
      { press: ["y"], does: "right: the article says so", act: onHere((row) => void this.#judge(row, "confirmed")) },
      { press: ["n"], does: "wrong: the article does not say so", act: onHere((row) => void this.#judge(row, "rejected")) },
      { press: ["u", "Ctrl+z"], does: "undo the last verdict", act: () => this.#last && void this.#undo(this.#last) },
    ];
  }

  #here(): Row | undefined {
    const focused = document.activeElement;
    return this.#rows.filter(({ element }) => element.contains(focused)).at(-1);
  }

  #go(step: 1 | -1): void {
    const rows = inOrder(this.#rows);
    const here = this.#here();
    const at = here ? rows.indexOf(here) + step : step > 0 ? 0 : rows.length - 1;
    const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
    row?.element.focus();
    row?.point();
  }

  #claimOf(row: Row): Claim | undefined {
    return this.#claims.find(row.wanted);
  }

  #show(row: Row): void {
    const judged = this.#claimOf(row)?.judged ?? null;
    for (const [judgement, button] of Object.entries(row.buttons)) button.setAttribute("aria-pressed", String(judged?.judgement === judgement));
    row.said.textContent = judged ? [judged.judgement === "rejected" ? "wrong" : "right", ...(judged.who ? [`says ${judged.who}`, date(judged.when)] : ["as you found"])].join(", ") : "";
    row.said.title = judged?.why ?? "";
    row.back.hidden = judged === null;
    row.element.classList.toggle("rejected", judged?.judgement === "rejected");
    row.changed(judged?.judgement === "rejected");
  }

  async #judge(row: Row, judgement: Verdict["judgement"]): Promise<void> {
    const claim = this.#claimOf(row);
    if (!claim || claim.judged?.judgement === judgement) return;
    await this.#decide(row, async () => {
      const { action } = await asWriter(() => judge(claim, judgement), row.tools);
      this.#made.set(claim.claim, action);
      this.#last = row;
      return [`${row.name}: ${judgement === "rejected" ? "wrong" : "right"}.`, { judgement, who: "", why: "", when: "" }];
    });
  }

  async #undo(row: Row): Promise<void> {
    const claim = this.#claimOf(row);
    if (!claim?.judged) return;
    await this.#decide(row, async () => {
      const action = this.#made.get(claim.claim) ?? (await this.#actionOf(claim));
      if (action === undefined) return [`No decision on ${row.name} is in force.`, claim.judged ?? null];
      await asWriter(() => undo(action), row.tools);
      this.#made.delete(claim.claim);
      if (this.#last === row) this.#last = null;
      return ["Undone.", null];
    });
  }

  /** One decision at a time, shown as soon as the server has taken it. */
  async #decide(row: Row, decided: () => Promise<[string, Verdict | null]>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    row.tools.setAttribute("aria-busy", "true");
    const before = this.#claimOf(row)?.judged?.judgement;
    try {
      const [said, judged] = await decided();
      const along = judged ? [] : this.#tookAlong(row);
      this.#claims = this.#claims.map((claim) => (row.wanted(claim) || along.includes(claim) ? { ...claim, judged } : claim));
      for (const one of this.#rows) this.#show(one);
      if (row.back.hidden && document.activeElement === document.body) row.element.focus();
      this.#site.say(said);
      void this.#follow(row, before);
    } catch (error) {
      this.#site.fail(error);
    } finally {
      this.#busy = false;
      row.tools.removeAttribute("aria-busy");
    }
  }

  /** What one verdict on an event said of all its claims: taken back, it no longer holds for any of them. */
  #tookAlong(row: Row): Claim[] {
    const { subject, judged } = this.#claimOf(row) ?? {};
    if (!judged?.when) return [];
    const same = this.#claims.filter((claim) => claim.subject.iri === subject?.iri && claim.judged?.when === judged.when &&
      claim.judged.judgement === judged.judgement && claim.judged.who === judged.who);
    return judged.judgement === "rejected" && same.some(({ property }) => property === "type") ? same : [];
  }

  /**
   * A large store answers from the state of moments ago: asks until this verdict is in the answer, then shows everything
   * as it is there, since one verdict may bring others.
   */
  async #follow(row: Row, before: Verdict["judgement"] | undefined): Promise<void> {
    const turn = ++this.#turn;
    for (let wait = 100; wait < PATIENCE_MS; wait *= 1.5) {
      const claims = await api.articleClaims(this.#article).catch(() => []);
      if (turn !== this.#turn) return;
      if (claims.some((claim) => row.wanted(claim) && claim.judged?.judgement !== before)) {
        this.#claims = claims;
        for (const one of this.#rows) this.#show(one);
        return;
      }
      await new Promise((done) => window.setTimeout(done, wait));
      if (turn !== this.#turn) return;
    }
  }

  /** The reader goes elsewhere. */
  leave(): void {
    this.#turn += 1;
  }

  /** The decision behind a verdict of another visit; an event that was rejected took its roles along. */
  async #actionOf(claim: Claim): Promise<number | undefined> {
    const own = (await decisions(claim.subject.iri)).filter(({ subject, left, judgement }) =>
      subject === "claim" && left.startsWith(`${this.#article}#`) && judgement === claim.judged?.judgement);
    const said = ({ predicate, sentence, value }: Decision): boolean =>
      predicate === claim.property && sentence === claim.sentence && (claim.object !== null || predicate === "type" || value === claim.value);
    const sameTime = ({ when }: Decision): boolean => Date.parse(when) === Date.parse(claim.judged?.when ?? "");
    const found = own.find((one) => said(one) && sameTime(one)) ?? own.find(said) ?? own.find(({ predicate }) => predicate === "type");
    return found?.action;
  }
}

const verdict = (sign: string, does: string, act: () => void): HTMLButtonElement =>
  h("button", { type: "button", "aria-pressed": "false", "aria-label": does, title: does, onclick: act }, sign);

const inOrder = (rows: Row[]): Row[] =>
  [...rows].sort((a, b) => (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
