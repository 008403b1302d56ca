/** What a package of a lock file says of the platforms that it is for. */
export interface Platforms {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** Whether a package is for this platform. */
export function isForUs({ os, cpu, libc }: Platforms): boolean {
  return (
    fits(os, process.platform) &&
    fits(cpu, process.arch) &&
    (libc === undefined || fits(libc, libcOf()))
  );
}

/** npm's rule: a list names what fits, or what does not with a `!` before it. */
function fits(allowed: readonly string[] | undefined, value: string): boolean {
  if (allowed === undefined || allowed.includes(value)) {
    return true;
  }
  return allowed.every((one) => one.startsWith("!")) && !allowed.includes(`!${value}`);
}

function libcOf(): string {
  const report = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}
