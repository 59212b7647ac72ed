// The second part: the network of the main example is trained from zero.

import { grouped } from "./wasm.js";

const element = (id) => document.getElementById(id);
/** The plot in its view box: left, top, width, height. */
const PLOT = { left: 34, top: 10, width: 356, height: 180 };

/** Starts the part. `use` takes trained weights. */
export function startLearning(worker, use) {
  const [train, restart, take] = ["train", "restart", "use"].map(element);
  let [isRunning, curve, seed] = [false, [], 1];
  let last = null;

  function show() {
    train.textContent = isRunning ? "Pause" : curve.length > 0 && !last?.isFinished ? "Continue" : "Train";
    train.disabled = last?.isFinished ?? false;
    restart.disabled = curve.length === 0;
    take.disabled = curve.length === 0 || isRunning;
    element("accuracy").textContent = last ? `${(100 * last.accuracy).toFixed(1)} %` : "–";
    element("epoch").textContent = last ? `${Math.min(last.epochs, last.samples / last.epoch).toFixed(1)} of ${last.epochs}` : "–";
    element("speed").textContent = last ? grouped(last.speed) : "–";
    element("curve").innerHTML = plot(curve, last ? last.epochs * last.epoch : 52500, last?.epochs ?? 15);
  }

  train.addEventListener("click", () => {
    isRunning = !isRunning;
    worker.postMessage({ type: isRunning ? "train" : "pause" });
    element("lesson-status").textContent = isRunning ? "Each digit is moved by up to one pixel." : "Paused.";
    show();
  });
  restart.addEventListener("click", () => {
    worker.postMessage({ type: "restart", seed: ++seed });
    [isRunning, curve, last] = [false, [], null];
    element("lesson-status").textContent = "New random weights.";
    show();
  });
  take.addEventListener("click", () => worker.postMessage({ type: "weights" }));
  worker.addEventListener("message", ({ data }) => {
    if (data.type === "weights") {
      use(data.bytes);
      element("lesson-status").textContent = "Your weights read the drawing now.";
    }
    // A report that was sent before a new start is not part of the curve.
    if (data.type !== "progress" || (curve.length > 0 && data.samples < curve.at(-1)[0]) || (!isRunning && curve.length === 0)) return;
    last = data;
    curve.push([data.samples, data.accuracy]);
    if (data.isFinished) {
      isRunning = false;
      element("lesson-status").textContent = `Finished. It reads ${(100 * data.accuracy).toFixed(1)} % of ${data.held} digits that it has never seen.`;
    }
    show();
  });
  show();
}

/** The learning curve as SVG. */
function plot(curve, samples, epochs) {
  const { left, top, width, height } = PLOT;
  const x = (count) => left + (width * count) / samples;
  const y = (share) => top + height * (1 - share);
  const rows = [0, 0.25, 0.5, 0.75, 1].map(
    (share) => `<line x1="${left}" x2="${left + width}" y1="${y(share)}" y2="${y(share)}" stroke="var(--line)"/>
      <text x="${left - 6}" y="${y(share) + 4}" text-anchor="end">${100 * share}</text>`,
  );
  const columns = [0, 5, 10, 15].map((epoch) => `<text x="${left + (width * epoch) / epochs}" y="${top + height + 18}" text-anchor="middle">${epoch}</text>`);
  const points = curve.map(([count, share]) => `${x(count).toFixed(1)},${y(share).toFixed(1)}`);
  const end = curve.at(-1);
  const line = end
    ? `<polyline points="${points.join(" ")}" fill="none" stroke="var(--accent)" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>
       <circle cx="${x(end[0])}" cy="${y(end[1])}" r="4" fill="var(--accent)"/>`
    : `<text x="${left + width / 2}" y="${top + height / 2 + 5}" text-anchor="middle" font-size="14">Accuracy in percent, after each epoch</text>`;
  return `<g fill="var(--muted)" font-size="11">${rows.join("")}${columns.join("")}</g><g fill="var(--muted)">${line}</g>`;
}
