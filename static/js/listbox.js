// Moving through the rows of a list that belongs to a text box: arrows, Home, End; Enter takes the active one.
export function rows(list) {
  return [...list.querySelectorAll("[role=option]:not([aria-disabled=true])")].filter((row) => !row.hidden);
}

export function activate(input, list, row) {
  for (const other of list.querySelectorAll("[role=option]")) {
    other.setAttribute("aria-selected", String(other === row));
  }
  if (!row) return input.removeAttribute("aria-activedescendant");
  row.id = row.id || `${list.id}-${Math.random().toString(36).slice(2, 8)}`;
  input.setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
}

export function active(list) {
  return list.querySelector("[role=option][aria-selected=true]");
}

export function move(event, input, list) {
  const all = rows(list);
  if (!all.length) return false;
  const at = all.indexOf(active(list));
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1 }[event.key];
  if (next === undefined) return false;
  event.preventDefault();
  activate(input, list, all[(next + all.length) % all.length]);
  return true;
}
