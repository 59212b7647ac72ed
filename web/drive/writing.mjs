// Tests of the third part: a line of `network!` is described, or has mistakes.

import { drawn, equal, holds, write } from "./checks.mjs";
import { DIGITS } from "./strokes.mjs";

export const writing = {
  async "a line is described while it is typed"(page) {
    await write(page, "784 => Dense<128, Relu> => Dense<10, Sigmoid>");
    const text = await page.text("networks");
    for (const part of ["101,770", "407,080 bytes", "101,632", "552 bytes", "408,196 bytes"]) holds(text.includes(part), `${part} in ${text}`);
    equal(await page.value('document.querySelectorAll("#networks svg rect").length > 5'), true, "the picture");
    await write(page, "type Net = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];");
    equal(await page.text("networks"), text, "with the call of the macro");
  },
  async "a wrong line shows the message of the compiler at its place"(page) {
    await write(page, "784 => Dense<128, Relu> => Dense<64 -> 10>");
    const text = await page.text("messages");
    holds(text.includes("this `Dense` takes 64 values, but its input has 128; write `128`, or leave the input size out"), text);
    equal(await page.value('document.querySelector("#marks mark").textContent'), "64", "what is underlined");
    equal(await page.value('document.getElementById("line").getAttribute("aria-invalid")'), "true", "aria-invalid");
    await write(page, "784 => Dense<128, Relux> => Dense<10, Softmax>");
    const open = await page.text("networks");
    for (const part of ["Not a name of nn-core: Relux", "depends on your types"]) holds(open.includes(part), `${part} in ${open}`);
    await write(page, "");
    holds((await page.text("messages")).includes("error"), "an empty line");
    await write(page, "[1, 28, 28 => Dense<10>");
    equal(await page.value('document.querySelector("#marks mark").textContent'), "[", "the bracket that is not closed");
  },
  async "the carets are below their letters, in a long line too"(page) {
    for (const line of ["784 => Dense<128, Relu> => Dense<64 -> 10>", `8${" => Dense<8, Relu>".repeat(30)} => Dense<9 -> 7>${" => Dense<7, Relu>".repeat(30)}`]) {
      await write(page, line);
      const [, shown, carets] = (await page.value('document.querySelector("#messages pre").textContent')).split("\n");
      holds(shown.length < 100, `${shown.length} letters`);
      const [start, end] = [carets.indexOf("^"), carets.lastIndexOf("^") + 1];
      equal(shown.slice(start, end), await page.value('document.querySelector("#marks mark").textContent'), "above the carets");
      const [height, row] = await page.value('(() => { const part = document.querySelector("#messages pre"); return [part.clientHeight, Number.parseFloat(getComputedStyle(part).lineHeight)]; })()');
      holds(height < 4 * row + 20, `the lines of the message wrap: ${height} px with rows of ${row} px`);
    }
  },
  async "every example has a description or a message"(page) {
    const count = await page.value('document.querySelectorAll("#examples button").length');
    for (let index = 0; index < count; index++) {
      await page.value(`document.querySelectorAll("#examples button")[${index}].click()`);
      const [networks, messages] = [await page.text("networks"), await page.text("messages")];
      equal(networks === "", index === count - 1, `example ${index}: a mistake`);
      equal(messages === "", index !== count - 1, `example ${index}: a description`);
      holds(!networks.includes("depends on your types"), `example ${index}: its RAM is not known`);
      const pressed = await page.value('[...document.querySelectorAll("#examples button")].map((button) => button.getAttribute("aria-pressed")).indexOf("true")');
      equal(pressed, index, "the example that is shown");
    }
  },
  async "no text stops the page"(page) {
    const lines = ["[".repeat(1e5), "(".repeat(1e5) + ")".repeat(1e5), `8 => Dense<${"-".repeat(1e4)}>`, "9".repeat(1e5), `8 => ${"Residual<".repeat(1e4)}`, "8 => <img src=x onerror=alert(1)>", "\ud800\u0000"];
    for (const line of lines) {
      const start = Date.now();
      await write(page, line);
      holds((await page.text("messages")).startsWith("error"), `${line.slice(0, 20)}: ${await page.text("messages")}`);
      holds(Date.now() - start < 2000, `${line.slice(0, 20)}: ${Date.now() - start} ms`);
    }
    equal(await page.value('document.querySelectorAll("#messages img, #marks img").length'), 0, "elements from a text");
    await write(page, "2 => Dense<1>");
    holds((await page.text("networks")).includes("12 bytes"), await page.text("networks"));
    const answer = await drawn(page, DIGITS[2]);
    holds(answer.startsWith("It reads 2"), answer);
  },
};
