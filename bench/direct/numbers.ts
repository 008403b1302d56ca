import { math } from "pintle";
import type { Row } from "../harness/compare.ts";
import { c, napi, ours } from "./functions.ts";

const numbers = Int32Array.from({ length: 1000 }, (_, i) => i - 300);

export const rows: readonly Row[] = [
  {
    name: "math.add",
    ours: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        sum = math.add(i & 1023, sum & 1023);
      }
      return sum;
    },
    theirs: {
      C: (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = c.add(i & 1023, sum & 1023);
        }
        return sum;
      },
      "#[napi]": (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = napi.add(i & 1023, sum & 1023);
        }
        return sum;
      },
      JavaScript: (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = plainAdd(i & 1023, sum & 1023);
        }
        return sum;
      },
    },
    atMost: { C: 1.25, "#[napi]": 0.4 },
  },
  {
    name: "Int32Array of 1000, summed",
    ours: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        sum = ours.sum(numbers);
      }
      return sum;
    },
    theirs: {
      "#[napi]": (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = napi.sum(numbers);
        }
        return sum;
      },
      JavaScript: (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = numbers.reduce((a, b) => a + b, 0);
        }
        return sum;
      },
    },
    atMost: { "#[napi]": 1 },
  },
];

/** What `math.add` promises, in JavaScript. */
function plainAdd(a: number, b: number): number {
  const sum = a + b;
  if ((sum | 0) !== sum) {
    throw new RangeError(`${a} + ${b} overflows`);
  }
  return sum;
}
