// A chosen theme shows at once; the form that keeps it goes its own way.
export function switchThemes() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=theme]");
    if (button) document.documentElement.dataset.theme = button.value;
  });
}
