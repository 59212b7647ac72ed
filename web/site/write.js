// The third part: a line of `network!` is described while it is edited.

import { Request, grouped } from "./wasm.js";

const element = (id) => document.getElementById(id);
const EXAMPLES = [
  ["Digits", "784 => Dense<128, Relu> => Dense<10, Softmax>"],
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

  function describe() {
    const bytes = new TextEncoder().encode(box.value);
    const answer = JSON.parse(new TextDecoder().decode(request(Request.describe, { bytes })));
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 3}px`;
    box.setAttribute("aria-invalid", String(answer.mistakes.length > 0));
    element("marks").replaceChildren(...marked(box.value, answer.mistakes));
    element("messages").replaceChildren(...answer.mistakes.map((mistake) => message(box.value, mistake)));
    element("networks").replaceChildren(...answer.networks.flatMap(described));
  }

  box.addEventListener("input", describe);
  new ResizeObserver(() => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 3}px`;
  }).observe(box.parentElement);
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

/** A message as the compiler prints it. */
function message(text, { message, start, end }) {
  const before = text.slice(0, start).split("\n");
  const line = text.split("\n")[before.length - 1];
  const column = before.at(-1).length;
  const width = Math.max(1, Math.min(end, start - column + line.length) - start);
  const result = made("pre");
  const number = String(before.length);
  const gap = " ".repeat(number.length);
  result.append(made("strong", "error"), `: ${message}\n${gap} |\n${number} | ${line}\n${gap} | ${" ".repeat(column)}`, made("strong", "^".repeat(width)));
  return result;
}

/** A network: its figures, its picture, and a table of its layers. */
function described(network) {
  const bytes = (count) => (count === null ? "known to the compiler" : `${grouped(count)} bytes`);
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
  if (network.picture) {
    const picture = made("div", "", "picture");
    picture.innerHTML = network.picture;
    const image = picture.firstElementChild;
    image.style.minWidth = `${0.72 * image.getAttribute("width")}px`;
    picture.tabIndex = 0;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", "Picture of the network");
    parts.push(picture);
  }
  const scroll = made("div", "", "scroll");
  scroll.append(table(network));
  return [...parts, scroll];
}

/** The limits of a network, and whether it keeps them. */
function budget(limits) {
  const list = made("ul", "", "budget");
  for (const { what, limit, figure } of limits) {
    const [share, isOver] = [figure === null ? "known to the compiler" : grouped(figure), figure > limit];
    list.append(made("li", `${what}: ${share} of ${grouped(limit)}${isOver ? ", which is over the budget: it does not compile" : ""}`, isOver ? "own" : ""));
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
  result.append(row("th", ["Layer", "Output", "Parameters", "Bytes", "Multiply-accumulates"]), row("td", ["input", input, "", "", ""]));
  for (const layer of layers) {
    const text = (layer.name ? `${layer.name}: ` : "") + layer.text + (layer.lost ? ` (${layer.lost})` : "");
    result.append(row("td", [text, layer.output, layer.parameters, layer.bytes, layer.macs]));
  }
  return result;
}
