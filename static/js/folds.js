// Sections marked `data-fold` begin closed on a phone, except one with an error in it; without this module all are open.
const PHONE = "(max-width: 40rem)";

export function foldSections(root) {
  if (!window.matchMedia(PHONE).matches) return;
  for (const section of root.querySelectorAll("details[data-fold][open]")) {
    if (!section.querySelector("[aria-invalid=true]")) section.open = false;
  }
}

// A required field that is empty in a closed section could not be shown by the browser: open the section first.
export function openOnError() {
  document.addEventListener(
    "invalid",
    (event) => {
      const section = event.target.closest("details[data-fold]");
      if (section) section.open = true;
    },
    true,
  );
}
