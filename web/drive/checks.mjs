// What the tests of the page share.

export function equal(actual, wanted, what) {
  if (actual !== wanted) throw new Error(`${what}: ${actual}, and not ${wanted}`);
}

export function holds(condition, what) {
  if (!condition) throw new Error(what);
}

/** Waits until both networks are loaded. */
export async function ready(page) {
  await page.until("document.readyState === 'complete'");
  await page.until('document.getElementById("size-int8").textContent.endsWith("bytes")');
}

export const number = async (page, id) => Number((await page.text(id)).replace(/[^0-9.]/g, ""));

/** Waits for reports that are on their way. */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Removes the drawing, and draws these lines. */
export async function drawn(page, lines, isTouch = false) {
  await page.click("clear");
  await page.draw("pad", lines, isTouch);
  return page.text("answer");
}

/** Writes a line. */
export async function write(page, line) {
  await page.value(`(() => {
    const box = document.getElementById("line");
    box.value = ${JSON.stringify(line)};
    box.dispatchEvent(new Event("input"));
  })()`);
}
