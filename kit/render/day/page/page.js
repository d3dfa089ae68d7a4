// The page itself: its clock, what it keeps, and what its buttons do.

const meeting = JSON.parse(document.getElementById("day").textContent);
const day = sittingOn(meeting, wall(new Date(), meeting.zone).iso);
const key = `peerkit-day ${day.region} ${day.round} ${day.date || "no date"}`;
let kept = { state: null, runs: null, lessons: "", sound: false };

// The clock on the wall where the meeting is, whatever the phone believes: { iso, minutes }.
function wall(moment, zone = day.zone) {
  const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const parts = {};
  new Intl.DateTimeFormat("en-GB", options).formatToParts(moment).forEach((one) => (parts[one.type] = one.value));
  const minutes = Number(parts.hour) * 60 + Number(parts.minute) + Number(parts.second) / 60;
  return { iso: `${parts.year}-${parts.month}-${parts.day}`, minutes };
}

function moment() {
  const clock = wall(new Date());
  const since = (iso) => daysBetween(iso, clock.iso) * DAY + clock.minutes;
  const { runs } = kept;
  if (runs && kept.state) return { iso: clock.iso, now: since(kept.state.day), state: kept.state, follows: false, runs };
  const now = day.date ? since(day.date) : clock.minutes;
  const end = day.start === null ? 0 : planOf(day, { shift: 0, base: day.start }).pop().end;
  const follows = day.start !== null && day.date !== null && now >= 0 && now < Math.max(DAY, end + 60);
  return { iso: clock.iso, clock: clock.minutes, now, state: follows ? following(day, now) : null, follows, runs };
}

function load() {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    if (found) kept = { ...kept, ...found };
  } catch (error) {
    at("kept").textContent = "This browser keeps nothing, so do not close or reload this page while it runs.";
  }
  if (!usable(day, kept.state, wall(new Date()).iso)) kept.state = null;
  if (kept.runs === null) kept.runs = Boolean(kept.state) || meeting.lead;
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch (error) {
    at("kept").textContent = "This browser keeps nothing, so do not close or reload this page while it runs.";
  }
}

function act(change) {
  const before = moment();
  kept.state = change(before);
  keep();
  draw();
}

function press(id, change) {
  at(id).addEventListener("click", () => {
    const title = at("now-title").textContent;
    act(change);
    if (at("now-title").textContent === title) tell([at("until").textContent, at("status").textContent].join(". "));
    if (at(id).hidden) at("main").focus();
  });
}

function start({ iso, now, clock }) {
  return begin(day, iso, clock === undefined ? now : clock);
}

function mainChange(seen) {
  const { state, follows, now } = seen;
  const waits = state && state.item !== null && state.begun > now;
  if (!state || (follows && (state.item === null || (waits && !state.log.length)))) return start(seen);
  return follows && !waits ? state : moveOn(day, state, now);
}

function listen() {
  press("main", mainChange);
  press("again", start);
  press("less", ({ state, now }) => addMinutes(day, state, -5, now));
  press("more", ({ state, now }) => addMinutes(day, state, 5, now));
  press("pause", ({ state, now }) => (state.pausedAt === null ? pause(state, now) : goOn(state, now)));
  press("back", ({ state }) => back(state));
  press("skip", ({ state }) => skip(state, at("skip").dataset.item));
  document.querySelectorAll(".put-back").forEach((button) => {
    button.addEventListener("click", () => act(({ state }) => putBack(state, button.dataset.item)));
  });
  at("reset").addEventListener("click", () => {
    if (!confirm("Forget what happened so far, and begin afresh?")) return;
    kept = { ...kept, state: null, lessons: "" };
    at("lessons").value = "";
    keep();
    draw();
    at("main").focus();
  });
  at("runs").addEventListener("click", () => {
    takeControls(!kept.runs);
    tell(kept.runs ? "You have the controls." : "You have put the controls down.");
  });
  at("sound").addEventListener("click", () => {
    kept.sound = !kept.sound;
    keep();
    drawTools();
    if (kept.sound) ring();
  });
  at("lessons").addEventListener("input", () => {
    kept.lessons = at("lessons").value;
    keep();
  });
  at("save").addEventListener("click", save);
  printOpen();
  at("text").addEventListener("toggle", () => put("toml", toToml(day, kept.state, kept.lessons)));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      draw();
      if (lock !== null) stayAwake();
    }
  });
}

// Paper shows what is closed on the screen.
function printOpen() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
}

function save() {
  const text = toToml(day, kept.state, kept.lessons);
  put("toml", text);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  link.download = `${day.round}-${kept.state.day}.toml`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Controls are for whoever runs the day. Without them the page follows the timetable, and keeps what happened so far.
function takeControls(wanted) {
  kept.runs = wanted;
  keep();
  drawTools();
  draw();
  if (wanted) at(at("main").hidden ? "content" : "main").focus();
}

function drawTools() {
  put("runs", kept.runs ? "Put the controls down" : "I run this day");
  put("lead-words", kept.runs ? "What you press counts on this device only. Everyone else's page follows the timetable." :
    "Take the controls to begin, end and move items. They stay on this device.");
  at("sound").setAttribute("aria-pressed", String(kept.sound));
  put("sound", kept.sound ? "Sound is on" : "Sound is off");
  ["take-over", "big-clock", "sound"].forEach((id) => show(id, kept.runs));
}

load();
listen();
listenToHands();
listenToCamera();
listenToClock();
at("lessons").value = kept.lessons;
drawTools();
show("run", true);
show("lead", true);
show("how-it-runs", false);
draw();
setInterval(draw, 1000);
takeFromAddress();
