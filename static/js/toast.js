// Toasts leave after six seconds, unless somebody is reading (pointer or focus on them).
const SECONDS = 6;

function leave(toast_) {
  if (toast_.matches(":hover, :focus-within")) setTimeout(() => leave(toast_), 2000);
  else toast_.remove();
}

export function toast(text) {
  const made = document.createElement("div");
  made.className = "toast";
  made.textContent = text;
  document.getElementById("toasts")?.append(made);
  setTimeout(() => leave(made), SECONDS * 1000);
}

export function runToasts(root) {
  for (const shown of root.querySelectorAll("[data-toast]")) {
    shown.removeAttribute("data-toast");
    setTimeout(() => leave(shown), SECONDS * 1000);
  }
}

// A view may answer htmx with the header HX-Trigger: {"toast": "…"}.
document.addEventListener("toast", (event) => toast(event.detail.value ?? event.detail));
