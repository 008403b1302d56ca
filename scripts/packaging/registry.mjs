import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { tool } from "./tools.mjs";

/**
 * A registry of our own on this machine, which asks no other.
 *
 * @param {string} folder for what it keeps
 */
export async function startRegistry(folder) {
  mkdirSync(folder, { recursive: true });
  const url = `http://127.0.0.1:${await freePort()}/`;
  const config = join(folder, "config.yaml");
  const anyone = { access: "$all", publish: "$all" };
  // JSON is YAML too.
  writeFileSync(
    config,
    JSON.stringify({
      storage: join(folder, "storage"),
      auth: { htpasswd: { file: join(folder, "htpasswd") } },
      uplinks: {},
      packages: { "@*/*": anyone, "**": anyone },
      max_body_size: "200mb",
      log: { type: "stdout", level: "error" },
    }),
  );
  const server = spawn(process.execPath, [tool("verdaccio"), "-c", config, "-l", url], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  await answers(`${url}-/ping`, server);
  return {
    url,
    async close() {
      server.kill();
      await once(server, "close");
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

/**
 * @param {string} url
 * @param {import("node:child_process").ChildProcess} server
 */
async function answers(url, server) {
  while (server.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await setTimeout(100);
  }
  throw new Error("the registry has ended");
}
