/** The code in a guest's thread. Its host terminates the thread when the guest takes too long. */

import { parentPort, workerData } from "node:worker_threads";
import { handoffItems } from "../binding/items.ts";
import { loadBinding } from "../binding/load.ts";
import { handoffProperties } from "../binding/properties.ts";
import { Bytes } from "../bytes/bytes.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { createError } from "../errors/stack.ts";
import { classes } from "../options/classes.ts";
import { answerText } from "./answer.ts";
import { runModule } from "./instance.ts";
import type { Job, Told } from "./job.ts";

const { addon, session, guest, input } = workerData as Job;
const binding = loadBinding(addon);
binding.initialize({ createError, Bytes, handoffProperties, handoffItems, classes });
const ask = (request: Uint8Array) => binding.ask(session, request);
const tell = (told: Told) => parentPort?.postMessage(told);

tell("begins");
try {
  const answer = guest === undefined ? ask(input) : runModule(guest.wasm, guest.limits, input, ask);
  tell({ answer: answerText(binding, answer) });
} catch (error) {
  if (!PintleError.is(error)) {
    throw error;
  }
  tell({ error: error.toJSON() });
}
