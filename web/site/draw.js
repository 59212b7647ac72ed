// The first part: a drawing is placed as a digit, and read by both networks.

import { Request, bytesOf, color, grouped, numbers, onTheme } from "./wasm.js";

const SIDE = 280;
const [COLUMNS, ROWS] = [16, 8];
const element = (id) => document.getElementById(id);

/** Starts the part. `size` is the number of bytes of the f32 network. */
export function startDrawing(request, worker, size) {
  const pad = element("pad").getContext("2d", { willReadFrequently: true });
  const state = { digit: null, unit: 0, isChosen: false, hidden: new Float32Array(COLUMNS * ROWS), hasInt8: false };
  const bars = makeBars();
  element("size-f32").textContent = `${grouped(size)} bytes`;

  function showUnit() {
    const weights = numbers(request(Request.unit, { a: state.unit }));
    paintWeights(element("unit"), weights);
    element("unit-name").textContent = `weights of unit ${state.unit + 1}`;
    paintHidden(element("hidden"), state);
  }

  /** Reads the digit of the state, and shows everything. */
  function read() {
    const image = state.digit ?? new Float32Array(784);
    paintDigit(element("seen"), image);
    const start = performance.now();
    const values = numbers(request(Request.read, { bytes: bytesOf(image) }));
    const micros = 1000 * (performance.now() - start);
    state.hidden = state.digit ? values.subarray(0, 128) : new Float32Array(128);
    // Until a unit is chosen, it is the one with the largest value.
    if (state.digit && !state.isChosen) state.unit = state.hidden.indexOf(Math.max(...state.hidden));
    showUnit();
    showBars(bars, state.digit ? values.subarray(128, 138) : null, state.hasInt8 ? values.subarray(138, 148) : null);
    if (state.digit) element("time").textContent = `${micros < 100 ? "below 100" : grouped(micros)} µs for both`;
  }

  let isWaiting = false;
  /** Places what is drawn, before the next frame. */
  function place() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      const { data } = pad.getImageData(0, 0, SIDE, SIDE);
      const ink = Uint8Array.from({ length: SIDE * SIDE }, (_, index) => data[4 * index + 3]);
      const digit = numbers(request(Request.digit, { bytes: ink }));
      state.digit = digit.length > 0 ? digit : null;
      element("pad-hint").hidden = state.digit !== null;
      read();
    });
  }

  startPen(pad, place);
  element("clear").addEventListener("click", () => {
    pad.clearRect(0, 0, SIDE, SIDE);
    place();
  });
  let next = 0;
  element("sample").addEventListener("click", () => worker.postMessage({ type: "held", index: next++ }));
  worker.addEventListener("message", ({ data }) => {
    if (data.type !== "held") return;
    state.digit = data.image;
    element("pad-hint").hidden = true;
    paintPad(pad, data.image);
    read();
  });
  startUnits(state, showUnit);
  onTheme(() => {
    pad.globalCompositeOperation = "source-in";
    pad.fillStyle = `rgb(${color("--text")})`;
    pad.fillRect(0, 0, SIDE, SIDE);
    pad.globalCompositeOperation = "source-over";
    read();
  });
  read();
  performance.mark("first-prediction");
  return {
    quantized(bytes) {
      state.hasInt8 = true;
      element("size-int8").textContent = `${grouped(bytes)} bytes`;
      read();
    },
    /** Uses the weights that were trained in the page. */
    use(bytes) {
      if (!request(Request.restore, { bytes })) throw new Error("the weights do not fit");
      state.hasInt8 = false;
      element("size-f32").textContent += element("size-f32").textContent.includes("yours") ? "" : ", yours";
      element("size-int8").textContent = "not of these weights";
      read();
    },
  };
}

/** The pen: a pointer, or the keys of arrows and space. */
function startPen(pad, changed) {
  const canvas = pad.canvas;
  let last = null;
  const at = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    return [((clientX - box.left) / box.width) * SIDE, ((clientY - box.top) / box.height) * SIDE];
  };
  const line = (to) => {
    const [from, [red, green, blue]] = [last ?? to, color("--text")];
    pad.strokeStyle = `rgb(${red} ${green} ${blue})`;
    pad.lineWidth = 21;
    pad.lineCap = pad.lineJoin = "round";
    pad.beginPath();
    pad.moveTo(...from);
    pad.lineTo(...to);
    pad.stroke();
    last = to;
    changed();
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.hidden = true;
    last = null;
    line(at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (last && event.buttons > 0) for (const part of event.getCoalescedEvents?.() ?? [event]) line(at(part));
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (last = null));

  const pen = element("pen");
  let [place, isDown] = [[SIDE / 2, SIDE / 4], false];
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move && event.key !== " ") return;
    event.preventDefault();
    if (move) place = place.map((old, axis) => Math.min(SIDE - 10, Math.max(10, old + 10 * move[axis])));
    else isDown = !isDown;
    pen.hidden = false;
    pen.className = isDown ? "down" : "";
    [pen.style.left, pen.style.top] = place.map((part) => `${(100 * part) / SIDE}%`);
    if (!isDown) last = null;
    else line([...place]);
  });
}

/** The selection of a unit, by a pointer or by arrows. */
function startUnits(state, show) {
  const canvas = element("hidden");
  const select = (unit) => {
    if (unit === state.unit) return;
    [state.unit, state.isChosen] = [unit, true];
    show();
  };
  for (const name of ["pointermove", "pointerdown"]) {
    canvas.addEventListener(name, (event) => {
      const box = canvas.getBoundingClientRect();
      const column = Math.floor(((event.clientX - box.left) / box.width) * COLUMNS);
      const row = Math.floor(((event.clientY - box.top) / box.height) * ROWS);
      if (column >= 0 && column < COLUMNS && row >= 0 && row < ROWS) select(COLUMNS * row + column);
    });
  }
  const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };
  canvas.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    select((state.unit + move + COLUMNS * ROWS) % (COLUMNS * ROWS));
  });
}

/** The rows of the outputs. */
function makeBars() {
  return Array.from({ length: 10 }, (_, digit) => {
    const row = document.createElement("li");
    row.innerHTML = `<span>${digit}</span><span class="track"><span class="fill"></span><span class="fill int8"></span></span><span class="value"></span>`;
    element("bars").append(row);
    const [real, integer] = row.querySelectorAll(".fill");
    return { row, real, integer, value: row.querySelector(".value") };
  });
}

/** Shows outputs, or that nothing was drawn. */
function showBars(bars, real, integer) {
  const best = real ? real.indexOf(Math.max(...real)) : -1;
  bars.forEach((bar, digit) => {
    bar.real.style.transform = `scaleX(${real ? real[digit] : 0})`;
    bar.integer.style.transform = `scaleX(${real && integer ? integer[digit] : 0})`;
    bar.value.textContent = real ? percent(real[digit]) : "";
    bar.row.className = digit === best ? "best" : "";
  });
  const verdict = real ? `It reads ${best} <small>${percent(real[best])} sure</small>` : "<small>It waits for a digit.</small>";
  if (element("answer").innerHTML !== verdict) element("answer").innerHTML = verdict;
}

function percent(share) {
  return `${Math.round(100 * share)} %`;
}

/** Paints numbers from 0 to 1 as ink on paper. */
function paintDigit(canvas, image) {
  const [paper, ink] = [color("--page"), color("--text")];
  paint(canvas, 28, 28, (index) => mixed(paper, ink, image[index]));
}

/** Paints the largest positive weights in the accent color, and negative ones in gray. */
function paintWeights(canvas, weights) {
  const [paper, more, less] = [color("--page"), color("--accent"), color("--other")];
  const most = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9);
  paint(canvas, 28, 28, (index) => mixed(paper, weights[index] > 0 ? more : less, Math.min(1, (1.4 * Math.abs(weights[index])) / most)));
}

function paint(canvas, width, height, colorAt) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  for (let index = 0; index < width * height; index++) image.data.set([...colorAt(index), 255], 4 * index);
  context.putImageData(image, 0, 0);
}

function mixed(from, to, share) {
  return from.map((part, index) => part + (to[index] - part) * share);
}

/** Paints the hidden layer as squares. */
function paintHidden(canvas, { hidden, unit }) {
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
    if (index === unit) {
      context.strokeStyle = `rgb(${color("--text")})`;
      context.lineWidth = 1.5 * scale;
      context.stroke();
    }
  });
}

/** Paints a digit on the drawing area. */
function paintPad(pad, image) {
  const small = new OffscreenCanvas(28, 28);
  const context = small.getContext("2d");
  const pixels = context.createImageData(28, 28);
  const ink = color("--text");
  image.forEach((value, index) => pixels.data.set([...ink, 255 * value], 4 * index));
  context.putImageData(pixels, 0, 0);
  pad.clearRect(0, 0, SIDE, SIDE);
  pad.drawImage(small, 0, 0, SIDE, SIDE);
}
