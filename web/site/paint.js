// Paints what is inside the network that reads digits: the image, the hidden layer, and the weights of a unit.

import { color } from "./wasm.js";

/** The squares of the hidden layer. */
export const [COLUMNS, ROWS] = [16, 8];

/** Paints numbers from 0 to 1 as ink on paper. */
export function paintDigit(canvas, image) {
  const [paper, ink] = [color("--page"), color("--text")];
  paint(canvas, (index) => mixed(paper, ink, image[index]));
}

/** Paints positive weights in the accent color, and negative ones in gray. */
export function paintWeights(canvas, weights) {
  const [paper, more, less] = [color("--page"), color("--accent"), color("--other")];
  const most = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9);
  paint(canvas, (index) => mixed(paper, weights[index] > 0 ? more : less, Math.min(1, (1.4 * Math.abs(weights[index])) / most)));
}

function paint(canvas, colorAt) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(28, 28);
  for (let index = 0; index < 784; index++) image.data.set([...colorAt(index), 255], 4 * index);
  context.putImageData(image, 0, 0);
}

function mixed(from, to, share) {
  return from.map((part, index) => part + (to[index] - part) * share);
}

/** Paints the hidden layer as squares. The selected unit has an edge. */
export function paintHidden(canvas, hidden, selected) {
  const scale = Math.min(3, devicePixelRatio || 1);
  const cell = Math.round(20 * scale);
  [canvas.width, canvas.height] = [COLUMNS * cell, ROWS * cell];
  const context = canvas.getContext("2d");
  const [empty, full] = [color("--line"), color("--accent")];
  const most = hidden.reduce((most, value) => Math.max(most, value), 1e-9);
  const gap = Math.max(1, Math.round(1.5 * scale));
  hidden.forEach((value, index) => {
    const [x, y] = [(index % COLUMNS) * cell, Math.floor(index / COLUMNS) * cell];
    context.fillStyle = `rgb(${mixed(empty, full, value / most)})`;
    context.beginPath();
    context.roundRect(x + gap, y + gap, cell - 2 * gap, cell - 2 * gap, 3 * scale);
    context.fill();
    if (index === selected) {
      context.strokeStyle = `rgb(${color("--text")})`;
      context.lineWidth = 1.5 * scale;
      context.stroke();
    }
  });
}
