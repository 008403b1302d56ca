import { ownOf } from "../options/own.ts";
import type { LineCallOptions, Progress } from "./call-options.ts";

/** How a command reports its lines. */
interface Lines {
  readonly lines?: readonly string[];
  readonly stream?: "stdout" | "stderr";
}

/** The progress listener for `onProgress` and `onLine`: lines arrive as details of progress. */
export function listenerOf(options: LineCallOptions): ((progress: Progress) => void) | undefined {
  const { onProgress, onLine } = ownOf(options);
  if (onLine === undefined) {
    return onProgress;
  }
  return (progress) => {
    const { lines = [], stream = "stdout" } = ownOf<Lines>(progress.detail ?? {});
    for (const line of lines) {
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
