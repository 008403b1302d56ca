#!/usr/bin/env node
// Stands in for node-gyp, which prebuildify runs in a folder: Cargo has built the addon already.

import { copyFileSync, mkdirSync } from "node:fs";

mkdirSync("build/Release", { recursive: true });
copyFileSync(process.env.PINTLE_PREBUILT ?? "", "build/Release/pintle.node");
