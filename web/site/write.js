// The third part: a line of `network!` is described while it is edited.

import { Request, grouped } from "./wasm.js";

const element = (id) => document.getElementById(id);
/** The most letters of a line that a message shows. */
const MOST = 80;
/** A figure that depends on what is not in the line. */
const UNKNOWN = "depends on your types";
const EXAMPLES = [
  ["Digits", "784 => Dense<128, Relu> => Dense<10, Sigmoid>"],
  ["LeNet", "[1, 28, 28]\n    => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>\n    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>\n    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>"],
  ["Motion", "[6, 50]\n    => Conv1d<filters = 16, kernel = 5, stride = 2, padding = Same, Relu> => [16, 25]\n    => MaxPool1d<2> => GlobalAvgPool => Dense<7, Softmax>"],
  ["Residual", "[3, 32, 32] => Conv2d<filters = 16, kernel = 3, padding = 1, Relu>\n    => 2 x Residual<Conv2d<filters = 16, kernel = 3, padding = 1, Relu> => Conv2d<filters = 16, kernel = 3, padding = 1>, Relu>\n    => GlobalAvgPool => Dense<10, Softmax>"],
  ["Recurrent", "[40, 49] => Gru<32, sequences = true> => Gru<16> => Dense<10, Softmax>"],
  ["Named", "#[budget(flash = \"8 KiB\", train_ram = \"8 KiB\")]\npub struct Tiny {\n    16 => 2 x Dense<32, Relu> => output: Dense<4, Softmax>\n}"],
  ["A mistake", "784 => Dense<128, Relu> => Dense<64 -> 10>"],
];

/** Starts the part. */
export function startWriting(request) {
  const box = element("line");
  for (const [name, text] of EXAMPLES) {
    const button = document.createElement("button");
    [button.type, button.textContent] = ["button", name];
    button.addEventListener("click", () => {
      box.value = text;
      describe();
    });
    element("examples").append(button);
  }

  /** The box is as high as its text. */
  function fit() {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 3}px`;
  }

  function describe() {
    const bytes = new TextEncoder().encode(box.value);
    const answer = JSON.parse(new TextDecoder().decode(request(Request.describe, { bytes })));
    fit();
    box.setAttribute("aria-invalid", String(answer.mistakes.length > 0));
    for (const [index, button] of [...element("examples").children].entries()) {
      button.setAttribute("aria-pressed", String(EXAMPLES[index][1] === box.value));
    }
    element("marks").replaceChildren(...marked(box.value, answer.mistakes));
    const most = fitting(element("messages"));
    element("messages").replaceChildren(...answer.mistakes.flatMap((mistake) => message(box.value, mistake, most)));
    element("networks").replaceChildren(...answer.networks.flatMap(described));
  }

  box.addEventListener("input", describe);
  new ResizeObserver(fit).observe(box.parentElement);
  box.value = EXAMPLES[0][1];
  describe();
}

function made(name, text = "", className = "") {
  const result = document.createElement(name);
  result.textContent = text;
  if (className) result.className = className;
  return result;
}

/** The text with what is underlined. */
function marked(text, mistakes) {
  const parts = [];
  let at = 0;
  for (const { start, end } of [...mistakes].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    parts.push(text.slice(at, start), made("mark", text.slice(start, end)));
    at = end;
  }
  return [...parts, `${text.slice(at)}\n`];
}

/** The letters of a line that fit below each other. */
function fitting(part) {
  const measure = made("pre");
  const letter = measure.appendChild(made("span", "0"));
  part.replaceChildren(measure);
  // Before them are the number of the line and a bar, and there is a mark at each end.
  return Math.max(16, Math.min(MOST, Math.floor(part.clientWidth / letter.getBoundingClientRect().width) - 8));
}

/** A message as the compiler prints it, and the part of the line that it is about. */
function message(text, { message, start, end }, most) {
  const before = text.slice(0, start).split("\n");
  const line = text.split("\n")[before.length - 1];
  const column = before.at(-1).length;
  // Of a long line, only the part around the mistake is shown.
  const from = line.length <= most ? 0 : Math.max(0, Math.min(column - Math.floor(most / 4), line.length - most));
  const [left, right] = [from > 0 ? "…" : "", from + most < line.length ? "…" : ""];
  const shown = `${left}${line.slice(from, from + most)}${right}`;
  const width = Math.max(1, Math.min(end - start, line.length - column, from + most - column));
  const gap = " ".repeat(String(before.length).length);
  const [told, quoted] = [made("p"), made("pre")];
  told.append(made("strong", "error"), `: ${message}`);
  quoted.append(`${gap} |\n${before.length} | ${shown}\n${gap} | ${" ".repeat(left.length + column - from)}`, made("strong", "^".repeat(width)));
  // A screen reader is told the message, and the box has the line.
  quoted.setAttribute("aria-hidden", "true");
  return [told, quoted];
}

/** A network: its figures, its picture, and a table of its layers. */
function described(network) {
  const bytes = (count) => (count === null ? UNKNOWN : `${grouped(count)} bytes`);
  const tiles = made("dl", "", "tiles");
  for (const [name, value] of [
    ["Parameters", network.parameters],
    ["Weights", `${network.bytes} bytes`],
    ["Multiply-accumulates", network.macs],
    ["RAM to infer", bytes(network.infer)],
    ["RAM to train online", bytes(network.online)],
    [`RAM to train, Adam, batches of ${network.batch}`, bytes(network.adam)],
  ]) {
    const tile = made("div");
    tile.append(made("dt", name), made("dd", value));
    tiles.append(tile);
  }
  const parts = network.name ? [made("h3", network.name)] : [];
  if (network.own.length > 0) parts.push(made("p", `Not a name of nn-core: ${network.own.join(", ")}. The compiler looks for a type or a constant of yours.`, "own"));
  parts.push(tiles);
  if (network.budget.length > 0) parts.push(budget(network.budget));
  if (network.picture) parts.push(picture(network.picture));
  const scroll = scrolled("scroll", "Table of the layers");
  scroll.append(table(network));
  return [...parts, scroll];
}

/** A part that is wider than a phone. Keys scroll it too. */
function scrolled(name, label) {
  const part = made("div", "", name);
  part.tabIndex = 0;
  part.setAttribute("role", "group");
  part.setAttribute("aria-label", label);
  return part;
}

function picture(text) {
  const part = scrolled("picture", "Picture of the network");
  part.innerHTML = text;
  const image = part.firstElementChild;
  image.style.minWidth = `${0.8 * image.getAttribute("width")}px`;
  return part;
}

/** The limits of a network, and whether it keeps them. */
function budget(limits) {
  const list = made("ul", "", "budget");
  list.setAttribute("aria-label", "Budget");
  for (const { what, limit, figure } of limits) {
    const [unit, isOver] = [what.includes("macs") ? "" : " bytes", figure !== null && figure > limit];
    const share = figure === null ? `${UNKNOWN}, at most ${grouped(limit)}${unit}` : `${grouped(figure)} of ${grouped(limit)}${unit}`;
    list.append(made("li", `Budget of ${what}: ${share}${isOver ? ". It is over the budget, and does not compile." : ""}`, isOver ? "own" : ""));
  }
  return list;
}

function table({ input, layers }) {
  const result = made("table");
  const row = (kind, cells) => {
    const line = made("tr");
    line.append(...cells.map((cell) => made(kind, cell)));
    return line;
  };
  const [head, body] = [made("thead"), made("tbody")];
  head.append(row("th", ["Layer", "Output", "Parameters", "Bytes", "Multiply-accumulates"]));
  for (const cell of head.querySelectorAll("th")) cell.scope = "col";
  body.append(row("td", ["input", input, "", "", ""]));
  for (const layer of layers) {
    const text = (layer.name ? `${layer.name}: ` : "") + layer.text + (layer.lost ? ` (${layer.lost})` : "");
    body.append(row("td", [text, layer.output, layer.parameters, layer.bytes, layer.macs]));
  }
  result.append(head, body);
  return result;
}
