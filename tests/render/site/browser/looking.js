// What the tests ask of an open page. Every function returns plain data: names of elements, lines of faults.
window.looking = (() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const name = (element) => {
    const said = (element.getAttribute("aria-label") || element.textContent || element.getAttribute("name") || "").trim();
    const part = element.className && element.className.baseVal === undefined ? `.${element.className}`.replace(/ +/g, ".") : "";
    return `<${element.tagName.toLowerCase()}${part}> "${said.replace(/\s+/g, " ").slice(0, 40)}"`;
  };
  const shown = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const box = element.getBoundingClientRect();
    const spread = getComputedStyle(element, "::after"); // a link that covers its card has no box of its own
    return (box.width > 0 && box.height > 0) || (spread.content !== "none" && spread.position === "absolute");
  };

  // Keyboard. A radio group is one stop; a box that scrolls is a stop where nothing in it is.
  const focusable = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";
  const scrolls = (box) => {
    const style = getComputedStyle(box);
    const wide = box.scrollWidth > box.clientWidth + 1 && ["auto", "scroll"].includes(style.overflowX);
    const high = box.scrollHeight > box.clientHeight + 1 && ["auto", "scroll"].includes(style.overflowY);
    return (wide || high) && box !== document.scrollingElement && box !== document.body;
  };
  const radios = (input) => all(`input[type=radio][name="${CSS.escape(input.name)}"]`);
  const isStop = (element) => {
    if (element.disabled || element.tabIndex < 0 || element.type === "hidden" || !shown(element)) return false;
    if (element.type !== "radio") return true;
    const group = radios(element);
    return element === (group.find((one) => one.checked) || group[0]);
  };
  let stops = [];
  let looks = [];
  const ring = (style) => [style.outlineStyle, style.outlineWidth, style.outlineColor];
  const look = (element, paint) => {
    const near = [element, ...(element.labels || []), element.nextElementSibling];
    for (let up = element.parentElement, count = 0; up && count < 3; up = up.parentElement, count += 1) near.push(up);
    return near.filter(Boolean).flatMap((one) => [null, "::before", "::after"].map((pseudo) => {
      const style = getComputedStyle(one, pseudo);
      const rings = ring(style).join(" ");
      const drawn = style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1 ? "" : rings;
      return [drawn, style.borderTopColor + style.borderTopWidth + style.borderBottomColor + style.borderBottomWidth]
        .concat(paint ? [style.boxShadow, style.backgroundColor] : []).join("|");
    }));
  };
  const begin = (paint = true) => {
    const top = document.createElement("span"); // so that the next Tab begins at the top, wherever the focus was
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
    stops = all(focusable).filter(isStop);
    const within = all("*").filter((box) => scrolls(box) && shown(box) && !all(focusable, box).some(isStop));
    stops = [...new Set([...stops, ...within])];
    looks = stops.map((element) => look(element, paint));
    window.scrollTo(0, 0);
    return stops.map(name);
  };
  const covered = (element) => {
    const boxes = [element, ...(element.labels || [])].map((one) => one.getBoundingClientRect());
    const places = boxes.flatMap((box) => [
      [box.left + box.width / 2, box.top + box.height / 2],
      [box.left + 3, box.top + 3],
      [box.right - 3, box.bottom - 3],
    ]);
    return !places.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element) || [...(element.labels || [])].includes(top));
    });
  };
  const here = (paint = true) => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const index = stops.indexOf(element);
    const before = looks[index] || [];
    return {
      index,
      name: name(element),
      hidden: !shown(element),
      ring: look(element, paint).some((part, at) => part !== before[at]),
      covered: covered(element),
    };
  };

  // Text that is cut off, or that lies on other text.
  const unseen = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.clipPath !== "none" || (style.position === "absolute" && one.clientWidth <= 1)) return true;
      if (style.position === "fixed") return true;
      if (parseFloat(style.opacity) === 0) return true;
    }
    return false;
  };
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.textContent.trim() || ["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"].includes(parent.tagName)) continue;
      if (!shown(parent) || unseen(parent) || parent.closest("sup, sub, svg")) continue;
      found.push([node, parent]);
    }
    return found;
  };
  const clipped = () => {
    const found = new Set();
    for (const [node, parent] of texts()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()];
      for (let box = parent; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        const frame = box.getBoundingClientRect();
        const cutX = ["hidden", "clip"].includes(style.overflowX);
        const cutY = ["hidden", "clip"].includes(style.overflowY);
        if (["auto", "scroll"].includes(style.overflowX)) break;
        const out = boxes.some((one) => one.width > 1 && (
          (cutX && (one.right > frame.right + 2 || one.left < frame.left - 2)) ||
          (cutY && (one.bottom > frame.bottom + one.height * 0.3 || one.top < frame.top - one.height * 0.3))));
        if (out) found.add(`cut off by ${name(box)}: ${name(parent)}`);
      }
    }
    return [...found];
  };
  // The box around that scrolls up and down, as the menu does: what it hides lies on nothing.
  const scroller = (one) => {
    for (let box = one; box && box !== document.body; box = box.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowY)) return box;
    }
    return null;
  };
  const overlapping = () => {
    const boxes = texts().flatMap(([node, parent]) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const frame = scroller(parent)?.getBoundingClientRect();
      const seen = (box) => !frame || (box.bottom > frame.top && box.top < frame.bottom);
      return [...range.getClientRects()].filter((box) => box.width > 2 && seen(box)).map((box) => ({ box, parent }));
    });
    boxes.sort((one, other) => one.box.top - other.box.top);
    const found = new Set();
    boxes.forEach((one, at) => {
      for (let next = at + 1; next < boxes.length && boxes[next].box.top < one.box.bottom; next += 1) {
        const other = boxes[next];
        if (one.parent === other.parent || one.parent.contains(other.parent) || other.parent.contains(one.parent)) continue;
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width > 3 && height > 0.4 * Math.min(one.box.height, other.box.height)) {
          found.add(`${name(one.parent)} lies on ${name(other.parent)}`);
        }
      }
    });
    return [...found];
  };
  const sideways = () => {
    const width = document.scrollingElement.scrollWidth;
    const room = document.documentElement.clientWidth;
    if (width <= room) return [];
    const kept = (one) => one.parentElement && (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one.parentElement).overflowX) || kept(one.parentElement));
    const wide = all("body *").filter((one) => one.getBoundingClientRect().right + scrollX > room + 1 && shown(one) && !kept(one));
    return [`${width} px wide where ${room} are: ${wide.slice(0, 3).map(name).join(", ")}`];
  };
  const small = () => all("button, summary, input, select, .sd-tab-set > label")
    .filter((one) => shown(one) && !unseen(one))
    .filter((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 24)
    .map((one) => `${name(one)} is ${Math.round(one.getBoundingClientRect().width)} x ${Math.round(one.getBoundingClientRect().height)}`);

  // Colours that people force, and motion that they do not want.
  const seconds = (value) => Math.max(...value.split(",").map((one) => parseFloat(one) * (one.trim().endsWith("ms") ? 0.001 : 1)));
  const moving = () => all("*").filter((one) => {
    const style = getComputedStyle(one);
    return seconds(style.transitionDuration) > 0.01 || style.animationName !== "none" || style.scrollBehavior === "smooth";
  }).map(name).concat(document.getAnimations().map((one) => `runs: ${name(one.effect.target)}`));
  const edged = (one) => {
    const style = getComputedStyle(one);
    const sides = ["Top", "Right", "Bottom", "Left"];
    const border = sides.some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1
      && style[`border${side}Color`] !== style.backgroundColor && !/^rgba.*, 0\)$/.test(style[`border${side}Color`]));
    return border || (one.tagName === "SUMMARY" && edged(one.parentElement)) || style.textDecorationLine.includes("underline") || parseFloat(style.outlineWidth) >= 1 && style.outlineStyle !== "none";
  };
  const borderless = (selector) => all(selector).filter((one) => shown(one) && !unseen(one) && !edged(one)).map(name);
  const faint = (selector) => all(selector).filter((one) => {
    const ground = getComputedStyle(document.body).backgroundColor;
    const style = getComputedStyle(one);
    const drawn = style.stroke !== "none" && parseFloat(style.strokeWidth) > 0 && style.stroke !== ground;
    return !drawn && (style.fill === "none" || style.fill === ground);
  }).map(name);
  return { begin, here, clipped, overlapping, sideways, small, moving, borderless, faint };
})();
