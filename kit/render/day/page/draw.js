// Draws what words.js says. It changes only what is different, so that nothing is read out twice.

const at = (id) => document.getElementById(id);
const TOGETHER = "At the same time";
let shownKey = null;

function put(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

function show(id, wanted) {
  if (at(id).hidden === wanted) at(id).hidden = !wanted;
}

function draw() {
  const here = moment();
  const { state, follows } = here;
  const seen = view(day, here);
  const live = Boolean(state) && !follows && state.item !== null;
  put("now-heading", seen.another ? "When" : "Now");
  put("next-heading", seen.another ? "First" : "Next");
  put("now-title", seen.together ? TOGETHER : seen.title);
  put("left-big", seen.amount[0]);
  put("left-small", seen.amount[1]);
  put("until", seen.until);
  put("status", seen.status);
  put("ends", seen.ends);
  at("status").dataset.pace = follows || Math.abs(seen.behind) < 1 ? "even" : seen.behind > 0 ? "behind" : "ahead";
  at("now").dataset.up = Boolean(seen.up);
  at("bar").value = seen.used;
  show("status", Boolean(seen.status));
  show("left", Boolean(seen.amount[0]));
  show("bar", Boolean(seen.item));
  show("controls", here.runs);
  if (at("over")) show("over", Boolean(seen.over));
  drawButtons(seen, live);
  drawNext(seen, live);
  drawRows(seen);
  drawClock(seen);
  if (seen.key !== shownKey) changed(seen, live);
}

function drawButtons(seen, live) {
  const takes = seen.follows && seen.state.item !== null && !seen.waits;
  put("main", takes ? "Run the day from here" : seen.follows && !seen.main ? "Start now" : seen.main);
  show("main", Boolean(at("main").textContent));
  show("again", takes);
  const item = live && !seen.waits;
  ["less", "more", "pause"].forEach((id) => show(id, item));
  at("less").disabled = Boolean(seen.up);
  put("pause", seen.paused ? "Go on" : "Pause");
  show("back", Boolean(seen.state) && !seen.follows && seen.state.log.length > 0);
  show("after", Boolean(seen.state) && !seen.follows);
  show("to-after", Boolean(seen.state) && !seen.follows && seen.state.item === null);
  ["reset", "hand-over"].forEach((id) => show(id, Boolean(seen.state) && !seen.follows));
}

function drawNext(seen, live) {
  const next = seen.next;
  show("next", Boolean(next));
  if (!next) return;
  const line = seen.lines[day.items.indexOf(next)];
  if (at("next").dataset.item !== next.id) {
    at("next").dataset.item = next.id;
    put("next-title", next.together ? TOGETHER : next.title);
    copy(partOf(day.items.indexOf(next), ".where"), "next-where");
  }
  const length = peopleMinutes(next.minutes);
  const wait = line && line.wait ? `, after ${freeTime(line)}` : "";
  put("next-when", line ? `At ${peopleTime(line.start)}, ${length}${wait}` : length);
  show("skip", live && !seen.waits);
  if (at("skip").dataset.item !== next.id) {
    at("skip").dataset.item = next.id;
    at("skip").setAttribute("aria-label", `Leave out: ${next.title}`);
  }
}

// A part of an item in the agenda, which may be in its row or unfold below it.
function partOf(index, what) {
  return document.querySelector(`tr[data-index="${day.first + index}"] ${what}`);
}

function drawRows(seen) {
  day.items.forEach((item, index) => {
    const row = document.querySelector(`tr[data-index="${day.first + index}"]`);
    const line = seen.lines[index];
    const phase = line ? (line.phase === "now" && seen.waits ? "later" : line.phase) : "later";
    if (row.dataset.phase !== phase) {
      row.dataset.phase = phase;
      if (phase === "now") row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    }
    drawTime(row.querySelector(".time"), line && !seen.follows ? line.start : undefined);
    const note = row.querySelector(".note");
    const words = noteOf(item, line, seen, phase);
    if (note.textContent !== words) note.textContent = words;
    row.querySelector(".put-back").hidden = !(line && phase === "skipped" && canPutBack(seen, index));
  });
  const lasts = seen.lines.filter((line) => line.end !== undefined).map((line) => line.end);
  drawTime(at("end"), lasts.length && !seen.follows ? lasts.pop() : undefined);
}

function drawTime(cell, minutes) {
  const wanted = minutes === undefined ? cell.dataset.plan : peopleTime(minutes);
  if (cell.textContent !== wanted) cell.textContent = wanted;
}

function freeTime(line) {
  return `${peopleMinutes(Math.max(1, Math.floor(line.wait + TINY)))} free`;
}

function canPutBack(seen, index) {
  return seen.state.item !== null && index > day.items.findIndex((one) => one.id === seen.state.item);
}

function noteOf(item, line, seen, phase) {
  if (phase === "now") return "Now";
  if (!line || seen.follows) return "";
  if (phase === "skipped") return "Left out";
  if (phase === "done") return `Took ${peopleMinutes(Math.round(line.actual))}`;
  const late = Math.floor(line.late + TINY);
  const fixed = item.at !== null && late ? `Misses its fixed time by ${peopleMinutes(late)}` : "";
  const planned = seen.plan[day.items.indexOf(item)].start;
  const moved = Math.abs(line.start - planned) >= 1 - TINY ? `Planned for ${peopleTime(planned)}` : "";
  const free = line.wait >= 1 ? `After ${freeTime(line)}` : "";
  return [fixed || moved, free].filter(Boolean).join(". ");
}

// What happens when another item begins, or its time is up: it is told, and rung where the sound is on.
function changed(seen, live) {
  const first = shownKey === null;
  shownKey = seen.key;
  const place = day.items.findIndex((one) => one.id === seen.item);
  copy(place < 0 ? null : partOf(place, ".where"), "now-where");
  copy(place < 0 ? null : partOf(place, ".more-body"), "now-more");
  show("steps", Boolean(at("now-more").firstChild));
  if (!first) tell(seen.up ? `Time is up: ${seen.title}.` : `Now: ${seen.title}. ${seen.until}`);
  if (!first && kept.sound && seen.up) ring();
  if (live || at("clock").open) stayAwake();
  else letSleep();
}

// Show a part of the agenda once more, without the ids that stand in it.
function copy(part, place) {
  at(place).replaceChildren();
  if (!part) return;
  const found = part.cloneNode(true);
  found.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  at(place).append(found);
}

function tell(text) {
  put("told", text);
}
