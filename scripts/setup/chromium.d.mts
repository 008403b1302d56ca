/** The types of `chromium.mjs` for the tests, which are TypeScript. */

export function findChromium(): string | undefined;
export function installChromium(): Promise<void>;
