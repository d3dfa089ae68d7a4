// The clock for the room: what is on, how many minutes are left and what comes next, as large as the screen.

function drawClock(seen) {
  if (!at("clock").open) return;
  const shown = { "clock-big": "left-big", "clock-small": "left-small", "clock-until": "until" };
  Object.entries(shown).forEach(([to, from]) => put(to, at(from).textContent));
  put("clock-title", seen.title);
  put("clock-next", seen.next ? `Next: ${seen.next.title}` : "");
  put("clock-main", at("main").textContent);
  show("clock-main", Boolean(at("main").textContent) && !at("main").hidden);
  show("clock-left", Boolean(seen.amount[0]));
  at("clock").dataset.up = Boolean(seen.up);
}

async function openClock() {
  try {
    await document.documentElement.requestFullscreen();
  } catch (error) {
    // Some devices keep their bars: the clock then fills the window.
  }
  at("clock").showModal();
  at("clock-close").focus();
  draw();
  stayAwake();
}

function listenToClock() {
  at("big-clock").addEventListener("click", openClock);
  at("clock-main").addEventListener("click", () => at("main").click());
  at("clock-close").addEventListener("click", () => at("clock").close());
  at("clock").addEventListener("close", () => document.fullscreenElement && document.exitFullscreen());
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || at("clock").close());
}
