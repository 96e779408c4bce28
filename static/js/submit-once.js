// A form is sent once: its buttons rest, keep their width and say what happens. The server's idempotency key is the
// real guard; this only spares the second click.
import { word } from "./words.js";

export function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    if (button.dataset.label) button.innerHTML = button.dataset.label;
  }
}

function rest(form, button) {
  form.dataset.sent = "1";
  if (!button || !button.classList.contains("button")) return;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.label = button.innerHTML;
  button.setAttribute("aria-busy", "true");
  button.textContent = button.dataset.busy || word("saving");
}

export function guardSubmits() {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.method !== "post") return;
      if (form.dataset.sent) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      rest(form, event.submitter);
    },
    true,
  );
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest?.("form");
    if (form) release(form);
  });
  // The back button may bring the page as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    const form = event.target.closest?.("form[method=post]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".button--solid"));
  });
}
