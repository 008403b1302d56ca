import { start } from "./files.ts";

/** A C library of Linux. */
export type Libc = "glibc" | "musl";

/** What a native addon is built for. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
  readonly libc?: Libc | undefined;
}

/** The platform of this process. */
export function machine(): Platform {
  const { platform: os, arch: cpu } = process;
  return os === "linux" ? { os, cpu, libc: libc() } : { os, cpu };
}

/** The name of a platform, such as `linux-x64-gnu`. */
export function nameOf({ os, cpu, libc }: Platform): string {
  const suffix = { glibc: "-gnu", musl: "-musl" };
  return `${os}-${cpu}${libc === undefined ? "" : suffix[libc]}`;
}

/** Which glibc this process runs on, as Node's report says. Making a report takes milliseconds. */
export function glibcVersion(): string | undefined {
  const { report } = process as unknown as {
    report: { excludeNetwork: boolean; getReport(): { header: { glibcVersionRuntime?: string } } };
  };
  const { excludeNetwork } = report;
  // Otherwise it looks up the name of every open socket.
  report.excludeNetwork = true;
  const { glibcVersionRuntime } = report.getReport().header;
  report.excludeNetwork = excludeNetwork;
  return glibcVersionRuntime;
}

/**
 * The running executable names its dynamic loader near its beginning, and that is part of the C
 * library.
 */
function libc(): Libc {
  try {
    const { bytes } = start(process.execPath, 4096);
    const loader = /\/ld-(linux|musl)/.exec(bytes.toString("latin1"))?.[1];
    if (loader !== undefined) {
      return loader === "musl" ? "musl" : "glibc";
    }
  } catch {
    // The permission model may forbid reading it.
  }
  return glibcVersion() === undefined ? "musl" : "glibc";
}
