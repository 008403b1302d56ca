// `npm run build`: installs and builds what has changed, and brings generated files up to date.

import { ready } from "./setup/index.mjs";

await ready({ generate: true });
