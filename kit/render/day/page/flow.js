"use strict";
// The timetable: the rules of kit/facilitate/timetable.py. Pure; times are minutes after midnight of the day.

const DAY = 24 * 60;
const TOMORROW = 18 * 60; // a fixed point that passed longer ago than this is the next day's
const NEAR = 120; // a start this close to the planned one is the planned day, begun early or late
const TINY = 1e-6; // seconds are fractions of minutes: more than any error of adding them up

// Of a meeting, the sitting that is on the day `iso`: that of today, else the next, else the last one with a date.
// Its items are those from `first` on.
function sittingOn(meeting, iso) {
  const held = meeting.sittings.filter((one) => one.items > 0);
  const dated = held.filter((one) => one.date !== null);
  const here = dated.find((one) => one.date >= iso) || dated.pop() || held[0];
  const before = meeting.sittings.slice(0, meeting.sittings.indexOf(here));
  const first = before.reduce((sum, one) => sum + one.items, 0);
  return { ...meeting, ...here, first, items: meeting.items.slice(first, first + here.items) };
}

function until(at, now) {
  return now - at > TOMORROW ? at + DAY - now : at - now;
}

// When each item begins and ends, one after the other from `start`. `at` is a fixed start, null without one.
function spans(items, start) {
  let now = start;
  return items.map((item) => {
    const wait = item.at === null ? 0 : until(item.at, now);
    const begin = now + Math.max(wait, 0);
    now = begin + item.minutes;
    return { start: begin, end: now, wait: Math.max(wait, 0), late: Math.max(-wait, 0) };
  });
}

// The items with their fixed points where the day has them: moved by `shift` minutes, null for none at all.
function placed(items, shift) {
  return items.map((item) => ({ ...item, at: item.at === null || shift === null ? null : item.at + shift }));
}

function planOf(day, state) {
  return spans(placed(day.items, state.shift), state.base);
}

// When the item that runs is due to end. Pauses do not count as its minutes.
function dueOf(day, state, now) {
  const item = day.items.find((one) => one.id === state.item);
  const paused = state.paused + (state.pausedAt === null ? 0 : now - state.pausedAt);
  return state.begun + item.minutes + state.extra + paused;
}

// Every item as it was, is and will be: { phase: done, now, later or skipped, start, end, late }.
function flow(day, state, now) {
  const here = day.items.findIndex((one) => one.id === state.item);
  const later = (one, index) => here >= 0 && index > here && !state.skipped.includes(one.id);
  const end = here < 0 ? now : Math.max(dueOf(day, state, now), now);
  const rest = spans(placed(day.items.filter(later), state.shift), end);
  return day.items.map((one, index) => {
    const done = state.log.find((entry) => entry.id === one.id);
    if (index === here) return { phase: "now", start: state.begun, end, late: 0 };
    if (done) return { phase: "done", start: done.start, end: done.end, late: 0, actual: done.actual };
    return later(one, index) ? { phase: "later", ...rest.shift() } : { phase: "skipped" };
  });
}
