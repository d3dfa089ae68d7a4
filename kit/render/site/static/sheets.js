// Handouts can be filled in where they stand: empty cells, blanks, lines to write on, prompts and boxes to tick become
// fields. Without this script they are what they are on paper.
(() => {
  // What people write or tick on a page stays in their browser, and nothing is sent. `works` is false where a browser
  // keeps nothing.
  const keptHere = () => {
    const key = `sheets ${location.pathname}`;
    const read = () => {
      try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; }
    };
    const write = (values) => {
      try {
        if (Object.keys(values).length) localStorage.setItem(key, JSON.stringify(values));
        else localStorage.removeItem(key);
        return true;
      } catch { return false; }
    };
    const before = read();
    const works = write({ ...before, works: true });
    write(before);
    return {
      works,
      get: (name) => read()[name],
      set: (name, value) => {
        const { [name]: _, ...others } = read();
        return write(value ? { ...others, [name]: value } : others);
      },
    };
  };
  const kept = keptHere();

  const dress = document.createElement("link");
  Object.assign(dress, { rel: "stylesheet", href: document.currentScript.src.replace(/js(\?.*)?$/, "css") });

  const TICK = 7; // letters: the head of a column for ticks is no longer, as in the printed table
  const PROMPT = 60; // letters: a line that ends in a colon and is no longer asks for an answer
  const LABEL = 90; // letters of a row that name its fields
  const NUMBER = 6; // letters: how wide a field for a number is
  const LEADS_ON = "ul, ol, dl, pre, table, .table-wrapper, .kit-rule";
  const wordsOf = (one) => (one ? one.textContent.replace(/\s+/g, " ").trim() : "");
  const make = (name, more) => Object.assign(document.createElement(name), more);

  // Gives a field its name for screen readers, and what was written in it; `sheet` counts the fields of the same name.
  const keep = (field, label, sheet) => {
    const said = label.replace(/[\s:.]+$/, "") || sheet.title;
    const many = (sheet.seen[said] = (sheet.seen[said] || 0) + 1);
    const name = `${sheet.title}: ${said}: ${many}`;
    const tick = field.type === "checkbox";
    const show = (value) => {
      if (tick) field.checked = Boolean(value);
      else { field.value = value || ""; field.parentElement.dataset.words = field.value; }
    };
    field.setAttribute("aria-label", many > 1 ? `${said}, ${many}` : said);
    field.addEventListener("input", () => {
      const value = tick ? field.checked : field.value;
      show(value);
      kept.set(name, value);
    });
    show(kept.get(name));
    sheet.clear.push(() => { show(""); kept.set(name, ""); });
  };

  // What is written shows a second time behind its field: so fields grow with their words, and paper shows all of them.
  const text = (label, sheet, into, { rows = 1, letters = 0 } = {}) => {
    const box = make("span", { className: letters ? "kit-field kit-field-short" : "kit-field" });
    const field = make("textarea", { rows, autocomplete: "off" });
    if (letters) box.style.setProperty("--kit-letters", letters);
    box.append(field);
    into(box);
    keep(field, label, sheet);
  };
  const tick = (label, sheet, into) => {
    const field = make("input", { type: "checkbox", className: "kit-tick", autocomplete: "off" });
    into(field);
    keep(field, label, sheet);
  };

  const cells = (table, sheet) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const heads = table.tHead ? [...table.tHead.rows].pop().cells : [];
    const empty = (cell) => cell && !wordsOf(cell) && !cell.querySelector("img, textarea, input");
    const whole = (column) => rows.every((row) => empty(row.cells[column]));
    const ticks = [...heads].map((head, column) =>
      rows.length > 2 && whole(column) && wordsOf(head).length <= TICK && !head.matches(".text-right, .text-center"));
    const open = rows.flatMap((row, at) => [...row.cells].map((cell, column) => ({ row, at, cell, column })))
      .filter(({ cell }) => empty(cell));
    if (!open.length) return;
    const named = rows.map((row, at) => {
      const words = [...row.cells].map(wordsOf).filter(Boolean).join(" ").slice(0, LABEL);
      if (!words && rows.length > 1) row.dataset.number = at + 1; // what a card is called that has no words
      return words || `row ${at + 1}`;
    });
    open.forEach(({ at, cell, column }) => {
      const head = wordsOf(heads[column]);
      const beside = ticks[column - 1] || ticks[column + 1]; // one such column alone may be for numbers
      const label = [head, named[at]].filter(Boolean).join(": ");
      const number = heads[column]?.matches(".text-right, .text-center");
      cell.replaceChildren();
      cell.dataset.head = head;
      if (ticks[column] && beside) tick(label, sheet, (one) => cell.append(one));
      else text(label, sheet, (one) => cell.append(one), { letters: number ? NUMBER : 0 });
    });
    stacked(table);
  };

  // On a phone rows become cards; browsers then forget that they are rows, so they are told.
  const stacked = (table) => {
    const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", "thead th": "columnheader", td: "cell", "tbody th": "rowheader" };
    table.classList.add("kit-fillable");
    table.setAttribute("role", "table");
    Object.entries(roles).forEach(([what, role]) => table.querySelectorAll(what).forEach((one) => one.setAttribute("role", role)));
  };

  const blanks = (body, sheet) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (/_{3}/.test(node.data) && !node.parentElement.closest("code, pre, textarea")
        ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP),
    });
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    found.forEach((node) => {
      const around = wordsOf(node.parentElement.closest("p, li, td, th, dd") || node.parentElement).replace(/_{3,}/g, "…");
      const held = document.createDocumentFragment();
      node.data.split(/(_{3,})/).forEach((part, at, parts) => {
        const before = (parts[at - 1] || "").trim();
        if (at % 2) text(/:$/.test(before) ? before : around, sheet, (one) => held.append(one), { letters: Math.min(part.length, 40) });
        else held.append(part);
      });
      node.replaceWith(held);
    });
  };

  const lines = (body, sheet) => {
    body.querySelectorAll(".kit-rule").forEach((first) => {
      if (first.previousElementSibling?.matches(".kit-rule")) return;
      const more = [];
      for (let one = first.nextElementSibling; one?.matches(".kit-rule"); one = one.nextElementSibling) more.push(one);
      text(wordsOf(first.previousElementSibling), sheet, (one) => first.replaceWith(one), { rows: more.length + 1 });
      more.forEach((one) => one.remove());
    });
  };

  const prompts = (body, sheet) => {
    body.querySelectorAll("p").forEach((one) => {
      const words = wordsOf(one);
      const asks = words.endsWith(":") && words.length <= PROMPT && !one.querySelector("textarea");
      if (asks && !one.nextElementSibling?.matches(`${LEADS_ON}, .kit-field`)) text(words, sheet, (field) => one.append(" ", field));
    });
  };

  const boxes = (body, sheet) => {
    body.querySelectorAll(".kit-box[aria-label='To do']").forEach((sign) => {
      tick(wordsOf(sign.closest("li")).replace("☐", "").trim(), sheet, (one) => sign.replaceWith(one));
    });
  };

  const foot = (body, sheet) => {
    const where = kept.works
      ? "What you write here stays in this browser, on this device. Nothing is sent to anyone."
      : "Nothing is sent to anyone, and your browser keeps nothing: print the page before you leave it.";
    const print = make("button", { type: "button", className: "kit-button kit-button-quiet", textContent: "Print as filled in" });
    const clear = make("button", { type: "button", className: "kit-button kit-button-quiet", textContent: "Clear" });
    print.addEventListener("click", () => window.print());
    clear.addEventListener("click", () => {
      if (window.confirm(`Clear what you wrote on "${sheet.title}"?`)) sheet.clear.forEach((one) => one());
    });
    [print, clear].forEach((one) => one.setAttribute("aria-label", `${one.textContent}: ${sheet.title}`));
    const foot = make("div", { className: "kit-sheet-foot" });
    foot.append(make("p", { textContent: where }), print, clear);
    body.append(foot);
  };

  // Fields come when they are dressed: bare buttons would flash on the screen, and stand on a page that is printed now.
  const fill = () => document.querySelectorAll(".kit-handout").forEach((box) => {
    const body = box.querySelector(".kit-block-body");
    const sheet = { title: (box.getAttribute("aria-label") || "").replace(/^Handout: /, ""), seen: {}, clear: [] };
    body.querySelectorAll("table").forEach((table) => cells(table, sheet));
    [blanks, lines, prompts, boxes].forEach((how) => how(body, sheet));
    if (sheet.clear.length) foot(body, sheet);
  });
  ["load", "error"].forEach((end) => dress.addEventListener(end, fill, { once: true }));
  document.head.append(dress);
})();
