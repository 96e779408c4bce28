// Dragging a department onto another fills and sends the form that stands there for the keyboard.
export function arrangeCharts() {
  const unit = (event) => (event.target instanceof Element ? event.target.closest("[data-chart] [data-chart-unit]") : null);
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = unit(event);
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const over = unit(event);
    if (dragged && over && !dragged.contains(over)) event.preventDefault();
    for (const one of document.querySelectorAll(".is-target")) one.classList.toggle("is-target", one === over);
    if (dragged && over && !dragged.contains(over)) over.classList.add("is-target");
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    for (const one of document.querySelectorAll(".is-target")) one.classList.remove("is-target");
  });
  document.addEventListener("drop", (event) => {
    const over = unit(event);
    if (!dragged || !over || dragged.contains(over)) return;
    event.preventDefault();
    const form = dragged.querySelector(".chart-tree__form");
    form.elements.parent.value = over.dataset.chartUnit;
    form.requestSubmit(form.querySelector("button:not([name])"));
  });
}
