// What pages do by themselves once they are open. Without scripts everything is there, only less handy.
const each = (what, how) => document.querySelectorAll(what).forEach(how);

// Menu and contents are open where they have columns of their own.
each(".kit-fold", (fold) => {
  const wide = matchMedia(`(min-width: ${fold.dataset.from})`);
  wide.addEventListener("change", () => { fold.open = wide.matches; });
});

// Light, dark, or as the machine says, kept for the next page.
const themes = ["auto", "light", "dark"];
const words = { auto: "automatic", light: "light", dark: "dark" };
each(".kit-theme", (button) => {
  const show = () => {
    button.title = `Colours: ${words[document.body.dataset.theme] || words.auto}`;
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    const theme = themes[(themes.indexOf(document.body.dataset.theme) + 1) % themes.length];
    document.body.dataset.theme = theme;
    try { localStorage.setItem("theme", theme); } catch { /* a browser may keep nothing */ }
    show();
  });
  show();
});

// Today is not known when pages are built: the home page lists every date, and here the next one is found.
const pad = (number) => String(number).padStart(2, "0");
const now = new Date();
const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
const dates = [...document.querySelectorAll("[data-date]")].map((one) => one.dataset.date);
const next = dates.filter((date) => date >= today).sort()[0];

// When a meeting is on, as moments: every device knows whether that is now.
const on = (one) => (one.dataset.held || "").split(" ").some((span) => {
  const [from, to] = span.split("/").map((moment) => new Date(moment));
  return now >= from && now < to;
});

const mark = (card, name, text) => {
  const pill = document.createElement("span");
  pill.className = `kit-pill${name === "next" ? "" : " kit-pill-quiet"}`;
  pill.textContent = text;
  card.classList.add(`kit-card-${name}`);
  const state = document.createElement("p");
  state.className = "kit-card-state";
  state.append(pill);
  card.querySelector(".kit-card-words").prepend(state);
};

each(".kit-card[data-date]", (card) => {
  if (card.dataset.date === next) mark(card, "next", on(card) ? "Happening now" : "Next");
  else if (card.dataset.date < today) mark(card, "past", "Past");
});

each(".kit-next", (banner) => {
  const heading = banner.querySelector("[data-next]");
  if (!heading) return;
  if (next) {
    banner.classList.add("kit-next-known");
    const here = banner.querySelector(`li[data-date="${next}"]`);
    here.classList.add("kit-next-here");
    heading.textContent = on(here) ? "Happening now" : heading.dataset.next;
    here.querySelectorAll(".kit-actions a").forEach((one) => {
      if (one.classList.contains("kit-now")) one.hidden = !on(here);
      else if (on(here)) one.classList.add("kit-button-quiet");
    });
  } else {
    banner.querySelector(".kit-next-over").hidden = false;
  }
});

// The home page tells of no change to a meeting that is over.
each(".kit-home .kit-notice[data-until]", (one) => { one.hidden = one.dataset.until < today; });

// The page of a round asks how it went from the day itself on, and afterwards offers nothing that is over.
each(".kit-ticket[data-date]", (ticket) => {
  const over = ticket.dataset.date < today;
  ticket.querySelector(".kit-ticket-over").hidden = !over;
  ticket.querySelector(".kit-ticket-now").hidden = !on(ticket);
  if (on(ticket)) ticket.querySelectorAll(".kit-run-day a").forEach((one) => one.classList.remove("kit-button-quiet"));
  ticket.querySelectorAll(".kit-before").forEach((one) => { one.hidden = over; });
  ticket.querySelectorAll(".kit-after").forEach((one) => {
    one.hidden = ticket.dataset.date > today;
    if (over) one.querySelector("a").classList.remove("kit-button-quiet");
  });
});

// Each group in the list of groups has its own next date; what is over is told, not only paler.
each(".kit-group-dates", (list) => {
  const meets = [...list.querySelectorAll("[data-meets]")];
  const coming = meets.find((one) => one.dataset.meets >= today);
  meets.forEach((one) => {
    const over = one.dataset.meets < today;
    if (!over && one !== coming) return;
    const pill = document.createElement("span");
    pill.className = over ? "kit-pill kit-pill-quiet" : "kit-pill";
    pill.textContent = over ? "Past" : "Next";
    one.classList.toggle("kit-group-past", over);
    one.prepend(pill, " ");
  });
});

// What is to do or to bring can be ticked, and stays so on this device.
const kept = (key) => {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return Array.isArray(found) ? found : [];
  } catch {
    return []; // a browser may keep nothing
  }
};
each("[data-ticks]", (list) => {
  const key = `peerkit-ticks ${list.dataset.ticks}`;
  list.classList.add("kit-ticks-live");
  [...list.children].forEach((item) => {
    const name = item.querySelector("strong") || item;
    const label = document.createElement("label");
    const box = document.createElement("input");
    const what = name.textContent.trim();
    box.type = "checkbox";
    box.checked = kept(key).includes(what);
    box.addEventListener("change", () => {
      const others = kept(key).filter((one) => one !== what);
      try { localStorage.setItem(key, JSON.stringify(box.checked ? [...others, what] : others)); } catch { /* as above */ }
    });
    label.append(box, ...name.childNodes);
    name.append(label);
  });
});

// A table that fits needs no stop for the keyboard, and is no landmark; nor does a drawing, which never is one.
const fit = (box) => {
  const scrolls = box.scrollWidth > box.clientWidth;
  if (box.matches(".table-wrapper")) box.setAttribute("role", scrolls ? "region" : "group");
  if (scrolls) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
};
const boxes = new ResizeObserver((changed) => changed.forEach(({ target }) => fit(target)));
each(".table-wrapper[aria-label], .kit-drawing", (box) => {
  fit(box);
  boxes.observe(box);
});

// A handout can be filled in: what that takes is loaded when one comes near.
const near = new IntersectionObserver((entries) => {
  if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
  near.disconnect();
  each("script[type='text/later']", (one) => {
    const script = document.createElement("script");
    Object.assign(script, { src: one.src, async: false });
    one.replaceWith(script);
  });
}, { rootMargin: "1000px" });
each(".kit-handout", (box) => near.observe(box));

// The contents mark the part that is being read.
const links = new Map([...document.querySelectorAll(".toc-tree a[href^='#']")].map((link) => [link.hash.slice(1), link]));
const seen = new Set();
const reading = new IntersectionObserver((entries) => {
  entries.forEach(({ target, isIntersecting }) => (isIntersecting ? seen.add(target) : seen.delete(target)));
  const last = [...links.keys()].map((id) => document.getElementById(id)).filter((part) => seen.has(part)).pop();
  each(".scroll-current", (item) => item.classList.remove("scroll-current"));
  if (last) links.get(last.id).parentElement.classList.add("scroll-current");
}, { rootMargin: "0px 0px -65% 0px" });
links.forEach((_, id) => {
  const part = document.getElementById(id);
  if (part) reading.observe(part);
});

// Paper shows what is closed on the screen.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("article details:not([open])")];
  closed.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
