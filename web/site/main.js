// The page: loads the module and its weights, and starts its three parts.

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

/** Loads the weights of a network. Returns the bytes that it takes on a device. */
async function weights(request, number, name) {
  const answer = request(number, { bytes: await unpacked(name) });
  if (!answer) throw new Error(`${name} does not fit the network`);
  return numbers(answer)[0];
}

try {
  const [request, worker] = [await load(), new Worker("worker.js", { type: "module" })];
  worker.addEventListener("error", ({ message }) => report(`Training stopped: ${message ?? "no worker"}`));
  worker.addEventListener("message", ({ data }) => data.type === "problem" && report(`Training stopped: ${data.text}`));
  startWriting(request);
  const size = await weights(request, Request.load, "f32.safetensors.gz");
  const drawing = startDrawing(request, worker, size);
  drawing.quantized(await weights(request, Request.loadQuantized, "int8.safetensors.gz"));
  startLearning(worker, drawing.use);
  startPlane(worker);
  // A page that was opened once opens without a network. Where a browser refuses this, the page needs one.
  navigator.serviceWorker?.register("offline.js").catch(() => {});
} catch (error) {
  report(`The page cannot be started: ${error.message}`);
  throw error;
}
