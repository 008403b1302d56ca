// `npm run prebuild -- TARGET|all|host`: builds the addon and pintle-host for a platform, into npm/.

import { buildFor, buildHere } from "./prebuild/build.mjs";
import { report } from "./prebuild/report.mjs";
import { host, platforms } from "./setup/host.mjs";
import { guarded, ready } from "./setup/index.mjs";
import { prepare } from "./setup/setup.mjs";

const [target = "", ...surplus] = process.argv.slice(2);
const chosen = platforms.filter(({ name }) => target === "all" || name === target);

if (target === "host" && surplus.length === 0) {
  const platform = platforms.find(({ name }) => name === host);
  if (platform === undefined) {
    console.error(`error: there is no package for ${host}`);
    process.exitCode = 1;
  } else if (await ready({ generate: false }, () => buildHere(platform))) {
    report([platform]);
  }
} else if (chosen.length > 0 && surplus.length === 0) {
  const build = async () => {
    await prepare(); // What is built for the checkout itself is of no use here.
    await buildFor(chosen);
  };
  if (await guarded(build)) {
    report(chosen);
  }
} else {
  console.error("usage: npm run prebuild -- TARGET|all|host");
  console.error(`TARGET is one of: ${platforms.map(({ name }) => name).join(", ")}`);
  process.exitCode = 2;
}
