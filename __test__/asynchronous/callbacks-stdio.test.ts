/** Callbacks over stdio: the host asks, and the client answers while its call runs. */

import { AsyncLocalStorage } from "node:async_hooks";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, stdio } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";
import { callbacks as native } from "../fixtures/asynchronous.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";

const { contract } = fixture;

interface Client {
  readonly callbacks: typeof native;
  close(): Promise<void>;
}

async function open(framing: "blobs" | "lines", policy?: string): Promise<Client> {
  const transport = stdio({ command: fixtureHost, contract, framing, policy });
  return (await connect({ transport })) as unknown as Client;
}

describe.each(["blobs", "lines"] as const)("a callback over stdio in %s", (framing) => {
  let client: Client;
  let remote: typeof native;
  beforeAll(async () => {
    client = await open(framing);
    remote = client.callbacks;
  });
  afterAll(() => client.close());

  test("returns a value, or a promise of one, to a command of any kind", async () => {
    for (const ask of [remote.ask, remote.askAsync]) {
      expect(await ask("a", (text) => `${text}!`)).toBe("a!");
      expect(await ask("ä", async (text) => `${text}!`)).toBe("ä!");
    }
    expect(await remote.fold(Float64Array.of(1, 2, 39), (a, b) => a + b)).toBe(42);
  });

  test("takes and returns values as in a direct call", async () => {
    const seen: unknown[] = [];
    const options = {
      onSpot: (spot: unknown) => {
        seen.push(spot);
        return { good: false, reasons: ["no"] };
      },
      onEnd: () => {},
    };
    const judged = await remote.judge(["a", "b"], options);
    const spots = seen.splice(0);
    expect(judged).toEqual(await native.judge(["a", "b"], options));
    expect(spots).toEqual(seen);
    expect(await remote.judge(["a"], {})).toEqual(await native.judge(["a"], {}));
  });

  test("is called many times, and from many threads", async () => {
    expect(await remote.together(1000, (number) => number)).toBe(499_500);
    const product = (thread: number, time: number) => thread * time;
    expect(await remote.fromThreads(8, 50, product)).toBe(await native.fromThreads(8, 50, product));
    const many = Array.from({ length: 100 }, (_, index) =>
      remote.ask(String(index), (text) => `${text}!`),
    );
    expect(await Promise.all(many)).toEqual(many.map((_, index) => `${index}!`));
  });

  test("may call over the same connection", async () => {
    const twice = (text: string): Promise<string> =>
      text.length > 8 ? Promise.resolve(text) : remote.askAsync(text + text, twice);
    expect(await remote.ask("ab", twice)).toBe("ab".repeat(8));
  });

  test("runs in the asynchronous context of its call", async () => {
    const storage = new AsyncLocalStorage<string>();
    const answer = () => storage.getStore() ?? "none";
    expect(await storage.run("here", () => remote.ask("a", answer))).toBe("here");
  });

  test("that throws is the cause of the error", async () => {
    const reasons = [new RangeError("no"), undefined, 5, "text", "\ud800", { a: 1 }];
    for (const reason of reasons) {
      const fails = () => {
        throw reason;
      };
      const rejects = () => Promise.reject(reason);
      for (const answer of [fails, rejects]) {
        const error = await failure(() => remote.ask("a", answer));
        const same = await failure(() => native.ask("a", answer));
        expect(error).toMatchObject({ code: "ERR_PINTLE_CALLBACK", command: "callbacks.ask" });
        expect(error.cause).toBe(reason);
        expect(error.message).toBe(same.message);
      }
    }
  });

  test("may not return another type", async () => {
    for (const value of [5, undefined, null, {}, 1n, "\ud800", () => {}]) {
      const error = await failure(() => remote.ask("a", () => value as never));
      const same = await failure(() => native.ask("a", () => value as never));
      expect(error.toJSON()).toEqual(same.toJSON());
    }
    const nested = () => ({ good: true, reasons: [1] }) as never;
    const error = await failure(() => remote.judge(["a"], { onSpot: nested }));
    expect(error.toJSON()).toEqual(
      (await failure(() => native.judge(["a"], { onSpot: nested }))).toJSON(),
    );
    const large = await failure(() => remote.ask("a", () => "x".repeat(65 << 20)));
    expect(large.code).toBe("ERR_PINTLE_CALLBACK");
    expect(await remote.ask("a", (text) => text)).toBe("a");
  });

  test("that never answers ends with its call", async () => {
    for (const ask of [remote.ask, remote.askAsync]) {
      const controller = new AbortController();
      const call = failure(() =>
        ask(
          "a",
          () => {
            controller.abort("enough");
            return new Promise(() => {});
          },
          { signal: controller.signal },
        ),
      );
      expect(await call).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "enough" });
    }
  });

  test("ends with its call, even if the command keeps it", async () => {
    await remote.keep(() => expect.unreachable());
    const error = await failure(() => remote.askKept("a"));
    expect(error).toMatchObject({ code: "ERR_PINTLE_CALLBACK", command: "callbacks.askKept" });
    expect(error.message).toContain("has ended");
  });

  test("has to be a function", async () => {
    for (const wrong of [5, 1, null, undefined, {}]) {
      const error = await failure(() => remote.ask("a", wrong as never));
      expect(error.toJSON()).toEqual(
        (await failure(() => native.ask("a", wrong as never))).toJSON(),
      );
    }
  });

  test("that waits ends with its host", async () => {
    const own = await open(framing);
    const call = failure(() => own.callbacks.ask("a", () => new Promise(() => {})));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await own.close();
    expect((await call).code).toBe("ERR_PINTLE_TRANSPORT_CLOSED");
  });
});

test("under a policy a callback is refused: it could keep a command waiting", async () => {
  const policy = join(testFolder(), "policy.json");
  writeFileSync(policy, JSON.stringify({ version: 1, commands: { "callbacks.ask": true } }));
  const client = await open("blobs", policy);
  const error = await failure(() => client.callbacks.ask("a", (text) => text));
  expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_CARRIED", pointer: "/answer" });
  await client.close();
});
