// Reads the code off the other phone's screen, where this browser reads QR codes by itself. No picture leaves the page.

let camera = null;

function canScan() {
  return "BarcodeDetector" in window && Boolean(navigator.mediaDevices);
}

async function scan() {
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    at("camera").srcObject = camera;
    await at("camera").play();
  } catch (error) {
    stopCamera();
    return put("taking-says", "This page may not use the camera. Type or paste the letters instead.");
  }
  if (!at("taking").open) return stopCamera(); // who was still asked for leave has gone away
  show("camera", true);
  show("scan", false);
  await look(new BarcodeDetector({ formats: ["qr_code"] }));
}

// Look five times a second until there is a code, or nobody wants it any more.
async function look(reader) {
  while (camera) {
    const [found] = await reader.detect(at("camera"));
    if (found) {
      at("letters").value = found.rawValue;
      sayWhatIsTaken();
      stopCamera();
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

function stopCamera() {
  if (camera) camera.getTracks().forEach((track) => track.stop());
  camera = null;
  show("camera", false);
  show("scan", canScan());
}

function listenToCamera() {
  show("scan", canScan());
  at("scan").addEventListener("click", scan);
  at("taking").addEventListener("close", stopCamera);
}
