// The drawing area: pointers and keys draw lines. The sides of the area are 1.

import { color, onTheme } from "./wasm.js";

/** The width of the pen. */
const WIDTH = 0.075;
/** The way of the pen for one key. */
const STEP = 0.035;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The lines of a drawing, or the image of a digit. Calls `changed` before the next frame. */
export class Pad {
  #canvas;
  #mark;
  #changed;
  #lines = [];
  #image = null;
  /** The line that is being drawn. */
  #line = null;
  #pointer = null;
  #isWaiting = false;

  constructor(canvas, mark, changed) {
    [this.#canvas, this.#mark, this.#changed] = [canvas, mark, changed];
    this.#startPointers();
    this.#startKeys();
    onTheme(() => this.#paint());
    new ResizeObserver(() => this.#paint()).observe(canvas);
  }

  /** Three numbers for each place: x, y, and 1 where a line begins. */
  get places() {
    return new Float32Array(this.#lines.flatMap((line) => line.flatMap(([x, y], index) => [x, y, index === 0 ? 1 : 0])));
  }

  clear() {
    [this.#lines, this.#image, this.#line] = [[], null, null];
    this.#update();
  }

  /** Removes the last line, or the image. */
  undo() {
    [this.#image, this.#line] = [null, null];
    this.#lines.pop();
    this.#update();
  }

  /** Shows a digit. The next line begins a new drawing. */
  show(image) {
    [this.#lines, this.#image, this.#line] = [[], image, null];
    this.#paint();
  }

  /** Continues the line, or begins one. */
  #draw(place) {
    if (!this.#line) {
      this.#line = [];
      this.#lines.push(this.#line);
      this.#image = null;
    }
    this.#line.push(place);
    this.#update();
  }

  #update() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.#paint();
      this.#changed();
    });
  }

  #paint() {
    const canvas = this.#canvas;
    const side = Math.round(canvas.clientWidth * Math.min(3, devicePixelRatio || 1));
    [canvas.width, canvas.height] = [side, side];
    const context = canvas.getContext("2d");
    if (this.#image) {
      context.imageSmoothingQuality = "high";
      context.drawImage(pictureOf(this.#image), 0, 0, side, side);
    }
    context.strokeStyle = `rgb(${color("--text")})`;
    context.lineWidth = WIDTH * side;
    context.lineCap = context.lineJoin = "round";
    for (const line of this.#lines) {
      context.beginPath();
      // A line of one place is a dot.
      for (const [x, y] of [line[0], ...line]) context.lineTo(side * x, side * y);
      context.stroke();
    }
  }

  /** One pointer draws. A line ends where it leaves the area. */
  #startPointers() {
    const canvas = this.#canvas;
    const follow = ({ clientX, clientY }) => {
      const box = canvas.getBoundingClientRect();
      const place = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
      const inside = place.map((part) => Math.min(1, Math.max(0, part)));
      const isInside = place.every((part, axis) => part === inside[axis]);
      if (isInside || this.#line) this.#draw(inside);
      if (!isInside) this.#line = null;
    };
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.#pointer !== null) return;
      canvas.setPointerCapture(event.pointerId);
      [this.#pointer, this.#line, this.#mark.hidden] = [event.pointerId, null, true];
      follow(event);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerId !== this.#pointer) return;
      const parts = event.getCoalescedEvents?.() ?? [];
      for (const part of parts.length > 0 ? parts : [event]) follow(part);
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(end, (event) => {
        if (event.pointerId === this.#pointer) [this.#pointer, this.#line] = [null, null];
      });
    }
  }

  /** The keys of arrows move a pen, two of them diagonally. Space puts it down or lifts it. */
  #startKeys() {
    const [canvas, mark, held] = [this.#canvas, this.#mark, new Set()];
    let [place, isDown] = [[0.5, 0.25], false];
    canvas.addEventListener("keydown", (event) => {
      if (event.key === "z" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.undo();
      }
      if ((!MOVES[event.key] && event.key !== " ") || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (event.key !== " ") {
        held.add(event.key);
        for (const key of held) place = place.map((part, axis) => Math.min(0.96, Math.max(0.04, part + STEP * MOVES[key][axis])));
      } else if (!event.repeat) {
        [isDown, this.#line] = [!isDown, null];
      }
      [mark.hidden, mark.className] = [false, isDown ? "down" : ""];
      [mark.style.left, mark.style.top] = place.map((part) => `${100 * part}%`);
      if (isDown) this.#draw(place);
    });
    canvas.addEventListener("keyup", ({ key }) => held.delete(key));
    canvas.addEventListener("blur", () => {
      held.clear();
      [isDown, this.#line, mark.hidden] = [false, null, true];
    });
    canvas.addEventListener("focus", () => {
      mark.hidden = !canvas.matches(":focus-visible");
      [mark.className, mark.style.left, mark.style.top] = ["", ...place.map((part) => `${100 * part}%`)];
    });
  }
}

/** The ink of a digit as a picture. */
function pictureOf(image) {
  const picture = new OffscreenCanvas(28, 28);
  const context = picture.getContext("2d");
  const pixels = context.createImageData(28, 28);
  image.forEach((value, index) => pixels.data.set([...color("--text"), 255 * value], 4 * index));
  context.putImageData(pixels, 0, 0);
  return picture;
}
