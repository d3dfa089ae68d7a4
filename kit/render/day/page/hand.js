// The code that carries a day from one phone to another: all that happened so far, in letters that one can type.
//
// A code is a number of bytes in base 32 (letters and digits without I, L, O and U, which look like others):
// the version, two bytes that stand for this agenda, the state, and two bytes that only agree where nothing is mistyped.
// Moments are counted in seconds from the one before, so that most take two bytes. Pure.

const VERSION = 1;
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LONGEST = 1000; // letters: more than any agenda needs
const REFUSED = {
  letters: "This is not a code of a day page. Copy the whole code, or scan it again.",
  newer: "A newer day page made this code. Open the newest page of this round on this phone, then try again.",
  mistyped: "A letter of this code is wrong or missing. Copy it again, whole.",
  other: "This code is of another agenda. Open the same page, made on the same day, on both phones.",
  unfit: "This code holds a day that cannot be. Make a new one on the other phone.",
  day: "This code is of another day. Make a new one on the other phone.",
};

// The code of `state`, in groups of four letters.
function toCode(day, state) {
  const bytes = [VERSION, ...twoBytes(sum(agendaText(day))), ...stateBytes(day, state)];
  return letters([...bytes, ...twoBytes(sum(bytes.join()))]).replace(/(.{4})(?=.)/g, "$1-");
}

// What a code says: { state } or, in a sentence, { refused }. `text` may be a whole address; `today` is an ISO date.
function fromCode(day, text, today) {
  const bytes = bytesOf(text);
  if (!bytes || bytes.length < 6) return { refused: REFUSED.letters };
  const [body, check] = [bytes.slice(0, -2), bytes.slice(-2)];
  if (String(check) !== String(twoBytes(sum(body.join())))) return { refused: REFUSED.mistyped };
  if (body[0] !== VERSION) return { refused: REFUSED.newer };
  if (String(body.slice(1, 3)) !== String(twoBytes(sum(agendaText(day))))) return { refused: REFUSED.other };
  const state = stateOf(day, body.slice(3));
  if (!state || !possible(day, state) || toCode(day, state) !== grouped(text)) return { refused: REFUSED.unfit };
  return usable(day, state, today) ? { state } : { refused: REFUSED.day };
}

// Two phones show the same agenda where this is the same.
function agendaText(day) {
  return JSON.stringify([day.region, day.round, day.date, day.start, day.items.map((one) => [one.id, one.minutes, one.at])]);
}

// FNV-1a, folded to 16 bits.
function sum(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash >>> 16) ^ (hash & 0xffff);
}

function twoBytes(number) {
  return [number >>> 8, number & 0xff];
}

function letters(bytes) {
  const bits = bytes.map((one) => one.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{1,5}/g).map((five) => LETTERS[parseInt(five.padEnd(5, "0"), 2)]).join("");
}

// The letters of what somebody typed, or of the end of an address, as `toCode` writes them.
function plain(text) {
  return text.slice(text.lastIndexOf("=") + 1).toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}

function grouped(text) {
  return plain(text).replace(/(.{4})(?=.)/g, "$1-");
}

function bytesOf(text) {
  const found = [...plain(text)].map((one) => LETTERS.indexOf(one));
  if (!found.length || found.length > LONGEST || found.includes(-1)) return null;
  const bits = found.map((one) => one.toString(2).padStart(5, "0")).join("");
  return (bits.match(/.{8}/g) || []).map((eight) => parseInt(eight, 2));
}

// The state as bytes. A whole number takes a byte for every seven bits; one that may be below nought is doubled first.

function stateBytes(day, state) {
  const bytes = [];
  const number = (value) => {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    bytes.push(value);
  };
  const signed = (value) => number(value < 0 ? -2 * value - 1 : 2 * value);
  const index = (id) => day.items.findIndex((one) => one.id === id);
  let last = seconds(state.base);
  const moment = (minutes) => {
    signed(seconds(minutes) - last);
    last = seconds(minutes);
  };
  signed(daysBetween(zero(day), state.day));
  number(state.base);
  number(state.shift === null ? 0 : 1);
  if (state.shift !== null) signed(state.shift);
  number(state.skipped.length);
  day.items.forEach((one, place) => state.skipped.includes(one.id) && number(place));
  number(state.log.length);
  state.log.forEach(({ id, start, end, extra, paused }) => {
    number(2 * index(id) + (extra || paused ? 1 : 0));
    moment(start);
    moment(end);
    if (extra || paused) [extra, paused].forEach((one) => signed(seconds(one)));
  });
  number(state.item === null ? 0 : index(state.item) + 1);
  if (state.item === null) {
    moment(state.ended);
    return bytes;
  }
  moment(state.begun);
  [state.extra, state.paused].forEach((one) => signed(seconds(one)));
  number(state.pausedAt === null ? 0 : 1);
  if (state.pausedAt !== null) moment(state.pausedAt);
  return bytes;
}

function stateOf(day, bytes) {
  let place = 0;
  let last = 0;
  const number = () => {
    let value = 0;
    for (let weight = 1; place < bytes.length && weight < 2 ** 42; weight *= 128) {
      value += (bytes[place] % 128) * weight;
      if (bytes[place++] < 128) return value;
    }
    throw new RangeError("The code ends too early.");
  };
  const signed = () => {
    const value = number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  const minutes = () => signed() / 60;
  const moment = () => (last += signed()) / 60;
  const item = (at) => {
    if (!day.items[at]) throw new RangeError("The code names an item that is not there.");
    return day.items[at].id;
  };
  const many = (what) => Array.from({ length: Math.min(number(), day.items.length) }, what);
  try {
    const date = new Date(Date.parse(zero(day)) + signed() * 86400000).toISOString().slice(0, 10);
    const base = number();
    last = base * 60;
    const shift = number() ? signed() : null;
    const skipped = many(() => item(number()));
    const log = many(() => {
      const head = number();
      const [start, end] = [moment(), moment()];
      const [extra, paused] = head % 2 ? [minutes(), minutes()] : [0, 0];
      return entryOf(item(Math.floor(head / 2)), { begun: start, extra, paused }, end);
    });
    const here = number();
    const common = { ...FRESH, day: date, base, shift, log, skipped };
    if (!here) return { ...common, item: null, begun: null, ended: moment() };
    const running = { item: item(here - 1), begun: moment(), extra: minutes(), paused: minutes() };
    return { ...common, ...running, pausedAt: number() ? moment() : null, ended: null };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function zero(day) {
  return day.date || "2020-01-01";
}

function seconds(minutes) {
  return Math.round(minutes * 60);
}

// Whether the buttons of this page could have made the state: each item once and in order, nothing before the day.
function possible(day, state) {
  const places = [...state.log.map((one) => one.id), ...(state.item === null ? [] : [state.item])].map(placeIn(day));
  const moments = state.log.flatMap((one) => [one.start, one.end]);
  const all = [...moments, state.item === null ? state.ended : state.begun];
  const lengths = [...state.log, state].flatMap((one) => [Math.abs(one.extra), one.paused]);
  return (
    state.base < DAY &&
    (state.shift === null) === (day.start === null) &&
    Math.abs(state.shift || 0) <= DAY &&
    places.every((one, index) => !index || one > places[index - 1]) &&
    state.skipped.every((one) => !places.includes(placeIn(day)(one))) &&
    all.every((one, index) => one >= -DAY && one <= 3 * DAY && (!index || one >= all[index - 1] - TINY)) &&
    (state.pausedAt === null || (state.pausedAt >= state.begun && state.pausedAt <= 3 * DAY)) &&
    lengths.every((one) => one >= 0 && one <= DAY)
  );
}

function placeIn(day) {
  return (id) => day.items.findIndex((one) => one.id === id);
}
