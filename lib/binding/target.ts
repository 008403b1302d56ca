/** The platform that a native addon is built for, such as `linux-x64-gnu`. */
export function target(): string {
  const { platform, arch } = process;
  switch (platform) {
    case "linux":
      return `linux-${arch}-${isMusl() ? "musl" : "gnu"}`;
    case "win32":
      return `win32-${arch}-msvc`;
    default:
      return `${platform}-${arch}`;
  }
}

/** Node says which glibc it runs on; without one it runs on musl. */
function isMusl(): boolean {
  const { report } = process as unknown as {
    report: { excludeNetwork: boolean; getReport(): { header: { glibcVersionRuntime?: string } } };
  };
  const { excludeNetwork } = report;
  // Else it looks up the name of every open socket.
  report.excludeNetwork = true;
  const { glibcVersionRuntime } = report.getReport().header;
  report.excludeNetwork = excludeNetwork;
  return glibcVersionRuntime === undefined;
}
