import { maxDocumentBytes, readBounded, TooLarge } from "../bytes/bounded.ts";

/** What a subcommand reads from and writes to, so that tests can replace a terminal. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Results only. */
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Errors, questions and progress. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Whether a person can be asked. */
export function isInteractive(io: Io): boolean {
  return io.stdin.isTTY === true && io.stderr.isTTY === true;
}

/** Everything that stdin has, or a file: a document, which is not to be without end. */
export async function readDocument(file: string, { stdin }: Io): Promise<Buffer> {
  if (file !== "-") {
    return readBounded(file, maxDocumentBytes);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size > maxDocumentBytes) {
      throw new TooLarge(maxDocumentBytes);
    }
  }
  return Buffer.concat(chunks);
}

/** Writes a line that replaces itself, such as how far a call is. Only a terminal gets it. */
export class StatusLine {
  readonly #stderr: Io["stderr"];
  #shown = false;

  constructor(io: Io) {
    this.#stderr = io.stderr;
  }

  get isShown(): boolean {
    return this.#stderr.isTTY === true;
  }

  show(text: string): void {
    if (this.isShown) {
      this.#stderr.write(`\r\x1b[K${text}`);
      this.#shown = true;
    }
  }

  clear(): void {
    if (this.#shown) {
      this.#stderr.write("\r\x1b[K");
      this.#shown = false;
    }
  }
}
