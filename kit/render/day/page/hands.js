// Handing the day over to another phone: a code is shown here, and read there. Neither needs a network.

const MARK = "#take=";

function giveAway() {
  const letters = toCode(day, kept.state);
  at("code").value = letters;
  drawCode(meeting.here ? meeting.here + MARK + letters : letters);
  at("giving").showModal();
  at("giving-heading").focus();
}

// A pixel of the canvas is a square of the code; the style sheet makes it large, on white in any colours.
function drawCode(text) {
  const code = leanQr.generate(text, { minCorrectionLevel: leanQr.correction.M });
  const canvas = at("qr");
  const edge = 4;
  canvas.width = canvas.height = code.size + 2 * edge;
  canvas.setAttribute("aria-label", `QR code: ${text}`);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) pen.fillRect(x + edge, y + edge, 1, 1);
  }
}

function askForCode(letters) {
  at("letters").value = letters;
  sayWhatIsTaken();
  if (!at("taking").open) at("taking").showModal();
  at("letters").focus();
}

function typedCode() {
  return fromCode(day, at("letters").value, wall(new Date()).iso);
}

function sayWhatIsTaken() {
  const found = at("letters").value.trim() ? typedCode() : {};
  put("taking-says", found.refused || (found.state ? summary(found.state) : ""));
}

function summary(state) {
  const item = day.items.find((one) => one.id === state.item);
  const where = item ? `${item.title}, from ${peopleTime(state.begun)}.` : `Finished at ${peopleTime(state.ended)}.`;
  return kept.state ? `${where} This takes the place of what happened on this device.` : where;
}

function take() {
  const { state, refused } = typedCode();
  if (refused) return put("taking-says", refused);
  kept.state = state;
  at("taking").close();
  takeControls(true);
  tell(`You have the day. ${at("now-title").textContent}.`);
}

// The address of a scanned code holds it. It is asked for before it counts, and forgotten afterwards.
function takeFromAddress() {
  if (!location.hash.startsWith(MARK)) return;
  askForCode(location.hash.slice(MARK.length));
  history.replaceState(null, "", location.pathname + location.search);
}

function listenToHands() {
  at("hand-over").addEventListener("click", giveAway);
  at("keep-on").addEventListener("click", () => at("giving").close());
  at("given").addEventListener("click", () => {
    at("giving").close();
    takeControls(false);
    at("runs").focus();
  });
  at("code").addEventListener("focus", () => at("code").select());
  at("take-over").addEventListener("click", () => askForCode(""));
  at("leave-it").addEventListener("click", () => at("taking").close());
  at("letters").addEventListener("input", sayWhatIsTaken);
  at("typed").addEventListener("submit", (event) => {
    event.preventDefault();
    take();
  });
  addEventListener("hashchange", takeFromAddress);
}
