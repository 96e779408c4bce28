// Dragging a department onto another fills and sends the form that stands there for the keyboard; dragging a person onto
// another sends what the arrow beside the name would.
export function arrangeCharts() {
  const closest = (event, part) => (event.target instanceof Element ? event.target.closest(`[data-chart] ${part}`) : null);
  const person = (event) => closest(event, "[data-chart-person]");
  const unit = (event) => closest(event, "[data-chart-unit]");
  let dragged = null;
  let target = person;
  const over = (event) => {
    const found = dragged && target(event);
    return found && !dragged.contains(found) ? found : null;
  };
  document.addEventListener("dragstart", (event) => {
    target = person(event) ? person : unit;
    dragged = target(event);
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const found = over(event);
    if (found) event.preventDefault();
    for (const one of document.querySelectorAll(".is-target")) one.classList.toggle("is-target", one === found);
    if (found) found.classList.add("is-target");
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    for (const one of document.querySelectorAll(".is-target")) one.classList.remove("is-target");
  });
  document.addEventListener("drop", (event) => {
    const found = over(event);
    if (!found) return;
    event.preventDefault();
    if (target === person) reportTo(dragged, found);
    else moveUnder(dragged, found);
  });
}

function moveUnder(unit, above) {
  const form = unit.querySelector(".chart-tree__form");
  form.elements.parent.value = above.dataset.chartUnit;
  form.requestSubmit(form.querySelector("button:not([name])"));
}

function reportTo(person, manager) {
  const form = document.getElementById("chart-line");
  form.action = form.action.replace(/\d+(?=\/manager\/$)/, person.dataset.chartPerson);
  form.elements.reports_to.value = manager.dataset.chartPerson;
  form.elements.version.value = person.dataset.version;
  form.requestSubmit();
}
