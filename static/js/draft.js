// What is typed into <form data-draft="KEY"> stays on this device until the server says it is saved:
// a dialog's redirect, or a toast with data-draft-saved="KEY". Kept per signed-in person.
import { word } from "./words.js";

const PREFIX = "zhike-draft";
const SKIP = new Set(["csrfmiddlewaretoken", "idempotency_key", "next"]);

function place(key) {
  return `${PREFIX}:${document.body.dataset.user}:${key}`;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(place(key)) || "null");
  } catch {
    return null;
  }
}

export function clearDraft(key) {
  try {
    localStorage.removeItem(place(key));
  } catch {
    /* Storage is switched off: there is no draft to clear. */
  }
}

function values(form) {
  return [...new FormData(form).entries()].filter(([name, value]) => typeof value === "string" && !SKIP.has(name));
}

function note(form, text) {
  const place_ = form.querySelector("[data-draft-note]");
  if (place_) place_.textContent = text;
}

function fill(form, entries, within = form) {
  const wanted = new Map();
  for (const [name, value] of entries) wanted.set(name, [...(wanted.get(name) || []), value]);
  for (const element of form.elements) {
    if (!within.contains(element) || !element.name || SKIP.has(element.name) || element.type === "hidden" || element.type === "file") continue;
    const found = wanted.get(element.name);
    if (element.type === "checkbox" || element.type === "radio") element.checked = Boolean(found?.includes(element.value));
    else if (element instanceof HTMLSelectElement && found) restoreSelect(element, found);
    else if (found) element.value = found[0];
    element.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
  }
}

function restoreSelect(select, found) {
  for (const option of select.options) option.selected = found.includes(option.value);
}

function enhance(form) {
  const key = form.dataset.draft;
  const kept = read(key);
  const untouched = !form.querySelector("[aria-invalid=true], .errorlist");
  if (kept && untouched && JSON.stringify(kept) !== JSON.stringify(values(form))) {
    // htmx begins to listen when the page has loaded; the people of a restored customer must come through it.
    setTimeout(() => fill(form, kept));
    note(form, word("restored"));
  }
  let timer = 0;
  const keep = () => {
    try {
      localStorage.setItem(place(key), JSON.stringify(values(form)));
      note(form, word("draft"));
    } catch {
      note(form, "");
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 250);
  });
  form.addEventListener("change", keep);
  // A part of the form that arrives later, such as the people of a customer, gets what was typed into it before.
  form.addEventListener("htmx:afterSwap", (event) => {
    const earlier = read(key);
    if (earlier) fill(form, earlier, event.target);
  });
}

export function enhanceDrafts(root) {
  for (const saved of root.querySelectorAll("[data-draft-saved]")) clearDraft(saved.dataset.draftSaved);
  for (const form of root.querySelectorAll("form[data-draft]")) {
    if (form.dataset.draftReady) continue;
    form.dataset.draftReady = "1";
    enhance(form);
  }
}
