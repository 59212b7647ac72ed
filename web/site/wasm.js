// The WebAssembly module: requests with bytes, and answers. The numbers are those of `Request` in web/page/src/requests.rs.

export const Request = Object.freeze({
  load: 0, loadQuantized: 1, restore: 2, digit: 3, read: 4, unit: 5, lesson: 6, begin: 7, learn: 8, test: 9, weights: 10, held: 11,
  divide: 12, epochs: 13, describe: 14,
});

/** Loads the module. Returns a function that sends a request, and returns the bytes of the answer, or null if it was refused. */
export async function load() {
  const { instance } = await WebAssembly.instantiate(await unpacked("page.wasm.gz"));
  const { memory, page_input, page_request, page_answer, page_answer_length } = instance.exports;
  return (number, { a = 0, b = 0, bytes = new Uint8Array() } = {}) => {
    const address = page_input(bytes.length);
    new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    if (page_request(number, a, b) === 0) return null;
    return new Uint8Array(memory.buffer, page_answer(), page_answer_length()).slice();
  };
}

/** The numbers of an answer. */
export function numbers(bytes) {
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** The bytes of numbers. */
export function bytesOf(numbers) {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

async function bytesAt(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}

/** The content of a file that is packed by gzip. Some servers unpack it on their own. */
export async function unpacked(name) {
  const bytes = new Uint8Array(await bytesAt(name));
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A whole number with commas. */
export function grouped(number) {
  return Math.round(number).toLocaleString("en-US");
}

/** A share as percent. The space does not break. */
export function percent(share, digits = 0) {
  return `${(100 * share).toFixed(digits)}\u00a0%`;
}

const colors = new Map();

/** A color of the style sheet as [red, green, blue]. */
export function color(name) {
  if (!colors.has(name)) {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    context.fillRect(0, 0, 1, 1);
    colors.set(name, [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]);
  }
  return colors.get(name);
}

/** Calls back when the system changes between light and dark. */
export function onTheme(change) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colors.clear();
    change();
  });
}
