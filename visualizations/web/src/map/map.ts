/** Events on a map of countries that comes with the page: no tiles, nothing from another host. */

import { CircleMarker, GeoJSON, type LatLngExpression, Map as LeafletMap, type PathOptions } from "leaflet";
import type { FeatureCollection, Geometry, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { h } from "../dom";
import { calm, token } from "../theme";
import { plural } from "../words";

export interface Spot {
  id: string;
  label: string;
  latitude: number;
  longitude: number;
  count: number;
}

/** De-facto borders of Natural Earth, as its makers draw them; a statement about none of them. */
const CREDIT = "Countries: Natural Earth (de-facto borders)";

export class EventMap {
  readonly element = h("div", { class: "map", tabindex: -1 });
  readonly #choose: (spot: Spot | null) => void;
  readonly #markers = new Map<string, CircleMarker>();
  #map: LeafletMap | null = null;
  #countries: GeoJSON | null = null;
  #chosen: string | null = null;
  #touched = false;

  constructor(choose: (spot: Spot | null) => void) {
    this.#choose = choose;
  }

  /** Once the element is in the document. */
  async start(): Promise<void> {
    const map = new LeafletMap(this.element, {
      zoomControl: true, attributionControl: false, worldCopyJump: true, minZoom: 1, maxZoom: 9,
      zoomAnimation: !calm(), fadeAnimation: !calm(), markerZoomAnimation: !calm(), zoomSnap: 0.5,
    });
    map.setView([30, 40], 2);
    map.on("click", () => this.#choose(null));
    map.on("movestart zoomstart", () => (this.#touched = this.#touched || this.#map !== null));
    this.element.append(h("p", { class: "credit" }, CREDIT));
    const answer = await fetch(new URL("assets/countries.json", document.baseURI));
    const world = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
    this.#countries = new GeoJSON(unrolled(feature(world, world.objects.countries)), { style: land, interactive: false }).addTo(map);
    this.#map = map;
  }

  restyle(): void {
    this.#countries?.setStyle(land());
    for (const [id, marker] of this.#markers) marker.setStyle(this.#look(id));
  }

  /** Exactly these places; the sight moves only as long as the reader has not moved it. */
  show(spots: Spot[], chosen: string | null): void {
    const map = this.#map;
    if (!map) return;
    this.#chosen = chosen;
    for (const marker of this.#markers.values()) marker.remove();
    this.#markers.clear();
    for (const spot of [...spots].sort((a, b) => b.count - a.count)) {
      const at: LatLngExpression = [spot.latitude, spot.longitude];
      const marker = new CircleMarker(at, { radius: 5 + 3 * Math.sqrt(spot.count), ...this.#look(spot.id), bubblingMouseEvents: false });
      marker.bindTooltip(() => h("span", {}, `${spot.label}: ${plural(spot.count, "event")}`));
      marker.on("click", () => this.#choose(spot));
      marker.addTo(map);
      this.#markers.set(spot.id, marker);
    }
    if (!this.#touched && spots.length) {
      const known = spots.map(({ latitude, longitude }): [number, number] => [latitude, longitude]);
      map.fitBounds(known, { padding: [40, 40], maxZoom: 6, animate: false });
      this.#touched = false;
    }
  }

  /** How many places are drawn; for tests. */
  get drawn(): number {
    return this.#markers.size;
  }

  resize(): void {
    this.#map?.invalidateSize({ animate: false });
  }

  remove(): void {
    this.#map?.remove();
    this.#map = null;
  }

  #look(id: string): PathOptions {
    const accent = token("accent");
    const chosen = id === this.#chosen;
    return { color: chosen ? token("ink") : accent, weight: chosen ? 3 : 1.5, fillColor: accent, fillOpacity: chosen ? 0.75 : 0.4 };
  }
}

/**
 * Rings that cross the 180th meridian jump from one edge of the map to the other; each goes on beyond the edge instead,
 * and one around a pole is closed along it.
 */
function unrolled(world: FeatureCollection<Geometry>): FeatureCollection<Geometry> {
  const ring = (points: Position[]): Position[] => {
    let turns = 0;
    const smooth = points.map((point, index): Position => {
      const [x = 0, y = 0] = point;
      const before = points[index - 1]?.[0] ?? x;
      if (x - before > 180) turns -= 1;
      else if (before - x > 180) turns += 1;
      return [x + 360 * turns, y];
    });
    const [first, last] = [smooth[0], smooth.at(-1)];
    if (turns === 0 || !first || !last) return smooth;
    const pole = (last[1] ?? 0) < 0 ? -85 : 85;
    return [...smooth, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first];
  };
  const features = world.features.map((one) => {
    const { geometry } = one;
    if (geometry.type === "Polygon") return { ...one, geometry: { ...geometry, coordinates: geometry.coordinates.map(ring) } };
    if (geometry.type !== "MultiPolygon") return one;
    return { ...one, geometry: { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(ring)) } };
  });
  return { ...world, features };
}

const land = (): PathOptions => ({ color: token("line"), weight: 1, fillColor: token("paper"), fillOpacity: 1 });
