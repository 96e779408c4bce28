// How the graph of a map looks: the tones of the page, and the drawing's own forms.
const TOKENS = ["danger", "accent", "edge", "ink", "ink-2", "ink-3", "canvas", "line-2", "tie-1", "tie-2", "tie-3", "tie-4"];

export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export function looks(tone) {
  const label = { label: "data(shown)", "font-size": 12, color: tone.ink, "font-family": getComputedStyle(document.body).fontFamily };
  return [
    { selector: "node", style: { ...label, width: 10, height: 10, "border-width": 1, "border-color": tone.edge, "background-color": tone.canvas, "text-valign": "bottom", "text-margin-y": 3, "text-background-color": tone.canvas, "text-background-opacity": 0.95 } },
    { selector: "node[side = 'above']", style: { "text-valign": "top", "text-margin-y": -3 } },
    { selector: "node[kind = 'theirs'][side = 'right']", style: { "text-valign": "center", "text-halign": "right", "text-margin-y": 0, "text-margin-x": 3 } },
    { selector: "node[kind = 'theirs'][side = 'left']", style: { "text-valign": "center", "text-halign": "left", "text-margin-y": 0, "text-margin-x": -3 } },
    { selector: "node[kind = 'ours']", style: { shape: "rectangle", width: "data(room)", height: 20, color: tone.accent, "background-color": tone["tie-1"], "border-color": tone.accent, "text-valign": "center", "text-margin-y": 0, "text-background-opacity": 0 } },
    { selector: "node[kind = 'unit']", style: { width: 14, height: 14, "background-opacity": 0, "border-width": 0, "text-valign": "center", "text-halign": "data(side)", "text-margin-y": 0 } },
    { selector: "node[kind = 'unit'][?strong]", style: { "font-weight": 600 } },
    { selector: "node[kind = 'unit'][level = 0]", style: { color: tone["ink-2"] } },
    { selector: "node[?held]", style: { "background-color": tone.ink, "border-color": tone.ink } },
    { selector: "node[?away]", style: { "border-style": "dashed", color: tone["ink-3"] } },
    { selector: "node[kind = 'theirs'][rivals != '']", style: { "border-width": 3, "border-style": "double", "border-color": tone.danger } },
    { selector: "edge", style: { width: "data(width)", "line-color": tone.edge, "curve-style": "straight" } },
    { selector: "node[kind = 'rival']", style: { shape: "rectangle", width: "data(room)", height: 20, color: tone.danger, "border-color": tone.danger, "text-valign": "center", "text-margin-y": 0, "text-background-opacity": 0 } },
    { selector: "edge[?rival]", style: { "line-color": tone.danger, "line-style": "dashed" } },
    { selector: "edge[?stable]", style: { "line-color": tone.accent } },
    { selector: "edge[?judged]", style: { "line-style": "dashed", "line-dash-pattern": [4, 3] } },
    { selector: "node.is-found", style: { "border-width": 3, "border-color": tone.accent, "border-opacity": 1 } },
    { selector: ".is-dim", style: { opacity: 0.15 } },
    { selector: ".is-named", style: { label: "data(name)" } },
    { selector: ".is-folded", style: { display: "none" } },
  ];
}
