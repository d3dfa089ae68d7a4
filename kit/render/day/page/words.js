// Times in words, as everywhere in the kit (kit/facilitate/clock.py), and what the page says of a moment. Pure.

function peopleTime(minutes) {
  const whole = Math.floor(minutes + TINY);
  const hour = Math.floor((((whole % DAY) + DAY) % DAY) / 60);
  const minute = ((whole % 60) + 60) % 60;
  return `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, "0")}` : ""}${hour < 12 ? "am" : "pm"}`;
}

function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function peopleMinutes(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? counted(hours, "hour") : "", rest || !hours ? counted(rest, "minute") : ""].filter(Boolean).join(" ");
}

// A length to read from afar: a big number and its unit. The last minute counts in seconds.
function big(minutes, after) {
  const whole = Math.ceil(minutes - TINY);
  if (minutes < 1 - TINY) {
    const seconds = Math.max(0, Math.round(minutes * 60));
    return [String(seconds), `${seconds === 1 ? "second" : "seconds"} ${after}`];
  }
  if (whole < 100) return [String(whole), `${whole === 1 ? "minute" : "minutes"} ${after}`];
  return [`${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, "0")}`, after];
}

function over(minutes) {
  const whole = Math.floor(minutes + TINY);
  if (whole < 1) return ["0", "minutes left"];
  return whole < 100 ? [String(whole), `${whole === 1 ? "minute" : "minutes"} over`] : [peopleMinutes(whole), "over"];
}

// Ahead or behind in words; differences under a minute are none.
function pace(minutes, ahead, behind) {
  const whole = Math.floor(Math.abs(minutes) + TINY);
  return whole ? `${peopleMinutes(whole)} ${minutes > 0 ? behind : ahead}` : "";
}

// What the page shows of a moment. Its `state` is null before anybody begins a day that does not follow the clock.
function view(day, { iso, now, state, follows, runs }) {
  if (!state) return runs ? idle(day) : otherDay(day, iso);
  const plan = planOf(day, state);
  const lines = flow(day, state, now);
  const common = { lines, plan, follows, next: nextOf(day, state), state };
  if (state.item === null) return { ...common, ...finished(state, plan, follows) };
  const here = day.items.findIndex((one) => one.id === state.item);
  const last = [...lines].reverse().find((line) => line.phase === "now" || line.phase === "later");
  const waits = state.begun > now + TINY;
  const behind = waits ? state.begun - plan[here].start : lines[here].end - plan[here].end;
  const late = pace(last.end - plan[plan.length - 1].end, "earlier than planned", "later than planned");
  return {
    ...common,
    ...(waits ? waiting(day, state, here, now) : running(day, state, here, now)),
    behind,
    status: follows ? "By the timetable" : pace(behind, "ahead", "behind") || "On time",
    ends: `The day ends at ${peopleTime(last.end)}${late ? `, ${late}` : follows ? "" : ", as planned"}.`,
  };
}

function idle(day) {
  return {
    key: "idle", title: "Not started", amount: ["", ""], status: "", behind: 0, follows: false, used: 0, lines: [], plan: [],
    until: day.date ? "Press the button when you begin, on the day or to try it out." : "Press the button when you begin.",
    ends: "", next: day.items[0], main: "Start now", state: null,
  };
}

// What those see who only look, on a day that is not the meeting's, or has no times yet.
function otherDay(day, iso) {
  const common = { ...idle(day), key: "other", another: true, until: day.when, main: "" };
  const days = day.date ? daysBetween(iso, day.date) : null;
  if (days === null) return { ...common, title: "No date yet" };
  if (days < 0) return { ...common, title: "This meeting has taken place", next: undefined, over: true };
  return { ...common, title: days === 0 ? "Today" : days === 1 ? "Tomorrow" : `In ${days} days` };
}

function waiting(day, state, here, now) {
  const opens = here === 0 && !state.log.length;
  return {
    key: `wait ${state.item}`, title: opens ? "Not started yet" : "Free time", used: 0,
    amount: big(state.begun - now, opens ? "to go" : "left"), until: `${opens ? "Starts at" : "Until"} ${peopleTime(state.begun)}`,
    next: day.items[here], waits: true, main: opens ? "Start now" : `Start now: ${day.items[here].title}`,
  };
}

function running(day, state, here, now) {
  const due = dueOf(day, state, now);
  const left = due - now;
  const next = nextOf(day, state);
  const whole = Math.max(due - state.begun, TINY);
  return {
    key: `${left > TINY ? "run" : "over"} ${state.item}`, title: day.items[here].title, together: day.items[here].together, item: state.item,
    amount: left > TINY ? big(left, "left") : over(-left), used: Math.min(1, Math.max(0, 1 - left / whole)),
    until: state.pausedAt === null ? `${left > TINY ? "Until" : "Was due to end at"} ${peopleTime(due)}` : "Paused",
    up: left <= TINY, paused: state.pausedAt !== null, main: next ? `Next: ${next.title}` : "Finish",
  };
}

function finished(state, plan, follows) {
  const behind = state.ended - plan[plan.length - 1].end;
  const late = pace(behind, "earlier than planned", "later than planned") || "as planned";
  return {
    key: "finished", title: "Finished", amount: ["", ""], until: `Ended at ${peopleTime(state.ended)}, ${late}.`, used: 1,
    status: follows ? "By the timetable" : pace(behind, "ahead", "behind") || "On time", behind, ends: "", main: "", over: true,
  };
}
