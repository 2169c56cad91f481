/** Walking the graph with the arrow keys. */

import type { Thing } from "./shapes";
import { drawnNodes, folded } from "./folds";
import type { View } from "./view";

/** The nearest node in a direction: what lies off to the side counts as farther. From nowhere, the most central. */
export function nearest(view: View, from: string | null, dx: number, dy: number): Thing | undefined {
  const { places } = folded(view);
  const start = from === null ? undefined : places.get(from);
  const origin = start ?? { x: 0, y: 0 };
  const [best] = drawnNodes(view)
    .filter(({ id }) => id !== from)
    .map((thing) => {
      const at = places.get(thing.id) ?? origin;
      const [x, y] = [at.x - origin.x, at.y - origin.y];
      return { thing, along: x * dx + y * dy, cost: Math.hypot(x, y) + 2 * Math.abs(x * dy - y * dx) };
    })
    .filter(({ along }) => !start || along > 0)
    .sort((a, b) => a.cost - b.cost);
  return best?.thing;
}
