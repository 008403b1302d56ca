import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { connect, native, plan, program, stdio } from "../../index.ts";
import { host } from "../transports/host.ts";

// The scripts use shells, and what Linux says.
const onLinux = process.platform === "linux";
const timeout = 300_000;

/** What a script in a process of its own has found. */
async function found(name: string) {
  const script = fileURLToPath(new URL(`../fixtures/processes/${name}.mjs`, import.meta.url));
  const options = { maxBuffer: 64 << 20 };
  const { stdout } = await promisify(execFile)(process.execPath, [script], options);
  return JSON.parse(stdout);
}

test.runIf(onLinux)(
  "calls have the folder and the environment of their moment and their thread, whatever changes meanwhile",
  { timeout },
  async () => {
    const { checked, wrong, commands, tried } = await found("moments");
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(500);
    // A new command that touches files or programs must be added there.
    expect(tried).toEqual(commands);
  },
);

test.runIf(onLinux)(
  "a folder that was removed fails the calls that need it, and no others",
  { timeout },
  async () => {
    const { nodes, ...ours } = await found("gone");
    expect(nodes).toBe("ran\n");
    expect(ours).toEqual({
      relative: { code: "ERR_PINTLE_IO", errno: "ENOENT", path: "file" },
      absolute: true,
      which: true,
      ours: nodes,
    });
  },
);

test.runIf(onLinux)(
  "hundreds of programs keep nothing else waiting, and what waits for a thread hears its abort",
  { timeout },
  async () => {
    const calm = (count: number) => ({
      answers: { done: 4 },
      still: count,
      sleeps: { ERR_PINTLE_CANCELLED: count },
    });
    expect(await found("crowd")).toEqual({
      few: calm(64),
      many: calm(500),
      plans: calm(4),
      queued: { cancelled: { ERR_PINTLE_CANCELLED: 4 }, holding: { done: 100 } },
    });
  },
);

test.runIf(onLinux)("the names of system errors are Node's", { timeout }, async () => {
  const refusals: { what: string; ours: string; nodes: string }[] = await found("refusals");
  expect(refusals.length).toBeGreaterThan(10);
  expect(refusals.map(({ what, ours }) => [what, ours])).toEqual(
    refusals.map(({ what, nodes }) => [what, nodes]),
  );
});

test("undefined takes a variable away, over every transport and in plans", async () => {
  const script = "console.log(String(process.env.PINTLE_TAKEN), process.env.PINTLE_GIVEN)";
  const args = ["-e", script];
  const options = { env: { PINTLE_TAKEN: undefined, PINTLE_GIVEN: "given" } };
  const said = ({ stdout }: { stdout: Uint8Array }) => new TextDecoder().decode(stdout).trim();
  process.env.PINTLE_TAKEN = "taken";
  try {
    const node = process.execPath;
    expect(said(program.runSync(node, args, options))).toBe("undefined given");
    expect(said(await program.run(node, args, options))).toBe("undefined given");
    const inPlan = plan((p) => ({ stdout: p.program.run(node, args, options).stdout }));
    expect(said(await inPlan.run())).toBe("undefined given");
    const command = host();
    const overPipes = (["blobs", "lines"] as const).map((framing) => stdio({ command, framing }));
    for (const transport of [native(), ...overPipes]) {
      const client = await connect({ transport });
      expect(said(await client.program.run(node, args, options))).toBe("undefined given");
      await client.close();
    }
  } finally {
    delete process.env.PINTLE_TAKEN;
  }
});
