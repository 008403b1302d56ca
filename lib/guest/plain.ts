const maxLength = 1000;

/** What a stranger says, for a message that people read: nothing that moves a terminal, and no book. */
export function plain(text: string): string {
  const short = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return short.replaceAll(/[^\P{Cc}\n\t]/gu, "\ufffd");
}
