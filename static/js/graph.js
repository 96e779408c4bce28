// The graph of a customer's map, drawn over the places that the server computed: find, focus, fold departments.
// By keys one goes from person to person. It takes the drawing's place once the page is painted; of many people it waits
// until it is asked for, and whoever opened or closed it finds it so again. Without this module the drawing and its table
// stand, as on paper.
import { colours, looks } from "./graph-looks.js";
import { toast } from "./toast.js";
import { word } from "./words.js";

const NAMED_FROM_ZOOM = 1.5;
const KEPT = "zhike:graph";

// On which side of its place the name of a department stands: away from the ring.
function side(x, width) {
  const across = (2 * x) / width - 1;
  return Math.abs(across) < 0.2 ? "center" : across > 0 ? "right" : "left";
}

function elements(data) {
  const nodes = data.nodes.map(({ x, y, ...node }) => ({ data: { ...node, side: node.side ?? side(x, data.width), shown: node.kind === "theirs" && !node.named ? "" : node.name }, position: { x, y } }));
  return [...nodes, ...data.ties.map((tie) => ({ data: tie }))];
}

// A folded department stands for its people: the strongest tie of each of ours to any of them.
function standIns(data, units) {
  const unit = Object.fromEntries(data.nodes.map((node) => [node.id, units.has(node.unit) ? node.unit : ""]));
  const strongest = new Map();
  for (const tie of data.ties) {
    const key = `${tie.source}-${unit[tie.target]}`;
    if (unit[tie.target] && !(strongest.get(key)?.strength >= tie.strength)) strongest.set(key, tie);
  }
  return [...strongest].map(([key, tie]) => ({ data: { ...tie, id: `fold-${key}`, target: unit[tie.target], url: "" } }));
}

// The departments' arcs lie under the graph and move with it.
function drawArcs(canvas, cy, arcs, tone) {
  const scale = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * scale;
  canvas.height = canvas.clientHeight * scale;
  const pen = canvas.getContext("2d");
  const { x, y } = cy.pan();
  pen.setTransform(cy.zoom() * scale, 0, 0, cy.zoom() * scale, x * scale, y * scale);
  pen.setLineDash([4, 3]);
  for (const { points, tone: name } of arcs) {
    pen.beginPath();
    for (const [across, down] of points) pen.lineTo(across, down);
    pen.closePath();
    pen.fillStyle = pen.strokeStyle = tone[name || "edge"];
    if (name) pen.fill();
    else pen.stroke();
  }
}

function openTie(url) {
  const link = Object.assign(document.createElement("a"), { href: url, hidden: true });
  link.dataset.dialog = "";
  document.body.append(link);
  link.click();
  link.remove();
}

class Graph {
  constructor(root, cytoscape, data) {
    this.root = root;
    this.data = data;
    this.said = root.querySelector("[data-graph-said]");
    const place = root.querySelector("[data-graph-canvas]");
    this.offer();
    this.tone = colours();
    this.cy = cytoscape({
      container: place,
      elements: elements(this.data),
      style: looks(this.tone),
      layout: { name: "preset", fit: true, padding: 8 },
      autoungrabify: true,
      boxSelectionEnabled: false,
      userZoomingEnabled: false,
      maxZoom: 4,
    });
    this.arcs = root.querySelector("[data-graph-arcs]");
    this.button = root.querySelector("[data-graph-fold]");
    this.at = "";
    this.listen();
    this.root.querySelector("[data-graph-keys]").addEventListener("keydown", (event) => this.press(event));
    this.fold(this.data.folded ? this.units : []);
  }

  get units() {
    return this.data.nodes.filter((node) => node.kind === "unit").map((node) => node.id);
  }

  // Another day: everybody stays in place, and so do the view and what is folded.
  show(data) {
    this.data = data;
    this.offer();
    this.cy.batch(() => {
      this.cy.elements().remove();
      this.cy.add(elements(data));
    });
    this.fold([...this.folded]);
    this.clear();
    const here = this.cy.getElementById(this.at);
    if (here.length && !here.hasClass("is-folded")) this.focus(here);
  }

  offer() {
    this.root.querySelector("datalist").replaceChildren(...this.data.nodes.map((node) => Object.assign(document.createElement("option"), { value: node.name })));
  }

  listen() {
    this.cy.on("render", () => drawArcs(this.arcs, this.cy, this.data.arcs, this.tone));
    this.cy.on("tap", "edge", ({ target }) => target.data("url") && openTie(target.data("url")));
    this.cy.on("tap", "node", ({ target }) => {
      if (this.folded.has(target.id())) this.fold([...this.folded].filter((unit) => unit !== target.id()));
      this.at = target.id();
      this.focus(target);
    });
    this.cy.on("tap", ({ target }) => target === this.cy && this.clear());
    this.cy.on("zoom", () => this.cy.nodes("[kind = 'theirs']").toggleClass("is-named", this.cy.zoom() >= NAMED_FROM_ZOOM));
    const find = this.root.querySelector("[data-graph-find]");
    find.addEventListener("input", () => this.find(find.value));
    this.button.addEventListener("click", () => {
      this.fold(this.folded.size ? [] : this.units);
      this.clear();
    });
    for (const button of this.root.querySelectorAll("[data-graph-zoom]"))
      button.addEventListener("click", () => this.zoom(Number(button.dataset.graphZoom)));
    this.root.querySelector("[data-graph-reset]").addEventListener("click", () => {
      find.value = "";
      this.clear();
      this.cy.fit(undefined, 8);
    });
    this.theme = new MutationObserver(() => {
      this.tone = colours();
      this.cy.style(looks(this.tone));
    });
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  // By keys: arrows go from one to the next, round and round; Enter opens a person or a folded department.
  press(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) this.step(step);
    else if (event.key === "Enter") this.open();
    else if (event.key === "Escape" && this.at) this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  step(by) {
    const shown = this.data.nodes.map((node) => this.cy.getElementById(node.id)).filter((node) => node.length && !node.hasClass("is-folded"));
    if (!shown.length) return;
    const here = shown.findIndex((node) => node.id() === this.at);
    const next = shown[here < 0 ? (by > 0 ? 0 : shown.length - 1) : (here + by + shown.length) % shown.length];
    this.at = next.id();
    this.focus(next);
  }

  open() {
    const node = this.cy.getElementById(this.at);
    if (!node.length) return;
    if (this.folded.has(this.at)) {
      this.fold([...this.folded].filter((unit) => unit !== this.at));
      this.focus(node);
    } else if (node.data("url")) window.location.assign(node.data("url"));
  }

  leave() {
    this.at = "";
    this.clear();
  }

  zoom(factor) {
    const found = this.cy.$(".is-found");
    const position = found.length ? found.position() : { x: this.data.width / 2, y: this.data.height / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, position });
  }

  end() {
    this.theme.disconnect();
    this.cy.destroy();
  }

  find(text) {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return this.clear();
    const found = this.cy.nodes().filter((node) => node.data("name").toLowerCase().includes(wanted));
    const opened = found.map((node) => node.data("unit"));
    this.fold([...this.folded].filter((unit) => !opened.includes(unit)));
    if (found.length) this.focus(found);
    else {
      this.clear();
      this.said.textContent = this.said.dataset.nothing;
    }
  }

  focus(nodes) {
    const people = nodes.union(this.cy.nodes().filter((node) => nodes.some((one) => one.id() === node.data("unit"))));
    const near = people.closedNeighborhood();
    this.clear();
    this.cy.elements().difference(near).addClass("is-dim");
    near.nodes().addClass("is-named");
    nodes.addClass("is-found");
    const ties = near.edges().map((edge) => `${edge.source().data("name")} – ${edge.target().data("name")} ${edge.data("said") ?? edge.data("strength")}`);
    this.said.textContent = [nodes.map((node) => [node.data("title") || node.data("name"), node.data("rivals") && `⚔ ${node.data("rivals")}`].filter(Boolean).join(" ")).join(", "), ...ties].join(" · ");
  }

  clear() {
    this.cy.elements().removeClass("is-dim is-named is-found");
    this.said.textContent = "";
  }

  // A folded department stands on the ring for its people; a tap on it or a search opens it.
  fold(units) {
    this.folded = new Set(units);
    this.button.setAttribute("aria-pressed", String(this.folded.size > 0));
    this.cy.batch(() => {
      this.cy.remove("[id ^= 'fold-']");
      for (const node of this.cy.nodes("[unit]")) node.toggleClass("is-folded", this.folded.has(node.data("unit")));
      this.cy.add(standIns(this.data, this.folded));
    });
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(open) {
  try {
    localStorage.setItem(KEPT, open ? "open" : "closed");
  } catch {
    // A browser that keeps nothing begins anew each time.
  }
}

async function fetched(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(`The graph was refused with ${response.status}.`);
  return response.json();
}

// The place of a graph on the page: what opens it, and which day it shows.
class Place {
  constructor(root) {
    this.root = root;
    this.map = root.closest("[data-map]");
    this.button = this.map.querySelector("[data-graph-open]");
    this.graph = null;
    this.shown = "";
    this.asked = "";
    this.button.closest("[data-graph-ask]").hidden = false;
    this.button.addEventListener("click", () => {
      keep(root.hidden);
      if (root.hidden) this.open(true);
      else this.close();
    });
    const wished = kept() ?? ("graphAtOnce" in root.dataset && this.fits ? "open" : "closed");
    if (wished === "open") requestAnimationFrame(() => setTimeout(() => this.open(false)));
  }

  // On a phone the drawing is read by moving it about; a graph fitted to the screen would be too small to read.
  get fits() {
    const drawing = this.map.querySelector(".map__figure .figure__scroll");
    return drawing !== null && drawing.scrollWidth <= drawing.clientWidth;
  }

  get day() {
    return this.map.querySelector("[data-graph-day]").dataset.graphDay;
  }

  // Unasked, it leaves the drawing where it is when the graph cannot be had.
  async open(asked) {
    const day = this.day;
    this.button.disabled = asked;
    try {
      const [{ default: cytoscape }, data] = await Promise.all([import("./vendor/cytoscape.esm.min.js"), this.shown === day ? null : fetched(day)]);
      if (!this.root.isConnected) return;
      this.fill();
      this.expand(true);
      if (!this.graph) this.graph = new Graph(this.root, cytoscape, data);
      else if (data) this.graph.show(data);
      this.shown = day;
    } catch {
      if (asked) toast(word("refused"));
      return;
    } finally {
      this.button.disabled = false;
    }
    if (this.shown !== this.day) this.refresh();
  }

  close() {
    this.expand(false);
  }

  // As high as the drawing it takes the place of, so that nothing below moves; a large drawing is shown smaller.
  fill() {
    const drawn = this.map.querySelector(".map__figure .figure__scroll")?.clientHeight;
    if (drawn && !this.graph) this.root.querySelector("[data-graph-keys]").style.height = `min(${drawn}px, 30rem)`;
  }

  expand(open) {
    this.root.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  // After another day was chosen. An answer that comes late is of a day that nobody looks at any more.
  async refresh() {
    const day = this.day;
    if (this.root.hidden || day === this.shown || day === this.asked) return;
    this.asked = day;
    try {
      const data = await fetched(day);
      if (day !== this.day) return;
      this.graph.show(data);
      this.shown = day;
    } catch {
      this.close();
    } finally {
      if (this.asked === day) this.asked = "";
    }
  }
}

let places = [];

export function drawGraphs(root) {
  for (const place of places.filter((one) => !one.root.isConnected)) place.graph?.end();
  places = places.filter((one) => one.root.isConnected);
  for (const place of root.querySelectorAll("[data-graph]:not([data-graph-found])")) {
    place.dataset.graphFound = "";
    places.push(new Place(place));
  }
  for (const place of places) place.refresh();
}
