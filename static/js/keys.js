// Single keys press the first visible element with that data-key; "g c" is a sequence. `/` and ⌘K go to the search box,
// `?` lists all keys. Silent while typing; a switch in the list turns them off on this device.
import { word } from "./words.js";

const SWITCH = "zhike-keys-off";
let pending = "";
let timer = 0;

function isOff() {
  try {
    return localStorage.getItem(SWITCH) === "1";
  } catch {
    return false;
  }
}

function isTyping(target) {
  return target instanceof Element && Boolean(target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function press(key) {
  const scope = document.querySelector("dialog[open]") || document;
  const all = [...scope.querySelectorAll("[data-key]")].filter((element) => element.dataset.key === key && visible(element));
  // What the page itself offers goes before the frame's: `l` on a customer's page logs for that customer.
  const found = all.find((element) => element.closest("main")) || all[0];
  if (!found) return false;
  found.click();
  return true;
}

function focusSearch() {
  const box = document.querySelector("[data-search]");
  if (!box || document.querySelector("dialog[open]")) return false;
  box.focus();
  box.select();
  return true;
}

function label(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, .rail__count, svg").forEach((part) => part.remove());
  return element.getAttribute("aria-label") || copy.textContent.trim();
}

export function showKeys() {
  if (document.querySelector("dialog[data-keys]")) return;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.dataset.keys = "";
  dialog.setAttribute("aria-label", word("keys"));
  const list = document.createElement("dl");
  list.className = "dialog__body keylist";
  const seen = new Set();
  for (const element of document.querySelectorAll("[data-key], [data-search]")) {
    const key = element.dataset.key || "/";
    if (seen.has(key) || !visible(element)) continue;
    seen.add(key);
    const term = document.createElement("dt");
    for (const part of key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = part.toUpperCase();
      term.append(cap, " ");
    }
    const meaning = document.createElement("dd");
    meaning.textContent = element.dataset.key ? label(element) : element.placeholder;
    list.append(term, meaning);
  }
  const foot = document.createElement("div");
  foot.className = "dialog__foot";
  const toggle = document.createElement("button");
  toggle.className = "button";
  toggle.textContent = word(isOff() ? "keysOn" : "keysOff");
  toggle.addEventListener("click", () => {
    try {
      localStorage.setItem(SWITCH, isOff() ? "0" : "1");
    } catch {
      /* Storage is switched off: the keys stay as they are. */
    }
    dialog.close();
  });
  const close = document.createElement("button");
  close.className = "button button--solid";
  close.textContent = word("close");
  close.addEventListener("click", () => dialog.close());
  foot.append(toggle, close);
  dialog.append(list, foot);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
    if (focusSearch()) event.preventDefault();
    return;
  }
  if (event.metaKey || event.ctrlKey || isTyping(event.target) || isOff()) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (!key.trim()) return;
  const done = (pending && press(`${pending} ${key}`)) || press(key) || (key === "/" && focusSearch()) || (key === "?" && (showKeys(), true));
  clearTimeout(timer);
  pending = done ? "" : key;
  timer = setTimeout(() => (pending = ""), 900);
  if (done) event.preventDefault();
}

export function listenToKeys() {
  document.addEventListener("keydown", onKey);
  for (const button of document.querySelectorAll("[data-keys-help]")) {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  }
}
