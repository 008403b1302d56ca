// A host that answers a few methods by itself, and misbehaves as FAKE says. It speaks lines only.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const contract = JSON.parse(
  readFileSync(new URL("../../../lib/generated/contract.json", import.meta.url), "utf8"),
);
const mode = process.env.FAKE ?? "";

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function hello(id) {
  switch (mode) {
    case "dies immediately":
      console.error("first line\nno more of this");
      process.exit(9);
      break;
    case "other contract":
      send({ id, result: { version: 1, contract: "sha256-0" } });
      break;
    case "other version":
      send({ id, result: { version: 2, contract: contract["x-contract"].hash } });
      break;
    case "null":
      process.stdout.write("null\n");
      break;
    case "no id":
      send({ id: null, error: { code: -32700, message: "what?" } });
      break;
    default:
      send({
        id,
        result: {
          version: 1,
          contract: contract["x-contract"].hash,
          limits: { messageBytes: 1_000_000, concurrency: 4 },
        },
      });
  }
}

const waiting = new Set();

function answer({ id, method, params, progress }) {
  switch (method) {
    case "pintle.hello":
      hello(id);
      break;
    case "pintle.cancel": {
      const error = { code: -32000, message: "stopped" };
      const data = { code: "ERR_PINTLE_CANCELLED", message: "stopped", pointer: "" };
      if (waiting.delete(params.id)) {
        send({ id: params.id, error: { ...error, data } });
      }
      break;
    }
    case "math.add":
      send({ id, result: params.a + params.b });
      break;
    case "math.subtract":
      // Says why, and dies.
      console.error(`cannot subtract ${params.b}`);
      process.exit(params.a);
      break;
    case "tree.walk":
      if (progress) {
        send({ method: "pintle.progress", params: { id, done: 1, total: 2, detail: null } });
        send({ method: "pintle.progress", params: { id, done: 2, total: 2, detail: { a: 1 } } });
      }
      waiting.add(id); // Until it is cancelled.
      break;
    case "hash.file":
      process.stdout.end(); // Goes on running, but nobody can hear it.
      break;
    default:
      send({ id, error: { code: -32601, message: "no such method" } });
  }
}

createInterface({ input: process.stdin })
  .on("line", (line) => answer(JSON.parse(line)))
  .on("close", () => {
    if (mode !== "deaf") {
      process.exit(0);
    }
  });

if (mode === "garbage") {
  process.stdout.write("Segmentation fault\n");
}
if (mode === "deaf") {
  setInterval(() => {}, 1000);
}
