// The house's behaviours. Pages work without any of them; each module enhances what it finds, now and after a swap.
import { arrangeCharts } from "./chart.js";
import { enhanceDrafts } from "./draft.js";
import { openDialogs } from "./dialog.js";
import { foldSections, openOnError } from "./folds.js";
import { drawGraphs } from "./graph.js";
import { listenToKeys } from "./keys.js";
import { enhancePickers } from "./picker.js";
import { enhanceRows } from "./rows.js";
import { enhanceSearch } from "./search.js";
import { tellSlid } from "./slid.js";
import { guardSubmits } from "./submit-once.js";
import { closeMenus } from "./menu.js";
import { showOpenTabs } from "./tabs.js";
import { runToasts } from "./toast.js";
import { switchThemes } from "./theme.js";

function enhance(root) {
  enhancePickers(root);
  enhanceDrafts(root);
  runToasts(root);
  drawGraphs(root);
  showOpenTabs(root);
  tellSlid(root);
  foldSections(root);
}

openDialogs(enhance);
listenToKeys();
guardSubmits();
enhanceRows();
enhanceSearch();
closeMenus();
switchThemes();
arrangeCharts();
openOnError();
enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
// Until here a link leads to a page; from here on it may open a dialog.
document.documentElement.dataset.ready = "";
