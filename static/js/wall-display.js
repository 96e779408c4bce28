// The corridor screen turns by itself. Without this script the page reloads itself onto the next sheet instead.
// After each round it asks for the page again: a new edition appears, the theme follows the hour, and a revoked
// address goes dark.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const sheets = () => [...document.querySelectorAll(".tv__sheet")];

function show(index) {
  sheets().forEach((sheet, at) => sheet.classList.toggle("tv__sheet--on", at === index));
  document.querySelectorAll(".tv__dots i").forEach((dot, at) => dot.classList.toggle("on", at === index));
}

async function renew() {
  let answer;
  try {
    answer = await fetch(location.pathname, { cache: "no-store", credentials: "omit" });
  } catch {
    return; // No network for a moment: keep showing what is here.
  }
  if (answer.status === 404) {
    location.reload();
    return;
  }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.documentElement.dataset.theme = fresh.documentElement.dataset.theme;
  document.body.className = fresh.body.className;
  document.body.replaceChildren(...fresh.body.children);
}

async function turn() {
  document.documentElement.classList.toggle("tv-root--fades", !still.matches);
  for (;;) {
    const round = sheets();
    for (let index = 0; index < round.length; index += 1) {
      show(index);
      await pause(Number(round[index].dataset.seconds) || 14);
    }
    await renew();
  }
}

turn();
