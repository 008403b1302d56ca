import { expect, test } from "vitest";
import { run } from "../fixtures/processes/run.ts";

/** `SOAK=100000` for the long form. */
const count = process.env.SOAK ?? "2000";

test("none of many resources is left, whatever becomes of their handles", async () => {
  expect(await run("resources", [count], ["--expose-gc"])).toEqual({
    code: 0,
    stdout: "done\n",
    stderr: "",
  });
}, 120_000);
