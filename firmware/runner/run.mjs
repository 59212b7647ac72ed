// Runs an image of WebAssembly: `node run.mjs IMAGE`. It may ask for two things, to say a line and to stop.
import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const host = {
    write_bytes(start, length) {
        const bytes = new Uint8Array(instance.exports.memory.buffer, start, length);
        process.stdout.write(Buffer.from(bytes.subarray(0, bytes.indexOf(0))));
    },
    stop() {
        process.exit(0);
    },
};
const instance = new WebAssembly.Instance(module, { host });
instance.exports.main();
