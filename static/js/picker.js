// <select data-picker> becomes a box to type in. The select stays in the form and holds the value, so nothing changes
// for the server. data-picker="/address/" asks that address (?q=…) for <option> rows; data-picker-with="customer"
// adds the value of that field; data-picker-new="/address/" ends the list with a link, named by data-picker-new-label.
import { activate, active, move } from "./listbox.js";
import { word } from "./words.js";

let count = 0;

function fold(text) {
  return text.toLowerCase().normalize("NFKC").replace(/\s+/g, "");
}

class Picker {
  constructor(select) {
    this.select = select;
    this.many = select.multiple;
    this.url = select.dataset.picker;
    this.build();
    this.draw();
    this.listen();
  }

  build() {
    const id = `picker-${(count += 1)}`;
    this.root = document.createElement("div");
    this.root.className = this.select.getAttribute("aria-invalid") === "true" ? "picker picker--error" : "picker";
    this.box = document.createElement("div");
    this.box.className = "picker__box";
    this.input = document.createElement("input");
    this.input.className = "picker__input";
    this.input.type = "text";
    this.input.autocomplete = "off";
    this.input.id = `${this.select.id}-search`;
    this.list = document.createElement("div");
    this.list.className = "picker__list";
    this.list.id = id;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    if (this.many) this.list.setAttribute("aria-multiselectable", "true");
    const label = document.querySelector(`label[for="${this.select.id}"]`);
    if (label) {
      label.htmlFor = this.input.id;
      this.list.setAttribute("aria-label", label.textContent.trim());
    } else if (this.select.getAttribute("aria-label")) {
      this.input.setAttribute("aria-label", this.select.getAttribute("aria-label"));
      this.list.setAttribute("aria-label", this.select.getAttribute("aria-label"));
    }
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" })) {
      this.input.setAttribute(name, value);
    }
    const described = this.select.getAttribute("aria-describedby");
    if (described) this.input.setAttribute("aria-describedby", described);
    if (this.select.getAttribute("aria-invalid") === "true") this.input.setAttribute("aria-invalid", "true");
    if (this.select.dataset.placeholder) this.input.placeholder = this.select.dataset.placeholder;
    if (this.select.autofocus) this.input.autofocus = true;
    this.input.disabled = this.select.disabled;
    // A hidden required select would stop the form without a word; the server says it in the page instead.
    this.select.required = false;
    this.select.hidden = true;
    this.select.dataset.pickerReady = "1";
    this.box.append(this.input);
    this.root.append(this.box, this.list);
    this.select.after(this.root);
  }

  chosen() {
    return [...this.select.options].filter((option) => option.selected && option.value);
  }

  draw() {
    this.box.querySelectorAll(".token").forEach((token) => token.remove());
    if (!this.many) {
      const [option] = this.chosen();
      this.input.value = option ? option.textContent.trim() : "";
      return;
    }
    for (const option of this.chosen()) {
      const token = document.createElement("span");
      token.className = "token";
      token.textContent = option.textContent.trim();
      if (option.dataset.second) {
        const second = document.createElement("span");
        second.className = "token__second";
        second.textContent = option.dataset.second;
        token.append(second);
      }
      const remove = document.createElement("button");
      remove.type = "button";
      remove.textContent = "×";
      remove.setAttribute("aria-label", `${word("remove")} ${option.textContent.trim()}`);
      remove.addEventListener("click", () => this.choose(option, false));
      token.append(remove);
      this.input.before(token);
    }
  }

  choose(option, on = true) {
    if (!this.many) for (const other of this.select.options) other.selected = false;
    option.selected = on;
    if (this.many) this.input.value = "";
    this.draw();
    this.close();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async offer() {
    const typed = this.typed ? this.input.value : "";
    const options = this.url ? await this.ask(typed) : this.match(typed);
    if (!options) return;
    this.list.replaceChildren(...options.map((option) => this.row(option)));
    if (!options.length) this.list.append(this.nothing());
    if (this.select.dataset.pickerNew) this.list.append(this.newRow(typed));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    activate(this.input, this.list, typed ? this.list.querySelector("[role=option]:not([aria-disabled=true])") : null);
  }

  match(typed) {
    const wanted = fold(typed);
    const found = [...this.select.options].filter((option) => {
      if (!option.value || option.disabled || (this.many && option.selected)) return false;
      const words = [option.textContent, option.dataset.second || "", ...(option.dataset.keys || "").split(" ")];
      return !wanted || words.some((text) => fold(text).includes(wanted));
    });
    return found.slice(0, 100);
  }

  async ask(typed) {
    const address = new URL(this.url, window.location.href);
    address.searchParams.set("q", typed);
    const other = this.select.dataset.pickerWith;
    if (other) address.searchParams.set(other, this.select.form.elements[other]?.value || "");
    const asked = (this.asked = Symbol("asked"));
    let response;
    try {
      response = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    } catch {
      return this.match(typed);
    }
    if (asked !== this.asked) return null;
    if (!response.ok) return this.match(typed);
    const holder = document.createElement("select");
    holder.innerHTML = await response.text();
    const taken = new Set(this.chosen().map((option) => option.value));
    return [...holder.options].filter((option) => option.value && !option.disabled && !(this.many && taken.has(option.value)));
  }

  row(option) {
    const row = document.createElement("div");
    row.className = option.selected && !this.url ? "option option--chosen" : "option";
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.className = "option__text";
    text.textContent = option.textContent.trim();
    row.append(text);
    if (option.dataset.second) {
      const second = document.createElement("span");
      second.className = "option__second";
      second.textContent = option.dataset.second;
      row.append(second);
    }
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.take(option));
    return row;
  }

  take(option) {
    let own = [...this.select.options].find((other) => other.value === option.value);
    if (!own) {
      own = option.cloneNode(true);
      this.select.append(own);
    }
    this.choose(own);
  }

  nothing() {
    const row = document.createElement("div");
    row.className = "option option--none";
    row.setAttribute("role", "option");
    row.setAttribute("aria-disabled", "true");
    row.textContent = word("nothing");
    return row;
  }

  newRow(typed) {
    const row = document.createElement("a");
    row.className = "option link";
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    const address = new URL(this.select.dataset.pickerNew, window.location.href);
    if (typed) address.searchParams.set("name", typed);
    row.href = address;
    row.textContent = `＋ ${this.select.dataset.pickerNewLabel || ""}`;
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", (event) => {
      const wanted = new CustomEvent("picker:new", { bubbles: true, cancelable: true, detail: { name: typed, url: row.href } });
      if (!this.select.dispatchEvent(wanted)) event.preventDefault();
      this.close();
    });
    return row;
  }

  close() {
    this.list.hidden = true;
    this.typed = false;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  listen() {
    let timer = 0;
    this.box.addEventListener("click", (event) => {
      if (event.target === this.box) this.input.focus();
    });
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.list.hidden && this.offer());
    this.input.addEventListener("input", () => {
      this.typed = true;
      clearTimeout(timer);
      timer = setTimeout(() => this.offer(), this.url ? 150 : 0);
    });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => {
      this.close();
      if (!this.many && !this.input.value.trim() && this.chosen().length && !this.select.dataset.pickerKeep) this.empty();
      this.draw();
    });
    this.select.addEventListener("draft:restored", () => this.draw());
    this.select.form?.addEventListener("reset", () => setTimeout(() => this.draw()));
  }

  empty() {
    for (const option of this.select.options) option.selected = false;
    const blank = [...this.select.options].find((option) => !option.value);
    if (blank) blank.selected = true;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.offer();
      return;
    }
    if (!this.list.hidden && move(event, this.input, this.list)) return;
    if (event.key === "Enter" && !this.list.hidden && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      active(this.list)?.click();
    }
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.draw();
    }
    if (event.key === "Backspace" && this.many && !this.input.value) {
      const last = this.chosen().at(-1);
      if (last) this.choose(last, false);
    }
  }
}

export function enhancePickers(root) {
  for (const select of root.querySelectorAll("select[data-picker]")) {
    if (!select.dataset.pickerReady) new Picker(select);
  }
}
