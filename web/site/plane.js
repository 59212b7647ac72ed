// The second part: a plane is divided into two classes.

import { color, grouped, onTheme, percent } from "./wasm.js";

const element = (id) => document.getElementById(id);
/** The outputs along each side. */
const SIDE = 72;
/** Epochs for each frame. */
const EPOCHS = [1, 2, 1];
/** Training pauses after this number of epochs. */
const MOST = 1000;

/** Starts the part. */
export function startPlane(worker) {
  const canvas = element("plane");
  const small = new OffscreenCanvas(SIDE, SIDE);
  let [isRunning, isWaiting, figure, epochs, pause] = [false, false, 0, 0, MOST];
  /** The number of the run, which is the seed of its points and weights. Reports of another run are dropped. */
  let run = 0;
  let [points, map] = [new Float32Array(), null];

  function paint() {
    const side = Math.round(canvas.clientWidth * Math.min(3, devicePixelRatio || 1));
    [canvas.width, canvas.height] = [side, side];
    const context = canvas.getContext("2d");
    const [paper, first, second] = ["--card", "--other", "--accent"].map(color);
    context.fillStyle = `rgb(${paper})`;
    context.fillRect(0, 0, side, side);
    if (map) {
      const image = new ImageData(SIDE, SIDE);
      map.forEach((output, index) => {
        const [to, share] = [output > 0.5 ? second : first, Math.abs(output - 0.5)];
        const mixed = paper.map((part, index) => part + (to[index] - part) * (0.1 + 0.9 * share));
        image.data.set([...mixed, 255], 4 * index);
      });
      small.getContext("2d").putImageData(image, 0, 0);
      context.drawImage(small, 0, 0, side, side);
    }
    paintPoints(context, points, side);
  }

  function begin() {
    [epochs, pause, map] = [0, MOST, null];
    worker.postMessage({ type: "divide", figure, seed: ++run });
    ask(0);
  }

  function ask(count) {
    isWaiting = true;
    worker.postMessage({ type: "epochs", count, side: SIDE, seed: run });
  }

  function show() {
    element("divide").textContent = isRunning ? "Pause" : epochs > 0 ? "Continue" : "Train";
    element("replan").disabled = !isRunning && epochs === 0;
  }

  function start() {
    isRunning = true;
    if (!isWaiting) ask(EPOCHS[figure]);
  }

  worker.addEventListener("message", ({ data }) => {
    if (!["points", "map"].includes(data.type) || data.seed !== run) return;
    if (data.type === "points") return (points = data.points);
    [isWaiting, map] = [false, data.map];
    epochs += data.count;
    element("plane-accuracy").textContent = percent(data.accuracy, 1);
    element("plane-epoch").textContent = grouped(epochs);
    element("plane-loss").textContent = epochs > 0 ? data.loss.toFixed(3) : "–";
    if (epochs >= pause) [isRunning, pause] = [false, epochs + MOST];
    paint();
    show();
    if (isRunning) requestAnimationFrame(() => isRunning && !isWaiting && ask(EPOCHS[figure]));
  });
  element("divide").addEventListener("click", () => {
    if (isRunning) isRunning = false;
    else start();
    show();
  });
  element("replan").addEventListener("click", () => {
    begin();
    start();
    show();
  });
  for (const input of document.querySelectorAll("input[name=figure]")) {
    input.addEventListener("change", () => {
      figure = Number(input.value);
      begin();
    });
  }
  onTheme(paint);
  new ResizeObserver(paint).observe(canvas);
  begin();
}

/** Paints circles and squares. The shape of a point is its class, as its color is. */
function paintPoints(context, points, side) {
  const [edge, first, second] = ["--card", "--muted", "--accent"].map(color);
  const radius = Math.max(3.5, 0.0115 * side);
  for (let index = 0; index < points.length; index += 3) {
    const [x, y] = [(points[index] + 1) / 2, (1 - points[index + 1]) / 2].map((part) => part * side);
    const isSecond = points[index + 2] > 0.5;
    context.beginPath();
    if (isSecond) context.arc(x, y, radius, 0, 2 * Math.PI);
    else context.rect(x - 0.85 * radius, y - 0.85 * radius, 1.7 * radius, 1.7 * radius);
    context.fillStyle = `rgb(${isSecond ? second : first})`;
    context.fill();
    context.lineWidth = radius / 3;
    context.strokeStyle = `rgb(${edge})`;
    context.stroke();
  }
}
