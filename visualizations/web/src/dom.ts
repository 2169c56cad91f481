/** Building the page without ever parsing text as markup. */

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>;

/** An element; strings become text nodes, `on…` attributes become listeners, false and null leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, attributes);
  element.append(...children.filter(isPresent));
  return element;
}

export const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  apply(element, attributes);
  element.append(...children.filter(isPresent));
  return element;
}

/** The element with this id; the page is broken without it, so its absence throws. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no element with the id "${id}".`);
  return element as T;
}

/** An outside link, or plain text where the address is not http or https. */
export function outsideLink(address: string | null | undefined, text: string): Node {
  if (!address || !isWebAddress(address)) return document.createTextNode(text);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function isWebAddress(address: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

function apply(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function isPresent(child: Child): child is Node | string {
  return child !== null && child !== undefined && child !== false;
}
