/** What a subcommand reads from and writes to, so that tests can stand in for a terminal. */
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

/** Everything that stdin has. */
export async function readAll(stdin: Io["stdin"]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
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
