// Drives Chromium by the DevTools protocol, through two pipes. It needs no package.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A browser without a window. */
export class Browser {
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();
  #rest = "";

  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), "page-"));
    const options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe", `--user-data-dir=${this.profile}`];
    this.process = spawn("chromium", options, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.process.on("exit", (code) => this.#waiting.forEach(({ reject }) => reject(new Error(`Chromium ended with ${code}`))));
    this.process.stdio[4].on("data", (data) => this.#read(data.toString()));
  }

  /** Messages end with a zero. */
  #read(text) {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (!waiting) this.#listeners.forEach((listener) => listener(message));
      else if (message.error) waiting.reject(new Error(message.error.message));
      else waiting.resolve(message.result);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Opens a page of this size, light or dark. */
  async open(url, { width, height, scheme = "light", touch = false, scale = 1, motion = "no-preference" }) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    this.#listeners.add((message) => message.sessionId === sessionId && page.notice(message));
    const metrics = { width, height, deviceScaleFactor: scale, mobile: touch };
    for (const [method, params] of [
      ["Runtime.enable"],
      ["Log.enable"],
      ["Page.enable"],
      ["Emulation.setDeviceMetricsOverride", metrics],
      ["Emulation.setTouchEmulationEnabled", { enabled: touch }],
      ["Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: motion }] }],
      ["Page.navigate", { url }],
    ]) {
      await page.send(method, params);
    }
    return page;
  }

  async close() {
    const ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.process.kill();
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A page, and what its console reported. */
class Page {
  problems = [];

  constructor(browser, session, target) {
    Object.assign(this, { browser, session, target });
  }

  notice({ method, params }) {
    if (method === "Runtime.exceptionThrown") this.problems.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === "Log.entryAdded" && params.entry.level !== "verbose") this.problems.push(`${params.entry.text} ${params.entry.url ?? ""}`);
    if (method === "Runtime.consoleAPICalled" && ["error", "warning"].includes(params.type)) this.problems.push(JSON.stringify(params.args));
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  /** The value of an expression, or of the promise that it returns. */
  async value(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until an expression is true. */
  async until(expression, seconds = 60) {
    const end = Date.now() + 1000 * seconds;
    while (!(await this.value(expression))) {
      if (Date.now() > end) throw new Error(`not true after ${seconds} s: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  text(id) {
    return this.value(`document.getElementById("${id}").textContent.trim()`);
  }

  click(id) {
    return this.value(`document.getElementById("${id}").click()`);
  }

  /** The place of an element on the screen, after it was scrolled to. */
  box(id) {
    return this.value(`(() => {
      const element = document.getElementById("${id}");
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left, top, width, height };
    })()`);
  }

  /** Draws lines on an element, with a mouse or a finger. Places are shares of its sides. */
  async draw(id, lines, isTouch = false, button = "left") {
    const { left, top, width, height } = await this.box(id);
    for (const line of lines) {
      const places = line.map(([x, y]) => ({ x: left + x * width, y: top + y * height }));
      const events = places.map((place, index) => [index === 0 ? "down" : "move", place]);
      for (const [kind, place] of [...events, ["up", places.at(-1)]]) {
        if (isTouch) {
          const type = { down: "touchStart", move: "touchMove", up: "touchEnd" }[kind];
          await this.send("Input.dispatchTouchEvent", { type, touchPoints: kind === "up" ? [] : [place] });
        } else {
          const type = { down: "mousePressed", move: "mouseMoved", up: "mouseReleased" }[kind];
          await this.send("Input.dispatchMouseEvent", { type, button, buttons: kind === "up" ? 0 : button === "left" ? 1 : 2, clickCount: 1, ...place });
        }
      }
    }
    await this.frames();
  }

  /** Presses a key some times, while other keys are held. */
  async press(key, count = 1, { held = [], modifiers = 0 } = {}) {
    const text = key === " " ? " " : undefined;
    for (const other of held) await this.send("Input.dispatchKeyEvent", { type: "keyDown", key: other });
    for (let time = 0; time < count; time++) {
      await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, text, modifiers });
      await this.send("Input.dispatchKeyEvent", { type: "keyUp", key, modifiers });
    }
    for (const other of held) await this.send("Input.dispatchKeyEvent", { type: "keyUp", key: other });
    await this.frames();
  }

  /** Opens the page again. */
  async reload() {
    await this.value("window.isOld = true");
    await this.send("Page.reload");
    await this.until("!window.isOld && document.readyState === 'complete'").catch((error) => {
      throw new Error(`the page is not opened again: ${error.message}`);
    });
  }

  frames() {
    return this.value("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))");
  }

  /** A picture of what is seen, or of the whole page. */
  async shot(isWhole = false) {
    const { cssContentSize } = await this.send("Page.getLayoutMetrics");
    const clip = isWhole ? { ...cssContentSize, scale: 1 } : undefined;
    const { data } = await this.send("Page.captureScreenshot", { format: "png", clip, captureBeyondViewport: isWhole });
    return Buffer.from(data, "base64");
  }

  close() {
    return this.browser.send("Target.closeTarget", { targetId: this.target });
  }
}
