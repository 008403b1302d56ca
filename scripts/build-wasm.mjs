// `npm run build:wasm`: builds the portable commands as WebAssembly, and the entries that load them.

import { guarded } from "./setup/index.mjs";
import { bundleTypeScript, prepare } from "./setup/setup.mjs";
import { buildWasmModule } from "./setup/wasm.mjs";

await guarded(async () => {
  await prepare();
  await buildWasmModule();
  await bundleTypeScript();
});
