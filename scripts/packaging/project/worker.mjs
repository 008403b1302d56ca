import { parentPort } from "node:worker_threads";
import { math } from "pintle";

parentPort?.postMessage(math.add(1, 2));
