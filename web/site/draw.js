// The first part: a drawing is placed as a digit, and read by both networks.

import { COLUMNS, ROWS, paintDigit, paintHidden, paintWeights } from "./paint.js";
import { Pad } from "./pen.js";
import { Request, bytesOf, grouped, numbers, onTheme, percent, unpacked } from "./wasm.js";

const UNITS = COLUMNS * ROWS;
/** Below this output, no digit is named. */
const SURE = 0.5;
/** Milliseconds after the last change until a screen reader is told the digit. */
const SPEAK = 700;
const element = (id) => document.getElementById(id);

/** Starts the part. `size` is the number of bytes of the f32 network. */
export function startDrawing(request, worker, size) {
  const state = { digit: null, chosen: null, pointed: null, hidden: new Float32Array(UNITS), hasInt8: false };
  const bars = makeBars();
  const say = speaker();

  /** Shows the unit that is pointed at, that was chosen, or that has the largest value. */
  function showUnit() {
    const unit = state.pointed ?? state.chosen ?? Math.max(0, state.hidden.indexOf(Math.max(...state.hidden)));
    paintWeights(element("unit"), numbers(request(Request.unit, { a: unit })));
    element("unit-name").textContent = unit + 1;
    element("hidden").setAttribute("aria-valuenow", unit + 1);
    element("hidden").setAttribute("aria-valuetext", `unit ${unit + 1}, its value is ${state.hidden[unit].toFixed(2)}`);
    paintHidden(element("hidden"), state.hidden, unit);
  }

  /** Reads the digit of the state, and shows everything. */
  function read() {
    const image = state.digit ?? new Float32Array(784);
    paintDigit(element("seen"), image);
    const start = performance.now();
    const values = numbers(request(Request.read, { bytes: bytesOf(image) }));
    const micros = 1000 * (performance.now() - start);
    state.hidden = state.digit ? values.subarray(0, UNITS) : new Float32Array(UNITS);
    showUnit();
    say(showBars(bars, state.digit ? values.subarray(UNITS, UNITS + 10) : null, state.hasInt8 ? values.subarray(UNITS + 10) : null));
    element("time").textContent = !state.digit ? "–" : `${micros < 100 ? "below 100" : grouped(micros)} µs for both`;
    element("pad-hint").hidden = state.digit !== null;
  }

  function place() {
    const digit = numbers(request(Request.digit, { bytes: bytesOf(pad.places) }));
    state.digit = digit.length > 0 ? digit : null;
    element("pad-note").textContent = "";
    read();
  }

  const pad = new Pad(element("pad"), element("pen"), place);
  element("undo").addEventListener("click", () => pad.undo());
  element("clear").addEventListener("click", () => {
    state.chosen = null;
    pad.clear();
  });
  startSamples(worker, (image) => {
    state.digit = image;
    pad.show(image);
    read();
  });
  startUnits(state, showUnit);
  const weights = startWeights(request, state, size, read);
  onTheme(read);
  performance.mark("first-prediction");
  return weights;
}

/** Tells a screen reader what changed, when nothing has changed for a while. */
function speaker() {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (element("spoken").textContent = text), SPEAK);
  };
}

/** The button that shows the next digit of the test set. */
function startSamples(worker, show) {
  let next = 0;
  element("sample").addEventListener("click", () => {
    if (next === 0) element("pad-note").textContent = "Loading the digits.";
    worker.postMessage({ type: "held", index: next++ });
  });
  worker.addEventListener("message", ({ data }) => {
    if (data.type !== "held") return;
    show(data.image);
    element("pad-note").textContent = `Digit ${data.index + 1} of ${data.held} that no network was trained with. Its label is ${data.label}.`;
  });
}

/** The weights that read the drawing: those of the main example, or those that were trained in the page. */
function startWeights(request, state, size, read) {
  const original = element("original");
  let int8 = "…";
  function show(hasInt8) {
    state.hasInt8 = hasInt8;
    original.hidden = hasInt8 || int8 === "…";
    element("size-f32").textContent = `${grouped(size)} bytes${original.hidden ? "" : ", trained here"}`;
    element("size-int8").textContent = original.hidden ? int8 : "not of these weights";
    read();
  }
  original.addEventListener("click", async () => {
    element("pad").focus({ preventScroll: true });
    request(Request.load, { bytes: await unpacked("f32.safetensors.gz") });
    show(true);
  });
  show(false);
  return {
    quantized(bytes) {
      int8 = `${grouped(bytes)} bytes`;
      show(true);
    },
    /** Uses the weights that were trained in the page. */
    use(bytes) {
      if (!request(Request.restore, { bytes })) throw new Error("the weights do not fit");
      show(false);
    },
  };
}

/** The selection of a unit. A mouse selects what it points at, a click or a key selects until the drawing is cleared. */
function startUnits(state, show) {
  const canvas = element("hidden");
  const at = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    const part = (share, count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    return COLUMNS * part((clientY - box.top) / box.height, ROWS) + part((clientX - box.left) / box.width, COLUMNS);
  };
  const select = (change) => {
    Object.assign(state, change);
    show();
  };
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && at(event) !== state.pointed) select({ pointed: at(event) });
  });
  canvas.addEventListener("pointerleave", () => select({ pointed: null }));
  canvas.addEventListener("click", (event) => select({ chosen: at(event) }));
  const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };
  canvas.addEventListener("keydown", (event) => {
    const from = Number(canvas.getAttribute("aria-valuenow")) - 1;
    const to = { Home: 0, End: UNITS - 1 }[event.key] ?? (from + moves[event.key] + UNITS) % UNITS;
    if (Number.isNaN(to)) return;
    event.preventDefault();
    select({ chosen: to, pointed: null });
  });
}

/** The rows of the outputs. */
function makeBars() {
  return Array.from({ length: 10 }, (_, digit) => {
    const row = document.createElement("li");
    row.innerHTML = `<span>${digit}</span><span class="track"><span class="fill"></span><span class="fill int8"></span></span><span class="value"></span><span class="unseen"></span>`;
    element("bars").append(row);
    const [real, integer] = row.querySelectorAll(".fill");
    return { row, real, integer, value: row.querySelector(".value"), spoken: row.querySelector(".unseen") };
  });
}

/** The length of a bar. One of less than half a percent is not seen. */
function long(share) {
  return `${share >= 0.005 ? 100 * share : 0}%`;
}

/** Shows outputs, or that nothing was drawn. Returns the verdict. */
function showBars(bars, real, integer) {
  const best = real ? real.indexOf(Math.max(...real)) : -1;
  const isSure = real && real[best] >= SURE;
  bars.forEach((bar, digit) => {
    bar.real.style.width = long(real?.[digit]);
    bar.integer.style.width = long(real && integer?.[digit]);
    bar.value.textContent = real ? percent(real[digit]) : "";
    bar.spoken.textContent = real && integer ? `, int8 ${percent(integer[digit])}` : "";
    bar.row.className = digit === best ? (isSure ? "best" : "close") : "";
  });
  const [verdict, detail] = !real
    ? ["", "Nothing is drawn yet."]
    : isSure
      ? [`It reads ${best}`, `${real[best] > 0.995 ? "over " : ""}${percent(Math.min(0.99, real[best]))} sure`]
      : ["It is not sure", `${best}: ${percent(real[best])}`];
  const small = document.createElement("small");
  small.textContent = detail;
  element("answer").replaceChildren(...(verdict ? [verdict, " "] : []), small);
  return verdict ? `${verdict}, ${detail}.` : detail;
}
