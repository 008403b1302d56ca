import { machine, nameOf, type Platform } from "../binding/machine.ts";

/** The platform that Rust builds for, if Node runs there: `x86_64-unknown-linux-gnu` is `linux-x64-gnu`. */
export function platformOf(target: string): string | undefined {
  const [cpu = "", ...rest] = target.split("-");
  const node = cpus[cpu];
  const system = systems.find(({ pattern }) => pattern.test(rest.join("-")));
  return node === undefined || system === undefined
    ? undefined
    : nameOf({ cpu: node, ...system.platform });
}

/** The platform of this process. */
export function ownPlatform(): string {
  return nameOf(machine());
}

const cpus: Readonly<Record<string, string>> = {
  aarch64: "arm64",
  arm: "arm",
  armv7: "arm",
  i686: "ia32",
  powerpc64le: "ppc64",
  riscv64gc: "riscv64",
  s390x: "s390x",
  x86_64: "x64",
};

const systems: readonly {
  readonly pattern: RegExp;
  readonly platform: Omit<Platform, "cpu">;
}[] = [
  { pattern: /^apple-darwin$/, platform: { os: "darwin" } },
  { pattern: /^pc-windows-/, platform: { os: "win32" } },
  { pattern: /-linux-gnu/, platform: { os: "linux", libc: "glibc" } },
  { pattern: /-linux-musl/, platform: { os: "linux", libc: "musl" } },
  { pattern: /^unknown-freebsd$/, platform: { os: "freebsd" } },
];
