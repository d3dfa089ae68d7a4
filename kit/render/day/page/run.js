// What people do with the day. Each function takes a state and returns a new one. Pure; `now` is in minutes.

const FRESH = { extra: 0, paused: 0, pausedAt: null };

// A day that begins now. Far from its planned start it is another day, and fixed points move along.
function begin(day, iso, now) {
  const known = day.start !== null && (day.date === null || day.date === iso);
  const base = known && Math.abs(now - day.start) <= NEAR ? day.start : Math.floor(now);
  const shift = day.start === null ? null : base - day.start;
  return { ...FRESH, day: iso, base, shift, item: day.items[0].id, begun: now, log: [], skipped: [], ended: null };
}

// The state that the timetable gives, as if all had gone to plan.
function following(day, now) {
  const first = { ...FRESH, day: day.date, base: day.start, shift: 0, log: [], skipped: [], ended: null };
  const plan = planOf(day, first);
  const here = plan.findIndex((span) => span.end > now);
  const past = here < 0 ? day.items.length : here;
  const log = plan.slice(0, past).map((span, index) => entryOf(day.items[index].id, { ...FRESH, begun: span.start }, span.end));
  if (here < 0) return { ...first, item: null, begun: null, log, ended: plan[plan.length - 1].end };
  return { ...first, item: day.items[here].id, begun: plan[here].start, log };
}

function entryOf(id, state, end) {
  const actual = Math.max(0, end - state.begun - state.paused);
  return { id, start: state.begun, end, actual, extra: state.extra, paused: state.paused };
}

// Begin what waits for its fixed time; else end the item that runs, and begin the next that nobody left out.
function moveOn(day, state, now) {
  if (state.begun > now) return { ...state, begun: now };
  const settled = goOn(state, now);
  const log = [...state.log, entryOf(state.item, settled, now)];
  const next = nextOf(day, state);
  if (!next) return { ...state, ...FRESH, log, item: null, begun: null, ended: now };
  const [span] = spans(placed([next], state.shift), now);
  return { ...state, ...FRESH, log, item: next.id, begun: span.start };
}

function nextOf(day, state) {
  const here = day.items.findIndex((one) => one.id === state.item);
  return here < 0 ? undefined : day.items.slice(here + 1).find((one) => !state.skipped.includes(one.id));
}

// Go back to the item before, which goes on as if it had never ended.
function back(state) {
  const before = state.log[state.log.length - 1];
  if (!before) return state;
  const { id, start, extra, paused } = before;
  return { ...state, ...FRESH, extra, paused, item: id, begun: start, log: state.log.slice(0, -1), ended: null };
}

// Give the item that runs more or fewer minutes: more count from now where its time is up, fewer end it now at most.
function addMinutes(day, state, minutes, now) {
  const due = dueOf(day, state, now);
  const floor = Math.max(now, state.begun);
  const wanted = minutes > 0 ? Math.max(due, floor) + minutes : Math.max(due + minutes, Math.min(due, floor));
  return { ...state, extra: state.extra + wanted - due };
}

function skip(state, id) {
  return { ...state, skipped: [...state.skipped, id] };
}

function putBack(state, id) {
  return { ...state, skipped: state.skipped.filter((one) => one !== id) };
}

function pause(state, now) {
  return { ...state, pausedAt: now };
}

function goOn(state, now) {
  return { ...state, paused: state.paused + (state.pausedAt === null ? 0 : now - state.pausedAt), pausedAt: null };
}

// Whether what was kept can go on with this page: the agenda may have changed since, or an undated day be long past.
function usable(day, state, today) {
  if (!state || !Array.isArray(state.log) || typeof state.day !== "string") return false;
  const there = state.item === null || day.items.some((one) => one.id === state.item);
  return there && (state.day === day.date || Math.abs(daysBetween(state.day, today)) <= 1);
}

function daysBetween(one, other) {
  return Math.round((Date.parse(other) - Date.parse(one)) / 86400000);
}

// The file that `peerkit log` reads. Items that nobody came to are not in it; what was left out took 0 minutes.
function toToml(day, state, lessons) {
  const known = day.items.flatMap((item) => {
    const done = state.log.find((entry) => entry.id === item.id);
    const actual = done ? Math.min(Math.round(done.actual), DAY) : state.skipped.includes(item.id) ? 0 : null;
    return actual === null ? [] : [`\n[[item]]\nid = ${quoted(item.id)}\nplanned = ${item.minutes}\nactual = ${actual}\n`];
  });
  const head = `schema = 1\nround = ${quoted(day.round)}\ndate = ${state.day}\n`;
  const said = lessons.split("\n").map((line) => line.trim()).filter(Boolean);
  return `${head}lessons = [${said.map(quoted).join(", ")}]\n${known.join("")}`;
}

function quoted(text) {
  const clean = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "");
  const whole = [...clean].map((one) => (/^[\uD800-\uDFFF]$/.test(one) ? "\uFFFD" : one)).join(""); // half a character
  return JSON.stringify(whole);
}
