import { managers } from "./managers.mjs";
import { environment, install } from "./project.mjs";
import { runIn } from "./run.mjs";
import { runtimes } from "./tools.mjs";

/**
 * What a case came to: a problem where it failed.
 *
 * @typedef {object} Verdict
 * @property {string} title
 * @property {string} [problem]
 */

/**
 * Does every case, one after the other.
 *
 * @param {string} home
 * @param {string} registry
 * @returns {AsyncGenerator<Verdict>}
 */
export async function* cases(home, registry) {
  for (const manager of managers) {
    yield verdict(`installed with ${manager.name}`, async () => {
      const project = await install(home, registry, manager);
      const smoke = await project.node(["smoke.mjs"]);
      return expectText(smoke, /all well/);
    });
  }
  const npm = managers[0];
  if (npm === undefined) {
    return;
  }
  const project = await install(home, registry, npm);
  for (const { name, program, args } of runtimes) {
    yield verdict(`runs on ${name}`, async () =>
      expectText(
        await runIn(program, [...args, "smoke.mjs"], project.folder, environment(home)),
        /all well/,
      ),
    );
  }
  yield verdict("the command line", async () =>
    expectText(
      await project.node(["node_modules/.bin/pintle", "call", "math.add", "2", "40"]),
      /^42$/m,
    ),
  );
}

/**
 * @param {string} title
 * @param {() => Promise<string | undefined>} work
 * @returns {Promise<Verdict>}
 */
async function verdict(title, work) {
  const start = performance.now();
  const problem = await work().catch((error) => String(error.stack));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const timed = `${title} (${seconds} s)`;
  return problem === undefined ? { title: timed } : { title: timed, problem };
}

/**
 * @param {import("./run.mjs").Ended} ended
 * @param {RegExp} expected in what it wrote to stdout
 * @returns {string | undefined}
 */
function expectText({ code, stdout, stderr }, expected) {
  return code === 0 && expected.test(stdout) ? undefined : `exit code ${code}\n${stdout}${stderr}`;
}
