// Pictures of the page in use.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pause, ready } from "./checks.mjs";
import { DIGITS } from "./strokes.mjs";

/** The picture of the README. */
export async function picture(browser, address, file) {
  const page = await browser.open(address, { width: 1180, height: 745 });
  await ready(page);
  await page.draw("pad", DIGITS[3]);
  await page.value("scrollTo({ top: 0, behavior: 'instant' })");
  await settled();
  writeFileSync(file, await page.shot());
  console.log(`${file}: ${readFileSync(file).length} bytes`);
  await page.close();
}

/** One picture for each size, light and dark. */
export async function shoot(browser, address, sizes, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, size] of Object.entries(sizes)) {
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
  return pause(800);
}
