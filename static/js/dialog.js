// Links with data-dialog open their page as a <dialog>; without this module they are pages.
// A form inside posts back into the dialog; a redirect (named by HX-Redirect) moves the whole page.
import { clearDraft } from "./draft.js";
import { release } from "./submit-once.js";
import { toast } from "./toast.js";
import { word } from "./words.js";

const HEADERS = { "HX-Request": "true", "Zhike-Dialog": "1" };
const FIELDS = "input:not([type=hidden], [readonly], [disabled]), select:not([disabled]), textarea:not([readonly], [disabled])";

function isPlainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function show(dialog, html, enhance) {
  dialog.innerHTML = html;
  const title = dialog.querySelector(".dialog__title");
  if (title) {
    title.id = title.id || `dialog-title-${Date.now()}`;
    dialog.setAttribute("aria-labelledby", title.id);
  }
  if (window.htmx) window.htmx.process(dialog);
  enhance(dialog);
  const fields = [...dialog.querySelectorAll(FIELDS)].filter((field) => field.getClientRects().length);
  const first = fields.find((field) => field.matches("[autofocus], [aria-invalid=true]")) || fields[0];
  if (first) first.focus();
}

function make(wide) {
  const dialog = document.createElement("dialog");
  dialog.className = wide ? "dialog dialog--wide" : "dialog";
  document.body.append(dialog);
  const opener = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  });
  return dialog;
}

async function open(link, enhance) {
  let response;
  try {
    response = await fetch(link.href, { headers: HEADERS, credentials: "same-origin" });
  } catch {
    window.location.assign(link.href);
    return;
  }
  if (response.headers.get("HX-Redirect")) return window.location.assign(response.headers.get("HX-Redirect"));
  if (!response.ok) return window.location.assign(link.href);
  const dialog = make(link.dataset.dialog === "wide");
  const html = await response.text();
  dialog.showModal();
  show(dialog, html, enhance);
}

async function send(form, submitter, dialog, enhance) {
  const body = new FormData(form, submitter);
  let response;
  try {
    response = await fetch(form.action, { method: "POST", body, headers: HEADERS, credentials: "same-origin" });
  } catch {
    release(form);
    return toast(word("offline"));
  }
  const next = response.headers.get("HX-Redirect");
  if (next) {
    if (form.dataset.draft) clearDraft(form.dataset.draft);
    return window.location.assign(next);
  }
  if (response.status >= 500 || response.status === 403) {
    release(form);
    return toast(word("refused"));
  }
  show(dialog, await response.text(), enhance);
}

export function openDialogs(enhance) {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const link = target.closest("a[data-dialog]");
    if (link && isPlainClick(event)) {
      event.preventDefault();
      open(link, enhance);
    }
    if (target.closest("[data-close]")) target.closest("dialog")?.close();
    if (target instanceof HTMLDialogElement && target.open) target.close();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = form.closest("dialog");
    if (!dialog || event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    event.preventDefault();
    send(form, event.submitter, dialog, enhance);
  });
}
