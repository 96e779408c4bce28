// A slider says aloud what its <output data-slid> shows, which the server words: the day, not the number of weeks.
export function tellSlid(root) {
  const found = [...root.querySelectorAll("[data-slid]")];
  if (root instanceof Element && root.matches("[data-slid]")) found.push(root);
  for (const said of found) document.getElementById(said.htmlFor.value)?.setAttribute("aria-valuetext", said.textContent);
}
