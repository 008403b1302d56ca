import type { Row } from "../harness/compare.ts";
import { ours } from "./functions.ts";

const adder = ours.adder(0);

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
      "a plain call": (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) {
          sum = ours.add(i & 1023, sum & 1023);
        }
        return sum;
      },
    },
    atMost: { "a plain call": 1.15 },
  },
];
