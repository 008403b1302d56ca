import { PassThrough } from "node:stream";
import { runCli } from "../../lib/cli/cli.ts";

/** What a command line has left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line without a terminal. */
export function cli(args: readonly string[], input: string | Uint8Array = ""): Promise<Ended> {
  const stdin = new PassThrough();
  stdin.end(input);
  return runWith(args, stdin, false);
}

/**
 * Runs a command line at a terminal, where a person enters these answers one after the other, each
 * when asked, and then ends the input.
 */
export function atTerminal(args: readonly string[], answers: readonly string[]): Promise<Ended> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const left = [...answers];
  return runWith(args, stdin, true, (text) => {
    if (text.endsWith(": ")) {
      const answer = left.shift();
      setImmediate(() => (answer === undefined ? stdin.end() : stdin.write(`${answer}\n`)));
    }
  });
}

async function runWith(
  args: readonly string[],
  stdin: PassThrough,
  isTTY: boolean,
  onQuestion: (text: string) => void = () => {},
): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = [listen(stdout), listen(stderr, onQuestion)] as const;
  const code = await runCli(args, {
    stdin,
    stdout: Object.assign(stdout, { isTTY }),
    stderr: Object.assign(stderr, { isTTY }),
  });
  return { code, stdout: texts[0](), stderr: texts[1]() };
}

function listen(stream: PassThrough, onText: (text: string) => void = () => {}): () => string {
  let all = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    all += text;
    onText(text);
  });
  return () => all + (stream.read() ?? "");
}
