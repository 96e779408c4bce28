// A click anywhere on <tr data-row> follows the row's first link; `x` ticks the row's box.
const CONTROLS = "a, button, input, select, textarea, label, summary";

export function enhanceRows() {
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("tr[data-row]");
    if (!row || event.target.closest(CONTROLS) || String(window.getSelection())) return;
    const link = row.querySelector("a[href]");
    if (!link) return;
    if (event.metaKey || event.ctrlKey) window.open(link.href, "_blank", "noopener");
    else link.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "x" || event.metaKey || event.ctrlKey || event.target.matches?.("input:not([type=checkbox]), textarea, select")) return;
    document.activeElement?.closest("tr")?.querySelector("input[type=checkbox]")?.click();
  });
}
