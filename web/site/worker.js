// Trains, beside the page: the digits on its own, the plane when it is asked for a frame.

import { Request, load, numbers, unpacked } from "./wasm.js";

const EPOCHS = 15;
const USED = { trained: 3500, held: 500 };
/** Milliseconds between two reports. */
const REPORT = 60;

const requested = load();
let lesson = null;
/** The number of the run. A run ends when there is another number. */
let current = 0;

/** Loads the digits, once. */
function begun() {
  lesson ??= (async () => {
    const [request, bytes] = await Promise.all([requested, unpacked("digits.gz")]);
    const answer = request(Request.lesson, { a: USED.trained + USED.held, b: USED.held, bytes });
    if (!answer) throw new Error("the digits cannot be used");
    const [batch, epoch, held] = numbers(answer);
    return { request, batch, epoch, held, samples: 0, spent: 0, seed: 1 };
  })();
  return lesson;
}

/** Trains for a short time, reports, and goes on until the run ends or everything is learned. */
function learn(state, run) {
  if (run !== current) return;
  const start = performance.now();
  const all = EPOCHS * state.epoch;
  let loss = 0;
  while (performance.now() - start < REPORT && state.samples < all) {
    [loss, state.samples] = numbers(state.request(Request.learn, { a: 4 }));
  }
  state.spent += performance.now() - start;
  const [accuracy] = numbers(state.request(Request.test));
  const { samples, epoch, held, seed } = state;
  const isFinished = samples >= all;
  const speed = (1000 * samples) / state.spent;
  postMessage({ type: "progress", samples, epoch, epochs: EPOCHS, held, loss, accuracy, speed, isFinished, seed });
  if (!isFinished) setTimeout(learn, 0, state, run);
}

const answers = {
  async train() {
    const run = ++current;
    learn(await begun(), run);
  },
  pause() {
    current++;
  },
  async restart({ seed }) {
    current++;
    const state = await begun();
    [state.samples, state.spent, state.seed] = [0, 0, seed];
    state.request(Request.begin, { a: seed });
  },
  async weights() {
    const { request } = await begun();
    postMessage({ type: "weights", bytes: request(Request.weights) });
  },
  async held({ index }) {
    const { request, held } = await begun();
    const values = numbers(request(Request.held, { a: index % held }));
    postMessage({ type: "held", image: values.slice(0, 784), label: values[784], index: index % held, held });
  },
  async divide({ figure, seed }) {
    const points = numbers((await requested)(Request.divide, { a: figure, b: seed }));
    postMessage({ type: "points", points, seed });
  },
  async epochs({ count, side, seed }) {
    const values = numbers((await requested)(Request.epochs, { a: count, b: side }));
    postMessage({ type: "map", loss: values[0], accuracy: values[1], count, map: values.slice(2), seed });
  },
};

addEventListener("message", async ({ data }) => {
  try {
    await answers[data.type](data);
  } catch (error) {
    postMessage({ type: "problem", text: error.message });
  }
});
