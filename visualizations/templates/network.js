"use strict";
const graph = JSON.parse(document.getElementById("graph").textContent);
const place = document.getElementById("network");
const style = getComputedStyle(document.body);
graph.options.nodes = {
  font: { color: style.color, face: "system-ui, sans-serif", size: 13, strokeWidth: 3, strokeColor: style.backgroundColor },
};
const network = new vis.Network(place, { nodes: new vis.DataSet(graph.nodes), edges: new vis.DataSet(graph.edges) }, graph.options);
network.once("afterDrawing", () => {
  network.fit({ maxZoomLevel: 1 });
  place.dataset.drawn = String(Object.keys(network.getPositions()).length);
});
