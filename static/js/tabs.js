// On a narrow screen the open tab may stand beyond the edge of its strip: bring it in sight.
export function showOpenTabs(root) {
  for (const open of root.querySelectorAll(".tabs [aria-current], .segments [aria-current]")) {
    const strip = open.parentElement;
    strip.scrollLeft = open.offsetLeft - strip.offsetLeft - (strip.clientWidth - open.offsetWidth) / 2;
  }
}
