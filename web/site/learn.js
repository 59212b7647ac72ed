// The second part: the network of the main example is trained from zero.

import { grouped, percent } from "./wasm.js";

const element = (id) => document.getElementById(id);
/** The plot in its view box: left, top, width, height. */
const PLOT = { left: 40, top: 30, width: 350, height: 170 };
/** The epochs of a training, until the first report states them. */
const EPOCHS = 15;

/** Starts the part. `use` takes trained weights. */
export function startLearning(worker, use) {
  const [train, restart, take, status] = ["train", "restart", "use", "lesson-status"].map(element);
  let [isRunning, curve, seed, last] = [false, [], 1, null];

  function show() {
    train.textContent = isRunning ? "Pause" : last && !last.isFinished ? "Continue" : "Train";
    train.disabled = last?.isFinished ?? false;
    restart.disabled = !last && !isRunning;
    take.disabled = !last || isRunning;
    element("accuracy").textContent = last ? percent(last.accuracy, 1) : "–";
    element("epoch").textContent = last ? `${passed(last)} of ${last.epochs}` : "–";
    element("speed").textContent = last ? grouped(last.speed) : "–";
    element("curve").innerHTML = plot(curve, last ? last.epochs * last.epoch : 1);
    element("curve").setAttribute("aria-label", last ? `Accuracy: ${percent(last.accuracy, 1)} after ${passed(last)} epochs` : "Accuracy: nothing is trained yet");
  }

  function run(message) {
    isRunning = true;
    worker.postMessage(message);
    status.textContent = last ? "Training." : "Loading the digits.";
    show();
  }

  train.addEventListener("click", () => {
    if (!isRunning) return run({ type: "train" });
    isRunning = false;
    worker.postMessage({ type: "pause" });
    status.textContent = "Paused.";
    show();
  });
  restart.addEventListener("click", () => {
    [curve, last] = [[], null];
    worker.postMessage({ type: "restart", seed: ++seed });
    run({ type: "train" });
    status.textContent = "New random weights.";
  });
  take.addEventListener("click", () => worker.postMessage({ type: "weights" }));
  worker.addEventListener("message", ({ data }) => {
    if (data.type === "weights") {
      use(data.bytes);
      status.textContent = "The weights that you trained read the drawing now.";
    }
    // A report that was sent before a new start is not part of the curve.
    if (data.type !== "progress" || data.seed !== seed) return;
    if (!last) status.textContent = "Each digit is moved at random by up to one pixel.";
    last = data;
    curve.push([data.samples, data.accuracy]);
    if (data.isFinished) {
      isRunning = false;
      status.textContent = `Finished. It reads ${percent(data.accuracy, 1)} of ${data.held} digits that it was not trained with.`;
    }
    show();
  });
  show();
}

/** The epochs that were trained. */
function passed({ samples, epoch, epochs }) {
  return Math.min(epochs, samples / epoch).toFixed(1);
}

/** The learning curve as SVG. It begins below its least accuracy. */
function plot(curve, samples) {
  const { left, top, width, height } = PLOT;
  const least = Math.min(0.8, ...curve.map(([, share]) => Math.floor(5 * share) / 5));
  const x = (count) => left + (width * count) / samples;
  const y = (share) => top + (height * (1 - share)) / (1 - least);
  const shares = [0, 1, 2, 3, 4].map((part) => least + ((1 - least) * part) / 4);
  const rows = shares.map(
    (share) => `<line x1="${left}" x2="${left + width}" y1="${y(share)}" y2="${y(share)}" stroke="var(--line)"/>
      <text x="${left - 7}" y="${y(share) + 4}" text-anchor="end">${Math.round(100 * share)}</text>`,
  );
  const columns = [0, 5, 10, EPOCHS].map((epoch) => `<text x="${left + (width * epoch) / EPOCHS}" y="${top + height + 18}" text-anchor="middle">${epoch}</text>`);
  const names = `<text x="0" y="12">Accuracy in %</text><text x="${left + width}" y="${top + height + 36}" text-anchor="end">Epochs</text>`;
  const points = curve.map(([count, share]) => `${x(count).toFixed(1)},${y(share).toFixed(1)}`);
  const end = curve.at(-1);
  const line = end
    ? `<polyline points="${points.join(" ")}" fill="none" stroke="var(--accent)" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>
       <circle cx="${x(end[0])}" cy="${y(end[1])}" r="4" fill="var(--accent)"/>`
    : "";
  return `<g fill="var(--muted)">${rows.join("")}${columns.join("")}${names}</g>${line}`;
}
