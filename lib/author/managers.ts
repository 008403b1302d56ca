/** A package manager, and what is typed to have it do something. */
export interface Manager {
  readonly install: string;
  /** The same in continuous integration, where only npm is installed. */
  readonly installThere: string;
  readonly run: string;
  readonly test: string;
}

/** The name of a package manager. */
export type ManagerName = "npm" | "pnpm" | "yarn" | "bun";

/** The package managers that `pintle new` knows. */
export const managers: Readonly<Record<ManagerName, Manager>> = {
  npm: { install: "npm install", installThere: "npm install", run: "npm run", test: "npm test" },
  pnpm: {
    install: "pnpm install",
    installThere: "npx --yes pnpm install",
    run: "pnpm run",
    test: "pnpm test",
  },
  yarn: {
    install: "yarn install",
    installThere: "npx --yes yarn install",
    run: "yarn run",
    test: "yarn test",
  },
  bun: {
    install: "bun install",
    installThere: "npx --yes bun install",
    run: "bun run",
    test: "bun run test",
  },
};

/** The names of all. */
export const managerNames: readonly ManagerName[] = Object.keys(managers) as ManagerName[];

/** The package manager that runs this process, such as by `npm create`; npm if none does. */
export function managerOf(userAgent: string | undefined): ManagerName {
  const name = userAgent?.split("/")[0] ?? "";
  return managerNames.find((known) => known === name) ?? "npm";
}
