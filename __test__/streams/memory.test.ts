import { expect, test } from "vitest";
import { run } from "../fixtures/processes/run.ts";

/** What the process may still grow by: twice what it does. Holding 200,000 rows takes several times as much. */
const bound = 8 * 1024 * 1024;

test.each(["rows", "batches", "leave"])(
  "a slow consumer of %s takes no memory for what it has read",
  async (kind) => {
    const { code, stdout, stderr } = await run("stream-memory", ["200000", kind]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { read, grown } = JSON.parse(stdout) as { read: number; grown: number };
    expect(read).toBe(200_000);
    expect(grown).toBeLessThan(bound);
  },
);
