/** Who writes: where the server asks for a token, the reader is asked in place, and the same is tried again. */

import * as api from "../api";
import { h } from "../dom";
import { problem } from "./common";

/** Does what writes. A token is asked for at the end of `host`; leaving that with Esc gives up with the server's words. */
export async function asWriter<T>(act: () => Promise<T>, host: HTMLElement): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof api.Problem) || ![401, 403].includes(error.status)) throw error;
      const token = await askToken(host, error);
      if (token === null) throw error;
      api.setToken(token);
    }
  }
}

function askToken(host: HTMLElement, refused: api.Problem): Promise<string | null> {
  host.querySelector(":scope > .token")?.remove();
  const before = document.activeElement;
  const token = h("input", { type: "password", "aria-label": "Token", placeholder: "Token", autocomplete: "off" });
  const form = h("form", { class: "row" }, token, h("button", {}, "Use this token"), h("span", { class: "hint" }, "kept until this tab is closed"));
  const box = h("div", { class: "token" }, problem(refused), form);
  host.append(box);
  token.focus();
  return new Promise((done) => {
    const leave = (given: string | null): void => {
      box.remove();
      if (before instanceof HTMLElement) before.focus();
      done(given);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (token.value.trim()) leave(token.value.trim());
    });
    form.addEventListener("keydown", ({ key }) => key === "Escape" && leave(null));
  });
}
