import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { WasmSource } from "../../wasm-init.ts";

const file = "dist/wasm/pintle.wasm";
const bytes = readFileSync(file);

// A server that responds with its page when a file is missing, like Vite's.
const server = createServer((request, response) => {
  if (request.url === "/pintle.wasm") {
    response.end(bytes);
  } else if (request.url === "/nothing") {
    response.writeHead(404).end();
  } else {
    response.end("<!doctype html>");
  }
}).listen(0, "127.0.0.1");
const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

afterAll(() => server.close());

/** A copy that nothing was handed to. */
let init: (source: WasmSource | PromiseLike<WasmSource>) => Promise<typeof import("pintle/wasm")>;

beforeEach(async () => {
  vi.resetModules();
  const query = `?${Math.random()}`;
  ({ init } = await import(/* @vite-ignore */ `../../dist/wasm/init.js${query}`));
});

const sources: Record<string, () => WasmSource | PromiseLike<WasmSource>> = {
  "a module": () => new WebAssembly.Module(bytes),
  "a Buffer": () => bytes,
  "an ArrayBuffer": () => new Uint8Array(bytes).buffer,
  "a view": () => new DataView(new Uint8Array([0, ...bytes]).buffer, 1),
  "a promise of bytes": async () => bytes,
  "a Response": () => new Response(bytes),
  "a promise of a Response": () => fetch(`${origin()}/pintle.wasm`),
  "a URL": () => new URL("/pintle.wasm", origin()),
  "the text of a URL": () => `${origin()}/pintle.wasm`,
  "the URL of a file": () => pathToFileURL(file),
};

test.each(Object.entries(sources))("it can be handed in as %s", async (_, source) => {
  const { math, plan, contract } = await init(source());
  expect(math.add(2, 40)).toBe(42);
  expect(() => math.add(2_147_483_647, 1)).toThrow(
    expect.objectContaining({ code: "ERR_PINTLE_OVERFLOW" }),
  );
  expect(await plan((p) => p.math.add(2, 40)).run()).toBe(42);
  expect(contract()["x-commands"]).toHaveProperty(["math.add"]);
});

const faults: Record<string, [source: () => unknown, said: RegExp]> = {
  "a page in its place": [
    () => `${origin()}/index`,
    /from http:.*\/index: expected WebAssembly, got 15 bytes that begin with "<!do"; for bundler configuration/,
  ],
  "no file": [() => `${origin()}/nothing`, /the server responded 404/],
  "nothing at all": [() => new Uint8Array(), /got 0 bytes that begin with ""/],
  "a part of it": [() => bytes.subarray(0, 1000), /cannot be loaded: WebAssembly/],
  "another module": [() => Buffer.from("\0asm\x01\0\0\0", "latin1"), /it is a different module/],
  "no source": [() => undefined, /expected a WebAssembly\.Module, its bytes, .*, got undefined/],
  null: [() => null, /got null/],
  "a rejected promise": [() => Promise.reject(new Error("offline")), /offline/],
};

test.each(Object.entries(faults))(
  "%s is refused, and another may follow",
  async (_, [bad, said]) => {
    const message = expect.stringMatching(said);
    const refused = { name: "PintleError", code: "ERR_PINTLE_LOAD", message };
    await expect(init(bad() as WasmSource)).rejects.toMatchObject(refused);
    const { math } = await init(bytes);
    expect(math.add(2, 40)).toBe(42);
  },
);

test("it is started once", async () => {
  const [first, second] = await Promise.all([init(bytes), init(new Response(bytes))]);
  expect(second).toBe(first);
  expect(await init("http://127.0.0.1:1/")).toBe(first);
});
