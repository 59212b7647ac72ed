// The page: loads the module and its weights, and starts its parts.

import { startDrawing } from "./draw.js";
import { startLearning } from "./learn.js";
import { startPlane } from "./plane.js";
import { Request, load, numbers, unpacked } from "./wasm.js";
import { startWriting } from "./write.js";

const problem = document.getElementById("problem");

function report(text) {
  problem.textContent = text;
  problem.hidden = false;
}

/** Passes the weights of a network on. Returns the bytes that it takes on a device. */
function use(request, number, name, bytes) {
  const answer = request(number, { bytes });
  if (!answer) throw new Error(`${name} does not fit the network`);
  return numbers(answer)[0];
}

const [F32, INT8] = ["f32.safetensors.gz", "int8.safetensors.gz"];
try {
  const [request, weights] = await Promise.all([load(), unpacked(F32)]);
  const size = use(request, Request.load, F32, weights);
  const worker = new Worker("worker.js", { type: "module" });
  worker.addEventListener("error", ({ message }) => report(`Training stopped: ${message ?? "no worker"}`));
  worker.addEventListener("message", ({ data }) => data.type === "problem" && report(`Training stopped: ${data.text}`));
  const drawing = startDrawing(request, worker, size);
  startWriting(request);
  startLearning(worker, drawing.use);
  startPlane(worker);
  drawing.quantized(use(request, Request.loadQuantized, INT8, await unpacked(INT8)));
  // A page that was opened once opens without a network. Where a browser refuses this, the page needs one.
  navigator.serviceWorker?.register("offline.js").catch(() => {});
} catch (error) {
  report(`The page cannot be started: ${error.message}`);
  throw error;
}
