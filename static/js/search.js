// The top search box: arrows go through the suggestions, Enter opens the chosen one, Escape closes them.
import { active, move } from "./listbox.js";

export function enhanceSearch() {
  const input = document.querySelector("[data-search][aria-controls]");
  const list = input && document.getElementById(input.getAttribute("aria-controls"));
  if (!list) return;
  const close = () => {
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  list.addEventListener("htmx:afterSwap", () => {
    if (!input.value.trim()) return close();
    input.setAttribute("aria-expanded", String(Boolean(list.firstElementChild)));
  });
  input.addEventListener("keydown", (event) => {
    if (move(event, input, list)) return;
    if (event.key === "Enter" && active(list)) {
      event.preventDefault();
      active(list).click();
    }
    if (event.key === "Escape") close();
  });
  document.addEventListener("click", (event) => {
    if (!input.form.contains(event.target)) close();
  });
}
