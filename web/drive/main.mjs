// The tests of the page: drive/main.mjs PREPARE SITE BITS [--picture FILE] [--shots FOLDER]

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { around, offline, phone, still } from "./around.mjs";
import { Browser } from "./browser.mjs";
import { ready } from "./checks.mjs";
import { drawing } from "./drawing.mjs";
import { learning } from "./learning.mjs";
import { picture, shoot } from "./shots.mjs";
import { writing } from "./writing.mjs";

const [prepare, site, bits, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844, touch: true, scale: 2 };
const NARROW = { width: 320, height: 640, touch: true, scale: 2 };
const STILL = { ...DESKTOP, motion: "reduce" };

/** Serves the page at a free port. */
async function serve() {
  const server = spawn(prepare, ["serve", site, "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((resolve) => server.stdout.once("data", (data) => resolve(data.toString().trim())));
  return { address, stop: () => server.kill() };
}

/** Runs tests on a page of its own. */
async function run(browser, server, size, tests, tally) {
  const page = await browser.open(server.address, size);
  await ready(page);
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(page, { ...server, expected: tally.expected });
      tally.passed++;
      console.log(`ok ${name}`);
    } catch (error) {
      tally.failed++;
      console.log(`FAILED ${name}\n   ${error.message}`);
    }
  }
  await page.close();
}

const [server, leaving, browser] = [await serve(), await serve(), new Browser()];
const tally = { passed: 0, failed: 0, expected: JSON.parse(readFileSync(bits, "utf8")) };
try {
  if (option("--picture")) await picture(browser, server.address, option("--picture"));
  if (option("--shots")) await shoot(browser, server.address, { desktop: DESKTOP, phone: PHONE, narrow: NARROW }, option("--shots"));
  await run(browser, server, DESKTOP, { ...drawing, ...learning, ...writing, ...around }, tally);
  for (const size of [PHONE, NARROW]) await run(browser, server, size, phone, tally);
  await run(browser, server, STILL, still, tally);
  await run(browser, leaving, DESKTOP, offline, tally);
} finally {
  await browser.close();
  server.stop();
  leaving.stop();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
