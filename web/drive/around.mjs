// Tests of the whole page: names for a screen reader, the console, phones, and no network.

import { drawn, equal, holds, ready, write } from "./checks.mjs";
import { DIGITS } from "./strokes.mjs";

const ROLES = ["button", "textbox", "radio", "link", "application", "slider", "image", "group", "table"];

export const around = {
  async "each control has a name"(page) {
    const { nodes } = await page.send("Accessibility.getFullAXTree");
    const controls = nodes.filter((node) => !node.ignored && ROLES.includes(node.role?.value));
    const unnamed = controls.filter((node) => node.role.value !== "table" && !node.name?.value);
    holds(controls.length > 20, `${controls.length} controls`);
    equal(JSON.stringify(unnamed.map((node) => node.role.value)), "[]", "without a name");
  },
  async "every control is reached with the keyboard, and shows it"(page) {
    await page.value("document.activeElement.blur(), scrollTo(0, 0)");
    const reached = new Set();
    for (let count = 0; count < 45; count++) {
      await page.send("Input.dispatchKeyEvent", { type: "keyDown", key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 });
      await page.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 });
      const [id, outline] = await page.value('[document.activeElement.id, getComputedStyle(document.activeElement.type === "radio" ? document.activeElement.nextElementSibling : document.activeElement).outlineStyle]');
      if (!id) continue;
      reached.add(id);
      holds(outline !== "none", `the focus of ${id} is not seen`);
    }
    for (const id of ["pad", "clear", "undo", "sample", "hidden", "train", "divide", "line"]) holds(reached.has(id), `${id} is not reached: ${[...reached]}`);
  },
  async "nothing is reported to the console, and nothing comes from elsewhere"(page, { address }) {
    equal(page.problems.join("\n"), "", "the console");
    const foreign = await page.value(`performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => !name.startsWith("${address}"))`);
    equal(JSON.stringify(foreign), "[]", "other addresses");
  },
};

/** On a phone a finger draws, and nothing is wider than the screen. */
export const phone = {
  async "a finger draws on a phone"(page) {
    const answer = await drawn(page, DIGITS[7], true);
    holds(answer.startsWith("It reads 7"), answer);
  },
  async "the answer and the drawing area fit on the screen of a phone"(page) {
    await page.value("scrollTo({ top: 0, behavior: 'instant' })");
    const ends = await page.value('["answer", "pad"].flatMap((id) => { const { top, bottom } = document.getElementById(id).getBoundingClientRect(); return [top, bottom]; })');
    const height = await page.value("innerHeight");
    holds(Math.min(...ends) > 0 && Math.max(...ends) < height, `${ends} of ${height}`);
    const header = await page.value('document.querySelector("header").offsetHeight');
    holds(header < 70, `the header has more than a row: ${header} pixels`);
  },
  async "nothing is wider than the screen of a phone"(page) {
    const count = await page.value('document.querySelectorAll("#examples button").length');
    for (let index = 0; index < count; index++) {
      await page.value(`document.querySelectorAll("#examples button")[${index}].click()`);
      equal(await page.value("document.documentElement.scrollWidth <= innerWidth"), true, `the page with example ${index}`);
    }
    await write(page, "[3, 32, 32] => Flatten => Dense<4294967295>");
    equal(await page.value("document.documentElement.scrollWidth <= innerWidth"), true, "the page with a large network");
  },
  async "the carets of a message are on the screen of a phone"(page) {
    await write(page, "784 => Dense<128, Relu> => Dense<64 -> 10>");
    const [left, right] = await page.value('(() => { const { left, right } = document.querySelector("#messages pre strong").getBoundingClientRect(); return [left, right]; })()');
    holds(left > 0 && right < (await page.value("innerWidth")), `from ${left} to ${right}`);
  },
  async "no letters are smaller than 12 pixels, except in a picture"(page) {
    const small = await page.value(`[...document.querySelectorAll("body *")].filter((part) => !part.closest(".picture, .unseen") && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && part.getClientRects().length > 0)
      .filter((part) => Number.parseFloat(getComputedStyle(part).fontSize) * (part.ownerSVGElement ? part.ownerSVGElement.getBoundingClientRect().width / part.ownerSVGElement.viewBox.baseVal.width : 1) < (part.ownerSVGElement ? 9 : 12)).map((part) => part.textContent)`);
    equal(JSON.stringify(small), "[]", "small letters");
  },
};

/** With reduced motion, nothing moves on its own. */
export const still = {
  async "nothing moves if a person asks for it"(page) {
    equal(await page.value('getComputedStyle(document.querySelector(".fill")).transitionProperty'), "none", "the bars");
    equal(await page.value("getComputedStyle(document.documentElement).scrollBehavior"), "auto", "scrolling");
  },
};

/** Opens the page from a server that ends then. */
export const offline = {
  async "the page opens again without a network"(page, { stop }) {
    await page.value("navigator.serviceWorker.ready.then(() => true)");
    await page.until("caches.open('nn-core').then(async (cache) => (await cache.keys()).length > 15)");
    stop();
    await page.reload();
    await ready(page);
    const answer = await drawn(page, DIGITS[3]);
    holds(answer.startsWith("It reads 3"), answer);
    await page.click("sample");
    await page.until('document.getElementById("pad-note").textContent.startsWith("Digit 1")');
    equal(page.problems.filter((problem) => !problem.includes("ERR_CONNECTION_REFUSED")).join("\n"), "", "the console");
  },
};
