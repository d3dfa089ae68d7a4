// Numbers as people read them. Pure.

export const megabytes = (bytes) => `${bytes < 10e6 ? (bytes / 1e6).toFixed(1) : Math.round(bytes / 1e6)} MB`;

export const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : megabytes(bytes));

export const seconds = (count) => (count < 90 ? `${Math.round(count)} seconds` : `${Math.round(count / 60)} minutes`);

const two = (number) => String(number).padStart(2, "0");

export const clock = (at) => `${two(new Date(at).getHours())}:${two(new Date(at).getMinutes())}`;

// "today at 10:05", else with its date.
export const when = (at, now = Date.now()) => {
  const day = new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return `${today ? "today" : `on ${day}`} at ${clock(at)}`;
};

const PARTS = { site: "web pages", handouts: "handouts and other papers", decks: "slides" };

export const partName = (name) => PARTS[name] || name;

export const fileName = (path) => path.split("/").at(-1);
