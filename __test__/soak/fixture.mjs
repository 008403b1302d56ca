/** The addon of the tests, without Pintle's own: each of the many workers loads only what it uses. */

import { fileURLToPath } from "node:url";
import { loadAddon } from "../../dist/runtime.js";

export { transfer } from "../../dist/runtime.js";

export const fixture = loadAddon(
  fileURLToPath(new URL("../../target/fixtures/fixture.node", import.meta.url)),
);
