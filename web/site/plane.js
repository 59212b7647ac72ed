// The second part: a plane is divided into two classes.

import { color, grouped, onTheme } from "./wasm.js";

const element = (id) => document.getElementById(id);
/** The outputs along each side. */
const SIDE = 72;
/** Epochs for each frame. */
const EPOCHS = [1, 2, 1];

/** Starts the part. */
export function startPlane(worker) {
  const canvas = element("plane");
  const small = new OffscreenCanvas(SIDE, SIDE);
  let [isRunning, isWaiting, seed, figure, epochs] = [false, false, 1, 0, 0];
  let [points, map] = [new Float32Array(), null];

  function paint() {
    const context = canvas.getContext("2d");
    const [paper, first, second] = ["--card", "--other", "--accent"].map(color);
    context.fillStyle = `rgb(${paper})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (map) {
      const image = new ImageData(SIDE, SIDE);
      map.forEach((output, index) => {
        const [to, share] = [output > 0.5 ? second : first, Math.abs(output - 0.5)];
        const mixed = paper.map((part, index) => part + (to[index] - part) * (0.1 + 0.9 * share));
        image.data.set([...mixed, 255], 4 * index);
      });
      small.getContext("2d").putImageData(image, 0, 0);
      context.drawImage(small, 0, 0, canvas.width, canvas.height);
    }
    for (let index = 0; index < points.length; index += 3) {
      const [x, y] = [(points[index] + 1) / 2, (1 - points[index + 1]) / 2].map((part) => part * canvas.width);
      context.beginPath();
      context.arc(x, y, 5, 0, 2 * Math.PI);
      context.fillStyle = `rgb(${points[index + 2] > 0.5 ? second : first})`;
      context.fill();
      context.lineWidth = 1.5;
      context.strokeStyle = `rgb(${paper})`;
      context.stroke();
    }
  }

  function begin() {
    [epochs, map] = [0, null];
    worker.postMessage({ type: "divide", figure, seed: seed++ });
    ask(0);
  }

  function ask(count) {
    isWaiting = true;
    worker.postMessage({ type: "epochs", count, side: SIDE });
  }

  worker.addEventListener("message", ({ data }) => {
    if (data.type === "points") points = data.points;
    if (data.type !== "map") return;
    [isWaiting, map] = [false, data.map];
    epochs += data.count;
    element("plane-accuracy").textContent = `${(100 * data.accuracy).toFixed(1)} %`;
    element("plane-epoch").textContent = grouped(epochs);
    element("plane-loss").textContent = epochs > 0 ? data.loss.toFixed(3) : "–";
    paint();
    if (isRunning) requestAnimationFrame(() => isRunning && !isWaiting && ask(EPOCHS[figure]));
  });
  element("divide").addEventListener("click", () => {
    isRunning = !isRunning;
    element("divide").textContent = isRunning ? "Pause" : "Continue";
    if (isRunning && !isWaiting) ask(EPOCHS[figure]);
  });
  for (const input of document.querySelectorAll("input[name=figure]")) {
    input.addEventListener("change", () => {
      figure = Number(input.value);
      begin();
    });
  }
  onTheme(paint);
  begin();
}
