import type { Row } from "../harness/compare.ts";
import { c, napi, ours } from "./functions.ts";

const adder = ours.adder(0);
const ofNapi = new napi.Adder(0);
const ofC = c.adder();

export const rows: readonly Row[] = [
  {
    name: "a method of a resource",
    ours: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        sum = adder.addOn(i & 1023, sum & 1023);
      }
      return sum;
    },
    theirs: {
      "C, an external": (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = c.addOn(ofC, i & 1023, sum & 1023);
        }
        return sum;
      },
      "#[napi] class": (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = ofNapi.addOn(i & 1023, sum & 1023);
        }
        return sum;
      },
      // The resource is one more argument.
      "a plain call, as many": (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = ours.addThree(0, i & 1023, sum & 1023);
        }
        return sum;
      },
      "a plain call": (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = ours.add(i & 1023, sum & 1023);
        }
        return sum;
      },
    },
    atMost: { "C, an external": 1.4, "#[napi] class": 0.6, "a plain call, as many": 1.15 },
  },
];
