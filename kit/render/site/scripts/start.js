// Makes a region from the answers of the form: the files that `peerkit fork` wrote, with the answers in the place of
// its marks. Nothing leaves the browser.
(() => {
  const form = document.querySelector(".kit-start");
  const rules = JSON.parse(document.getElementById("start--rules").textContent);
  const status = form.querySelector(".kit-start-status");
  const field = (name) => form.elements.namedItem(name);

  // What a value on one line cannot hold; of the flags of nations the parts may stand.
  const FLAG = /\u{1f3f4}[\u{e0030}-\u{e007a}]{2,6}\u{e007f}/gu;
  const HIDDEN = new RegExp(`[${rules.hidden}]`, "u");
  const SHORT = /^[a-z0-9][a-z0-9_-]{0,63}$/;
  const DEVICE = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/;

  const wrong = {
    text: (value) =>
      /[<>]/.test(value) || HIDDEN.test(value.replace(FLAG, ""))
        ? "This cannot hold <, > or characters that nobody sees. Write the words out." : "",
    name: (value) => (value ? wrong.text(value) : "Every page shows the name, so it cannot wait."),
    id: (value) => {
      if (!value && !field("name").value.trim()) return ""; // it comes from the name
      if (!SHORT.test(value)) return "Write small letters, digits and hyphens only, such as westshire.";
      return DEVICE.test(value) ? "Windows keeps that name for a device. Take another." : "";
    },
    date: (value, one) => (one.validity.valid ? "" : "This is no date that the calendar has."),
    start: (value, one) => (one.validity.valid ? "" : "This is no time of the day, such as 10:30."),
    heads: (value, one) => (one.validity.valid ? "" : "Write a whole number from 1 to 10,000, such as 28."),
  };

  const shortName = (name) =>
    name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-")
      .slice(0, 64).replace(/^-+|-+$/g, "");

  const answers = () => {
    const given = {};
    for (const one of form.querySelectorAll("input[name]")) given[one.name] = one.value.trim();
    if (!given.id) given.id = shortName(given.name);
    if (!field("own").checked) given.primary = "";
    if (given.heads) given.heads = String(Number(given.heads));
    return given;
  };

  // Says beside each field what is wrong with its answer, and returns the first such field.
  const faulty = (given) => {
    let first = null;
    for (const one of form.querySelectorAll("input[name]")) {
      const place = document.getElementById(`${one.id}-error`);
      if (!place) continue;
      const test = wrong[one.name] || wrong.text;
      const said = test(given[one.name], one);
      place.textContent = said;
      one.setAttribute("aria-invalid", String(Boolean(said)));
      if (said && !first) first = one;
    }
    return first;
  };

  // As TOML writes a text: JSON's way, and DEL as a code.
  const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");
  const BARE = new Set(["today", "date", "heads"]);

  const fill = (text, marks, given) => {
    let filled = text;
    for (const [name, mark] of Object.entries(marks)) {
      filled = filled.replaceAll(mark, () => (BARE.has(name) ? given[name] : quoted(given[name] || "")));
    }
    return filled;
  };

  // The settings as `fork` writes them: a line whose answer is left for later is the one without the mark.
  const settings = (whole, plain, given, start) => {
    const others = plain.split("\n");
    const open = start.later.filter((name) => !given[name]);
    const chosen = whole.split("\n").map((line, at) =>
      open.some((name) => line.includes(start.marks[name])) ? others[at] : line);
    return fill(chosen.join("\n"), start.marks, given);
  };

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  // GitHub's page for uploads takes fewer than 100 files at a time. Parts that do are uploaded one after the other;
  // workflows are in the last, so that they run when all is there.
  const AT_ONCE = 99;
  const rank = (path) => (path.startsWith("upstream/") ? 0 : path.startsWith(".github/") ? 2 : 1);
  const inParts = (files) => {
    const paths = Object.keys(files).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    const count = Math.ceil(paths.length / AT_ONCE);
    const size = Math.ceil(paths.length / count);
    return Object.fromEntries(paths.map((path, at) =>
      [`part-${Math.floor(at / size) + 1}-of-${count}/${path}`, files[path]]));
  };

  const filled = (start, answered) => {
    const given = { ...answered, today: today() };
    const { unzipSync, strFromU8, strToU8 } = fflate;
    const files = unzipSync(Uint8Array.from(atob(start.files), (one) => one.charCodeAt(0)));
    const text = (path) => strFromU8(files[path]);
    const made = { ...files };
    delete made[start.plain];
    made[start.settings] = strToU8(settings(text(start.settings), text(start.plain), given, start));
    made["lineage.toml"] = strToU8(fill(text("lineage.toml"), start.marks, given));
    made["README.md"] = strToU8(text("README.md").replaceAll(JSON.parse(start.marks.name), () => given.name));
    return made;
  };

  const packed = (start, given, parts) => {
    const made = filled(start, given);
    const empty = Object.fromEntries(start.folders.map((folder) => [`${folder}/`, new Uint8Array(0)]));
    return fflate.zipSync(parts ? inParts(made) : { ...made, ...empty }, { level: 6 });
  };

  const save = (bytes, name) => {
    const link = Object.assign(document.createElement("a"), {
      href: URL.createObjectURL(new Blob([bytes], { type: "application/zip" })), download: name,
    });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // The files come when they are asked for, because they are large.
  let coming = null;
  const load = () => {
    coming ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.getElementById("start--files").getAttribute("src");
      script.onload = () => resolve(window.peerkitStart);
      script.onerror = () => { coming = null; reject(new Error("absent")); };
      document.head.append(script);
    });
    return coming;
  };

  const make = async (parts) => {
    const given = answers();
    const first = faulty(given);
    status.textContent = first ? "Nothing was made yet: see what is said beside the answers." : "Making your folder …";
    if (first) { first.focus(); return; }
    try {
      const name = parts ? `${given.id}-in-parts.zip` : `${given.id}.zip`;
      save(packed(await load(), given, parts), name);
      status.textContent = `${name} is among your downloads.`;
    } catch (error) {
      status.textContent = error.message === "absent"
        ? "The files of this page could not be loaded. Look whether the whole site is there, then try again."
        : `This browser could not make the folder (${error.message}). Try a newer one.`;
    }
  };

  // The colour, as the masthead will show it.
  const channel = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => channel(parseInt(colour.slice(at, at + 2), 16) / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const words = (ratio) => `${(Math.floor(ratio * 10) / 10).toFixed(1)} to 1`;

  const show = () => {
    const band = form.querySelector(".kit-start-band");
    const colour = field("primary").value;
    const letters = contrast("#ffffff", colour) >= contrast("#14171c", colour) ? "#ffffff" : "#14171c";
    // Whoever has no colour is asked for none; without a script every question can be read.
    field("primary").closest(".kit-field").style.display = field("own").checked ? "" : "none";
    band.firstElementChild.textContent = field("name").value.trim() || "Your group";
    Object.assign(band.style, { background: colour, color: letters });
    const onWhite = contrast(colour, "#ffffff");
    const weak = onWhite < rules.ratio
      ? ` On white pages it has only ${words(onWhite)} and text needs ${rules.ratio} to 1, so links and buttons use a darker shade.`
      : "";
    document.getElementById("start--contrast").textContent =
      `The name on it has a contrast of ${words(contrast(colour, letters))}.${weak}`;
    field("id").placeholder = shortName(field("name").value);
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); make(event.submitter?.value === "parts"); });
  show();
})();
