// The tests of the page: drive/main.mjs PREPARE SITE BITS [--picture FILE] [--shots FOLDER]

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Browser } from "./browser.mjs";
import { DIGITS } from "./strokes.mjs";

const [prepare, site, bits, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const expected = JSON.parse(readFileSync(bits, "utf8"));
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844, touch: true, scale: 2 };

function equal(actual, wanted, what) {
  if (actual !== wanted) throw new Error(`${what}: ${actual}, and not ${wanted}`);
}

function holds(condition, what) {
  if (!condition) throw new Error(what);
}

const ready = (page) => page.until('!document.getElementById("size-int8").textContent.includes("…")');
const number = async (page, id) => Number((await page.text(id)).replace(/[^0-9.]/g, ""));

async function write(page, line) {
  await page.value(`(() => {
    const box = document.getElementById("line");
    box.value = ${JSON.stringify(line)};
    box.dispatchEvent(new Event("input"));
  })()`);
}

/** A request to a module of its own, as hexadecimal text. */
const compute = `(async () => {
  const { load, unpacked, numbers, bytesOf, Request } = await import("./wasm.js");
  const request = await load();
  const hexadecimal = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  request(Request.load, { bytes: await unpacked("f32.safetensors.gz") });
  request(Request.loadQuantized, { bytes: await unpacked("int8.safetensors.gz") });
  request(Request.lesson, { a: 4000, b: 500, bytes: await unpacked("digits.gz") });
  const readings = [];
  for (let a = 0; a < ${expected.readings.length}; a++) {
    const bytes = request(Request.held, { a }).slice(0, 4 * 784);
    readings.push(hexadecimal(request(Request.read, { bytes })));
  }
  const learned = hexadecimal(request(Request.learn, { a: ${expected.steps} }));
  return { readings, learned, checksum: hexadecimal(request(Request.weights).slice(-4)) };
})()`;

const tests = {
  async "the first prediction is there within a second"(page) {
    const answer = await page.value("performance.getEntriesByName('first-prediction')[0].startTime");
    holds(answer < 1000, `${answer} ms`);
  },
  async "drawn digits are read by both networks"(page) {
    for (const [digit, lines] of Object.entries(DIGITS)) {
      await page.click("clear");
      await page.draw("pad", lines);
      holds((await page.text("answer")).startsWith(`It reads ${digit}`), `a drawn ${digit}: ${await page.text("answer")}`);
      const best = await page.value(`(() => {
        const lengths = [...document.querySelectorAll(".fill.int8")].map((bar) => Number(bar.style.transform.match(/\\((.*)\\)/)[1]));
        return lengths.indexOf(Math.max(...lengths));
      })()`);
      equal(String(best), digit, "the int8 network");
    }
  },
  async "a digit is drawn with the keyboard"(page) {
    await page.click("clear");
    await page.value('document.getElementById("pad").focus()');
    await page.press("ArrowUp", 3);
    await page.press(" ");
    await page.press("ArrowDown", 17);
    holds((await page.text("answer")).startsWith("It reads 1"), await page.text("answer"));
    await page.click("clear");
    await page.frames();
    equal(await page.text("answer"), "It waits for a digit.", "after clearing");
  },
  async "a digit of the test set is shown and read"(page) {
    await page.click("sample");
    await page.until('document.getElementById("answer").textContent.startsWith("It reads")');
  },
  async "a unit of the hidden layer is selected with the keyboard"(page) {
    const before = await page.value('document.getElementById("unit").toDataURL()');
    const unit = await number(page, "unit-name");
    await page.value('document.getElementById("hidden").focus()');
    await page.press("ArrowRight");
    equal(await number(page, "unit-name"), (unit % 128) + 1, "the selected unit");
    holds((await page.value('document.getElementById("unit").toDataURL()')) !== before, "its weights are not painted");
  },
  async "the bits of predictions and of training are those of the host"(page) {
    const found = await page.value(compute);
    equal(JSON.stringify({ steps: expected.steps, ...found }), JSON.stringify(expected), "the bits");
  },
  async "training improves the accuracy, pauses and continues"(page) {
    await page.click("train");
    await page.until('document.querySelectorAll("#curve polyline").length > 0 && document.querySelector("#curve polyline").points.length > 1');
    await page.click("train");
    equal(await page.text("train"), "Continue", "the button");
    // A report can still be on its way.
    await new Promise((resolve) => setTimeout(resolve, 600));
    const paused = await number(page, "accuracy");
    await new Promise((resolve) => setTimeout(resolve, 600));
    equal(await number(page, "accuracy"), paused, "the accuracy in the pause");
    await page.click("train");
    await page.until('document.getElementById("lesson-status").textContent.startsWith("Finished")', 300);
    const accuracy = await number(page, "accuracy");
    holds(accuracy > 92 && accuracy > paused, `${accuracy} % after ${paused} %`);
    holds((await number(page, "speed")) > 500, "samples per second");
    console.log(`   ${accuracy} %, ${await page.text("speed")} samples per second`);
  },
  async "trained weights read a drawing"(page) {
    await page.click("use");
    await page.until('document.getElementById("size-int8").textContent.includes("not of these")');
    await page.click("clear");
    await page.draw("pad", DIGITS[3]);
    holds((await page.text("answer")).startsWith("It reads 3"), await page.text("answer"));
    await page.click("restart");
    equal(await page.text("accuracy"), "–", "after a new start");
  },
  async "a ring is divided, and its map is painted"(page) {
    const before = await page.value('document.getElementById("plane").toDataURL()');
    await page.click("divide");
    await page.until('Number.parseFloat(document.getElementById("plane-accuracy").textContent) > 98', 120);
    await page.click("divide");
    holds((await page.value('document.getElementById("plane").toDataURL()')) !== before, "the map is not painted");
    await page.value('document.querySelector("input[name=figure][value=\\"1\\"]").click()');
    await page.until('document.getElementById("plane-epoch").textContent === "0"');
  },
  async "a line is described while it is typed"(page) {
    await write(page, "784 => Dense<128, Relu> => Dense<10, Sigmoid>");
    const text = await page.text("networks");
    for (const part of ["101,770", "407,080 bytes", "101,632", "552 bytes", "408,196 bytes"]) holds(text.includes(part), `${part} in ${text}`);
    equal(await page.value('document.querySelectorAll("#networks svg rect").length > 5'), true, "the picture");
  },
  async "a wrong line shows the message of the compiler at its place"(page) {
    await write(page, "784 => Dense<128, Relu> => Dense<64 -> 10>");
    const text = await page.text("messages");
    holds(text.includes("this `Dense` takes 64 values, but its input has 128; write `128`, or leave the input size out"), text);
    equal(await page.value('document.querySelector("#marks mark").textContent'), "64", "what is underlined");
    equal(await page.value('document.getElementById("line").getAttribute("aria-invalid")'), "true", "aria-invalid");
    await write(page, "784 => Dense<128, Relux> => Dense<10, Softmax>");
    holds((await page.text("networks")).includes("Not a name of nn-core: Relux"), await page.text("networks"));
    await write(page, "");
    holds((await page.text("messages")).includes("error"), "an empty line");
  },
  async "every example has a description or a message"(page) {
    const count = await page.value('document.querySelectorAll("#examples button").length');
    for (let index = 0; index < count; index++) {
      await page.value(`document.querySelectorAll("#examples button")[${index}].click()`);
      const [networks, messages] = [await page.text("networks"), await page.text("messages")];
      equal(networks === "", index === count - 1, `example ${index}: a mistake`);
      equal(messages === "", index !== count - 1, `example ${index}: a description`);
      holds(!networks.includes("known to the compiler"), `example ${index}: its RAM is not known`);
    }
  },
  async "each control has a name"(page) {
    const { nodes } = await page.send("Accessibility.getFullAXTree");
    const controls = nodes.filter((node) => !node.ignored && ["button", "textbox", "radio", "link", "application", "image", "group"].includes(node.role?.value));
    const unnamed = controls.filter((node) => !node.name?.value);
    holds(controls.length > 20, `${controls.length} controls`);
    equal(JSON.stringify(unnamed.map((node) => node.role.value)), "[]", "without a name");
  },
  async "nothing is reported to the console, and nothing comes from elsewhere"(page, address) {
    equal(page.problems.join("\n"), "", "the console");
    const foreign = await page.value(`performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => !name.startsWith("${address}"))`);
    equal(JSON.stringify(foreign), "[]", "other addresses");
  },
};

/** On a phone a finger draws, and nothing is wider than the screen. */
const phoneTests = {
  async "a finger draws on a phone"(page) {
    await page.draw("pad", DIGITS[7], true);
    holds((await page.text("answer")).startsWith("It reads 7"), await page.text("answer"));
  },
  async "nothing is wider than the screen of a phone"(page) {
    equal(await page.value("document.documentElement.scrollWidth <= innerWidth"), true, "the page");
  },
};

async function run(tests, page, address, tally) {
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(page, address);
      tally.passed++;
      console.log(`ok ${name}`);
    } catch (error) {
      tally.failed++;
      console.log(`FAILED ${name}\n   ${error.message}`);
    }
  }
}

/** Pictures of the page in use: phone and desktop, light and dark. */
async function shoot(browser, address, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, size] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    for (const scheme of ["light", "dark"]) {
      const page = await browser.open(address, { ...size, scheme });
      await use(page, size.touch);
      writeFileSync(join(folder, `${name}-${scheme}.png`), await page.shot(true));
      await page.close();
    }
  }
}

/** Draws a digit, and trains both networks for a while. */
async function use(page, isTouch) {
  await page.until("document.readyState === 'complete'");
  await ready(page);
  await page.draw("pad", DIGITS[3], isTouch);
  await page.value('document.querySelector("input[name=figure][value=\\"1\\"]").click()');
  await page.click("train");
  await page.until('Number.parseFloat(document.getElementById("epoch").textContent) > 8', 120);
  await page.click("train");
  await page.click("divide");
  await page.until('Number.parseFloat(document.getElementById("plane-accuracy").textContent) > 97', 240);
  await page.click("divide");
  await page.value("scrollTo({ top: 0, behavior: 'instant' })");
  await settled();
}

/** Waits until transitions have ended. */
function settled() {
  return new Promise((resolve) => setTimeout(resolve, 800));
}

const server = spawn(prepare, ["serve", site, "0"], { stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((resolve) => server.stdout.once("data", (data) => resolve(data.toString().trim())));
const browser = new Browser();
const tally = { passed: 0, failed: 0 };
try {
  const picture = option("--picture");
  if (picture) {
    const page = await browser.open(address, { width: 1180, height: 690 });
    await page.until("document.readyState === 'complete'");
    await ready(page);
    await page.draw("pad", DIGITS[3]);
    await page.value("scrollTo({ top: 0, behavior: 'instant' })");
    await settled();
    writeFileSync(picture, await page.shot());
    console.log(`${picture}: ${readFileSync(picture).length} bytes`);
    await page.close();
  }
  const shots = option("--shots");
  if (shots) await shoot(browser, address, shots);
  for (const [size, cases] of [[DESKTOP, tests], [PHONE, phoneTests]]) {
    const page = await browser.open(address, size);
    await page.until("document.readyState === 'complete'");
    await ready(page);
    await run(cases, page, address, tally);
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
