import type { LineCallOptions, Progress } from "./call-options.ts";

/** What hears of progress for `onProgress` and `onLine`, since lines come as details of progress. */
export function listenerOf({
  onProgress,
  onLine,
}: LineCallOptions): ((progress: Progress) => void) | undefined {
  if (onLine === undefined) {
    return onProgress;
  }
  return (progress) => {
    const { lines, stream } = (progress.detail ?? {}) as { lines?: string[]; stream: "stdout" };
    for (const line of lines ?? []) {
      try {
        onLine(line, stream);
      } catch (error) {
        // As with an event's listener: the failure is not that of the call, nor of the next line.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    onProgress?.(progress);
  };
}
