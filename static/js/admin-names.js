// Names for the admin's controls that have none for ears: its search box, and the boxes that stand in for long selects.

function nameSearch() {
  const form = document.getElementById("changelist-search");
  form?.querySelector("#searchbar")?.setAttribute("aria-label", form.querySelector("input[type=submit]").value);
}

function nameBoxes() {
  for (const box of document.querySelectorAll(".select2-selection")) {
    const select = box.closest(".select2-container")?.previousElementSibling;
    const label = select?.labels?.[0]?.textContent.trim().replace(/[:：]$/, "");
    if (!label) continue;
    box.setAttribute("aria-label", label);
    box.querySelector("[role=textbox]")?.setAttribute("aria-label", label);
  }
}

nameSearch();
nameBoxes();
// The boxes come later, and again with every added row.
new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
