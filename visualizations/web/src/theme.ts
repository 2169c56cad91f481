/** Light or dark: as the system says until the reader chooses. */

const KEY = "newsgraph-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

export type Theme = "light" | "dark";

export function theme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

/** Applies the remembered choice and calls back whenever the look changes. */
export function startTheme(changed: () => void): void {
  const remembered = localStorage.getItem(KEY);
  if (remembered === "light" || remembered === "dark") document.documentElement.dataset["theme"] = remembered;
  system.addEventListener("change", changed);
}

export function toggleTheme(): Theme {
  const next = theme() === "dark" ? "light" : "dark";
  document.documentElement.dataset["theme"] = next;
  localStorage.setItem(KEY, next);
  return next;
}

/** The value of one of the page's colours, for what is drawn outside the style sheet. */
export const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const calm = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
