const maxLength = 1000;

/**
 * Untrusted text for a message that people read: without terminal control characters, and not too
 * long.
 */
export function plain(text: string): string {
  const short = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return short.replaceAll(/[^\P{Cc}\n\t]/gu, "\ufffd");
}
