// Sound, and a screen that stays on: both only where the browser lets them.

let lock = null;
let sounds = null;

function ring() {
  sounds = sounds || new (window.AudioContext || window.webkitAudioContext)();
  sounds.resume();
  [0, 0.35].forEach((wait) => {
    const tone = sounds.createOscillator();
    const volume = sounds.createGain();
    const from = sounds.currentTime + wait;
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.25, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.3);
    tone.connect(volume).connect(sounds.destination);
    tone.start(from);
    tone.stop(from + 0.3);
  });
}

async function stayAwake() {
  if (!navigator.wakeLock || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    put("awake", "The screen stays on while the day runs.");
  } catch (error) {
    put("awake", "This device may switch its screen off: the clock goes on all the same.");
  }
}

function letSleep() {
  if (lock) lock.release();
  lock = null;
  put("awake", "");
}
