import { delimiter } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { folder } from "../conformance/folder.ts";
import { Relay } from "../guest/relay.ts";
import { attacks } from "./attacks.ts";
import { type Caller, callers } from "./callers.ts";
import { ground, secret } from "./ground.ts";
import { guestWays, ways } from "./ways.ts";

const { path, remove } = folder();
const there = ground(path);
const before = there.state();
const { PATH } = process.env;

beforeAll(() => {
  // What lies in wait for whoever searches PATH, in this process and in the host.
  process.env.PATH = `${there.planted}${delimiter}${PATH}`;
});

afterAll(() => {
  process.env.PATH = PATH;
  remove();
});

/** Who attacks, and in which ways. A thread starts for each call of the guest that runs. */
const attackers: [string, (policy: string) => Caller, typeof ways][] = [
  ...Object.entries(callers).map(([name, connect]): (typeof attackers)[0] => [name, connect, ways]),
  ["running guest", (policy) => new Relay(policy), guestWays],
];

describe.each(attackers)("%s", (_, connect, ways) => {
  let caller: Caller;
  beforeAll(() => {
    caller = connect(there.policy);
  });
  afterAll(() => caller.close());
  afterEach(() => expect(there.state()).toEqual(before));

  describe.each(Object.entries(ways))("%s", (_, way) => {
    // Else what follows would also pass where nothing is allowed.
    test("what the policy allows works", async () => {
      const add = await way(caller, "math.add", { a: 2, b: 40 });
      expect(add).toEqual({ result: 42 });
      const walk = await way(caller, "tree.walk", { root: `${there.work}/plain/.git/refs` });
      expect(walk).toMatchObject({ result: { count: 1 } });
      const hash = await way(caller, "hash.file", { path: `${there.work}/a.txt` });
      expect(hash.result).toMatch(/^[0-9a-f]{64}$/);
      const said = await way(caller, "program.run", { program: "say", args: ["hello"] });
      expect(said).toMatchObject({ result: { exitCode: 0 } });
      const lines = await way(caller, "program.lines", { program: "say", args: ["hello"] });
      expect(lines).toEqual({ result: [{ stream: "stdout", text: "hello" }] });
      const run = {
        program: "git",
        args: ["status", "--porcelain=v2", "--ignore-submodules=all"],
        cwd: `${there.work}/plain`,
      };
      expect(await way(caller, "program.run", run)).toMatchObject({ result: { exitCode: 0 } });
    });

    test("a program has no more open than its three streams", async () => {
      const run = { program: "descriptors", args: ["/proc/self/fd"] };
      const { result } = await way(caller, "program.run", run);
      const listed = Buffer.from((result as { stdout: string }).stdout, "base64").toString();
      const numbers = [...listed.matchAll(/ (\d+) -> (.*)/g)].map(([, number, to]) => [number, to]);
      // The fourth is the folder that it lists.
      expect(numbers.map(([number]) => number)).toEqual(["0", "1", "2", "3"]);
      expect(numbers[3]?.[1]).toMatch(/^\/proc\/\d+\/fd$/);
    });

    for (const [what, table] of Object.entries(attacks(there))) {
      test.each(table)(`${what}: $name`, async ({ method, params, code = "ERR_PINTLE_DENIED" }) => {
        const answer = await way(caller, method, params);
        if (code === "none") {
          expect(answer.error).toBeUndefined();
        } else {
          expect(answer.error?.code).toMatch(new RegExp(`^(${code})$`));
        }
        expect(JSON.stringify(answer)).not.toContain(secret);
      });
    }
  });
});
