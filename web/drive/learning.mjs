// Tests of the second part: networks are trained.

import { drawn, equal, holds, number, pause } from "./checks.mjs";
import { DIGITS } from "./strokes.mjs";

/** A request to a module of its own, as hexadecimal text. */
const compute = ({ readings, steps }) => `(async () => {
  const { load, unpacked, numbers, bytesOf, Request } = await import("./wasm.js");
  const request = await load();
  const hexadecimal = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  request(Request.load, { bytes: await unpacked("f32.safetensors.gz") });
  request(Request.loadQuantized, { bytes: await unpacked("int8.safetensors.gz") });
  request(Request.lesson, { a: 4000, b: 500, bytes: await unpacked("digits.gz") });
  const readings = [];
  for (let a = 0; a < ${readings.length}; a++) {
    const bytes = request(Request.held, { a }).slice(0, 4 * 784);
    readings.push(hexadecimal(request(Request.read, { bytes })));
  }
  const learned = hexadecimal(request(Request.learn, { a: ${steps} }));
  return { readings, learned, checksum: hexadecimal(request(Request.weights).slice(-4)) };
})()`;

export const learning = {
  async "the bits of predictions and of training are those of the host"(page, { expected }) {
    const found = await page.value(compute(expected));
    equal(JSON.stringify({ steps: expected.steps, ...found }), JSON.stringify(expected), "the bits");
  },
  async "training improves the accuracy, pauses and continues"(page) {
    await page.click("train");
    await page.until('document.querySelectorAll("#curve polyline").length > 0 && document.querySelector("#curve polyline").points.length > 1');
    await page.click("train");
    equal(await page.text("train"), "Continue", "the button");
    // A report can still be on its way.
    await pause(600);
    const paused = await number(page, "accuracy");
    await pause(600);
    equal(await number(page, "accuracy"), paused, "the accuracy in the pause");
    await page.click("train");
    await page.until('document.getElementById("lesson-status").textContent.startsWith("Finished")', 300);
    const accuracy = await number(page, "accuracy");
    holds(accuracy > 92 && accuracy > paused, `${accuracy} % after ${paused} %`);
    holds((await number(page, "speed")) > 500, "samples per second");
    console.log(`   ${accuracy} %, ${await page.text("speed")} samples per second`);
  },
  async "the curve has names, and its text is the accuracy"(page) {
    const text = await page.text("curve");
    for (const name of ["Accuracy in %", "Epochs"]) holds(text.includes(name), `${name} in ${text}`);
    const label = await page.value('document.getElementById("curve").getAttribute("aria-label")');
    equal(label.replace("\u00a0", " "), `Accuracy: ${await number(page, "accuracy")} % after 15.0 epochs`, "its label");
  },
  async "trained weights read a drawing, and the original ones again"(page) {
    const original = await drawn(page, DIGITS[3]);
    const values = 'document.getElementById("hidden").toDataURL()';
    const before = await page.value(values);
    await page.click("use");
    await page.until('document.getElementById("size-int8").textContent.includes("not of these")');
    const answer = await drawn(page, DIGITS[3]);
    holds(answer.startsWith("It reads 3"), answer);
    holds((await page.value(values)) !== before, "the hidden layer of other weights");
    await page.click("original");
    await page.until('document.getElementById("size-int8").textContent.endsWith("bytes")');
    equal(await page.text("answer"), original, "the answer");
    equal(await page.value(values), before, "the hidden layer");
    equal(await page.value('document.getElementById("original").hidden'), true, "the button is hidden");
  },
  async "training starts again with other weights"(page) {
    await page.click("restart");
    equal(await page.text("train"), "Pause", "the button");
    await page.until('Number.parseFloat(document.getElementById("epoch").textContent) < 10');
    await page.click("train");
    equal(await page.text("train"), "Continue", "the button");
  },
  async "a ring is divided, its map is painted, and it starts again"(page) {
    const before = await page.value('document.getElementById("plane").toDataURL()');
    await page.click("divide");
    await page.until('Number.parseFloat(document.getElementById("plane-accuracy").textContent) > 98', 120);
    await page.click("divide");
    holds((await page.value('document.getElementById("plane").toDataURL()')) !== before, "the map is not painted");
    await pause(300);
    const epochs = await number(page, "plane-epoch");
    await page.click("replan");
    await page.until(`Number.parseFloat(document.getElementById("plane-epoch").textContent) < ${epochs}`);
    await page.click("divide");
    await page.value('document.querySelector("input[name=figure][value=\\"1\\"]").click()');
    await page.until('document.getElementById("plane-epoch").textContent === "0"');
    equal(await page.text("divide"), "Train", "the button");
  },
  async "the training of the plane pauses on its own"(page) {
    await page.click("divide");
    await page.until('document.getElementById("plane-epoch").textContent === "1,000"', 120);
    equal(await page.text("divide"), "Continue", "the button");
  },
};
