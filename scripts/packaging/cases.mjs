import { join } from "node:path";
import { bin } from "../setup/root.mjs";
import { runNode } from "../setup/run.mjs";
import { bundlers } from "./bundlers.mjs";
import { publintOf, wrongTypesOf } from "./hygiene.mjs";
import { managers } from "./managers.mjs";
import { pageCases } from "./pages.mjs";
import { environment, install } from "./project.mjs";
import { runIn } from "./run.mjs";
import { runtimes } from "./tools.mjs";
import { copyWithoutExternalBuffers } from "./without-external-buffers.mjs";

/**
 * What a case came to: a problem where it failed.
 *
 * @typedef {object} Verdict
 * @property {string} title
 * @property {string} [problem]
 */

/** @typedef {import("./run.mjs").Ended} Ended */

/**
 * Does every case, one after the other.
 *
 * @param {string} home
 * @param {string} registry
 * @param {readonly import("../packages/stage.mjs").Staged[]} staged
 * @returns {AsyncGenerator<Verdict>}
 */
export async function* cases(home, registry, staged) {
  for (const { name, folder } of staged) {
    yield verdict(`publint has nothing to say of ${name}`, async () =>
      nothing(await publintOf(folder)),
    );
  }
  yield verdict("tsc", async () => {
    const { ok, output } = await runNode(bin("typescript", "tsc"), ["-p", "scripts/packaging"]);
    return ok ? undefined : output;
  });
  yield verdict("are the types wrong? no", async () =>
    nothing(await wrongTypesOf(staged.find(({ name }) => name === "pintle")?.folder ?? "")),
  );
  yield* installations(home, registry);
  yield* runs(home, registry);
  yield* fallbacks(home, registry);
  yield* bundles(home, registry);
}

/**
 * @param {string} home
 * @param {string} registry
 */
async function* installations(home, registry) {
  for (const manager of managers) {
    yield verdict(`${manager.name}: install, and run everything`, async () => {
      const project = await install(home, registry, manager);
      return (
        lacks(await project.node(["smoke.mjs"]), /all well/) ??
        lacks(await project.node(["guest.mjs"]), /all well/)
      );
    });
  }
}

/**
 * @param {string} home
 * @param {string} registry
 */
async function* runs(home, registry) {
  const project = await install(home, registry, npm);
  yield firstCall(project);
  for (const { name, program, args } of runtimes) {
    yield verdict(`${name}: run everything`, async () =>
      lacks(
        await runIn(program, [...args, "smoke.mjs"], project.folder, environment(home)),
        /all well/,
      ),
    );
  }
  if (process.platform === "linux" && (process.arch === "x64" || process.arch === "arm64")) {
    const { arch } = process;
    yield verdict("without external buffers, as Electron: run everything", async () => {
      const caged = join(home, "node-without-external-buffers");
      copyWithoutExternalBuffers(process.execPath, arch, caged);
      for (const script of ["smoke.mjs", "large.mjs"]) {
        const ended = await runIn(caged, [script], project.folder, environment(home));
        const problem = lacks(ended, /all well/);
        if (problem !== undefined) {
          return problem;
        }
      }
      return undefined;
    });
  }
  const pintle = "node_modules/.bin/pintle";
  yield verdict("the command line", async () =>
    lacks(await project.node([pintle, "call", "math.add", "2", "40"]), /^42$/m),
  );
  yield verdict("the command line over stdio", async () =>
    lacks(
      await project.node([pintle, "call", "--transport", "stdio", "math.add", "2", "40"]),
      /^42$/m,
    ),
  );
  yield verdict("pintle doctor", async () =>
    lacks(await project.node([pintle, "doctor"]), /^source +package$/m),
  );
}

/**
 * What somebody does first, in two commands, and how long each takes.
 *
 * @param {Awaited<ReturnType<typeof install>>} project
 * @returns {Promise<Verdict>}
 */
async function firstCall({ seconds, node }) {
  const start = performance.now();
  const ended = await node([
    "-e",
    "import('pintle').then(({ math }) => console.log(math.add(2, 40)))",
  ]);
  const called = (performance.now() - start) / 1000;
  const title = `npm install pintle (${seconds.toFixed(1)} s), node with a call (${called.toFixed(2)} s)`;
  const problem = lacks(ended, /^42$/m);
  return problem === undefined ? { title } : { title, problem };
}

/**
 * @param {string} home
 * @param {string} registry
 */
async function* fallbacks(home, registry) {
  const cases = [
    {
      title: "--omit=optional",
      options: ["--omit=optional"],
      found: "no package for any platform",
    },
    {
      title: "another platform's package",
      options: ["--os=darwin", "--cpu=arm64", "--libc="],
      found: "@pintle/darwin-arm64",
    },
  ];
  for (const { title, options, found } of cases) {
    const project = await install(home, registry, npm, options);
    yield verdict(`${title}: WebAssembly`, async () =>
      lacks(await project.node(["portable.mjs"]), /all well/),
    );
    yield verdict(`${title}: an error that says what is there`, async () => {
      const { code, stderr } = await project.node(["portable.mjs"], { PINTLE_FALLBACK: "error" });
      const isRight = code === 1 && stderr.includes(`  Found:   ${found}`);
      return isRight ? undefined : `exit code ${code}\n${stderr}`;
    });
  }
}

/**
 * Bundles with the settings of docs/bundlers.md, under pnpm, where a bundle does not find what only pintle
 * depends on.
 *
 * @param {string} home
 * @param {string} registry
 */
async function* bundles(home, registry) {
  const pnpm = managers.find(({ name }) => name === "pnpm") ?? npm;
  const project = await install(home, registry, pnpm);
  for (const { name, file, build, isAsIs } of bundlers) {
    yield verdict(`${name}: pintle as external`, async () => {
      await build(project.folder, true);
      return lacks(await project.node([file]), /^42$/m);
    });
    yield verdict(`${name}: a bundle of pintle says what to set`, async () => {
      await build(project.folder, false);
      const { code, stdout, stderr } = await project.node([file]);
      const isRight = isAsIs
        ? code === 0 && stdout === "42\n"
        : code === 1 && /reason: 'bundled'/.test(stderr) && /docs\/bundlers\.md/.test(stderr);
      return isRight ? undefined : `exit code ${code}\n${stdout}${stderr}`;
    });
  }
  const { folder } = await install(home, registry, npm);
  for await (const { title, check } of pageCases(folder)) {
    yield verdict(title, check);
  }
}

const [npm] = /** @type {[import("./managers.mjs").Manager]} */ (managers);

/**
 * @param {string} title
 * @param {() => Promise<string | undefined>} work
 * @returns {Promise<Verdict>}
 */
async function verdict(title, work) {
  const start = performance.now();
  const problem = await work().catch((error) => String(error.stack));
  const timed = `${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`;
  return problem === undefined ? { title: timed } : { title: timed, problem };
}

/** @param {readonly string[]} problems */
function nothing(problems) {
  return problems.length === 0 ? undefined : problems.join("\n");
}

/**
 * @param {Ended} ended
 * @param {RegExp} expected in what it wrote to stdout
 */
function lacks({ code, stdout, stderr }, expected) {
  return code === 0 && expected.test(stdout) ? undefined : `exit code ${code}\n${stdout}${stderr}`;
}
